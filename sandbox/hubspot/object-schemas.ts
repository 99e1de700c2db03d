// The bodies of CRM object calls.

import { z } from 'zod';
import { invalid } from './errors.ts';

const id = z.union([z.string(), z.number()]).transform(String);

const associationSchema = z.object({
  to: z.object({ id }),
  types: z.array(z.object({ associationCategory: z.string(), associationTypeId: z.coerce.number() })).min(1),
});

const writeSchema = z.object({
  properties: z.record(z.string(), z.unknown()),
  associations: z.array(associationSchema).nullish(),
  objectWriteTraceId: z.string().optional(),
  id: id.optional(),
  idProperty: z.string().optional(),
});

export const batchWriteSchema = z.object({ inputs: z.array(writeSchema) });
export const singleWriteSchema = writeSchema;
export const batchIdsSchema = z.object({ inputs: z.array(z.object({ id })) });
export const batchReadSchema = z.object({
  inputs: z.array(z.object({ id })),
  properties: z.array(z.string()).optional(),
  idProperty: z.string().optional(),
});
export const mergeSchema = z.object({ primaryObjectId: id, objectIdToMerge: id });
export const pairSchema = z.object({ from: z.object({ id }), to: z.object({ id }) });
export const linkBatchSchema = z.object({
  inputs: z.array(
    pairSchema.extend({
      types: z.array(z.object({ associationCategory: z.string(), associationTypeId: z.coerce.number() })),
    }),
  ),
});
export const pairBatchSchema = z.object({ inputs: z.array(pairSchema) });
export const unlinkBatchSchema = z.object({
  inputs: z.array(z.object({ from: z.object({ id }), to: z.array(z.object({ id })) })),
});
export const linkReadSchema = z.object({
  inputs: z.array(z.object({ id, after: z.string().optional() })),
});
export const linkTypesSchema = z.array(
  z.object({ associationCategory: z.string(), associationTypeId: z.coerce.number() }),
);

/** Parses a body or refuses it as HubSpot refuses malformed input. */
export function parseBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw invalid(
    `Invalid input JSON: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`,
    'INVALID_JSON',
  );
}
