import { z } from 'zod';
import { recordShape } from './record.ts';

export const customerSchema = z.looseObject({
  ...recordShape,
  DisplayName: z.string().optional(),
  Active: z.boolean().optional(),
  IsProject: z.boolean().optional(),
  PrimaryEmailAddr: z.looseObject({ Address: z.string().optional() }).optional(),
});
export type Customer = z.infer<typeof customerSchema>;
