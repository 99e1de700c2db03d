// What a HubSpot record looks like on the wire, and the parts of a snapshot all nouns share.

import { z } from 'zod';
import type { FieldValues, RecordSnapshot } from '../../sync/record.ts';
import { errorBodySchema } from '../errors.ts';

/** Our key on a HubSpot record: names the QuickBooks record it mirrors. */
export const keyProperty = 'ledgerline_key';
/** Semicolon-separated ids that were merged into the record. */
export const mergedIdsProperty = 'hs_merged_object_ids';

const idSchema = z.union([z.string(), z.number()]).transform(String);

export const recordSchema = z.object({
  id: idSchema,
  properties: z.record(z.string(), z.string().nullable()),
  createdAt: z.iso.datetime({ offset: true }),
  updatedAt: z.iso.datetime({ offset: true }),
  archived: z.boolean().optional().default(false),
  objectWriteTraceId: z.string().optional(),
});
export type RecordRow = z.infer<typeof recordSchema>;

const pagingSchema = z.object({ next: z.object({ after: z.string() }).optional() }).optional();
const nextOf = (paging: z.infer<typeof pagingSchema>): string | null => paging?.next?.after ?? null;

/** Batch answers, 207 included. */
export const batchSchema = z.object({
  results: z.array(recordSchema).default([]),
  errors: z.array(errorBodySchema).default([]),
});

export const pageSchema = z
  .object({ results: z.array(recordSchema), paging: pagingSchema })
  .transform(({ results, paging }) => ({ rows: results, next: nextOf(paging) }));

export const searchSchema = z
  .object({ total: z.number().int(), results: z.array(recordSchema), paging: pagingSchema })
  .transform(({ total, results, paging }) => ({ total, rows: results, next: nextOf(paging) }));

/** Answers without content (204), or whose content says nothing of interest. */
export const ignoredSchema = z.unknown();

/** Orders the states of a record. */
export const versionOf = ({ updatedAt }: RecordRow): string => String(Date.parse(updatedAt));

export const mergedIdsOf = ({ properties }: RecordRow): readonly string[] =>
  (properties[mergedIdsProperty] ?? '').split(';').filter((id) => id !== '');

/** The properties asked for; one HubSpot does not have is null. */
export const fieldsOf = ({ properties }: RecordRow, names: readonly string[]): FieldValues =>
  Object.fromEntries(names.map((name) => [name, properties[name] ?? null]));

export interface SnapshotOptions {
  /** The id that was asked for: differs from the row's when HubSpot answers with the record it was merged into. */
  readonly requestedId?: string;
  readonly entity: string;
  readonly label: string;
  readonly properties: readonly string[];
}

/** A snapshot without references and parts. */
export function snapshotOf(row: RecordRow, options: SnapshotOptions): RecordSnapshot {
  const id = options.requestedId ?? row.id;
  return {
    side: 'hubspot',
    entity: options.entity,
    id,
    version: versionOf(row),
    state: row.archived ? 'inactive' : 'active',
    label: options.label === '' ? row.id : options.label,
    createdAt: row.createdAt,
    modifiedAt: row.updatedAt,
    fields: fieldsOf(row, options.properties),
    references: {},
    parts: {},
    key: row.properties[keyProperty] || null,
    mergedInto: id === row.id ? null : row.id,
  };
}
