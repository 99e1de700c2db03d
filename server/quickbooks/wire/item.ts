import { z } from 'zod';
import { recordShape } from './record.ts';

export const itemSchema = z.looseObject({
  ...recordShape,
  Name: z.string().optional(),
  Sku: z.string().optional(),
  Type: z.string().optional(),
  Active: z.boolean().optional(),
});
export type Item = z.infer<typeof itemSchema>;
