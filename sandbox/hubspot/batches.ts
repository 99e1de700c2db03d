// Batch writes and reads: at most 100 inputs, refused as a whole, or settled one by one where every input carries
// a trace id.

import type { Actor } from './actor.ts';
import type { ErrorBody } from './errors.ts';
import { HubSpotError, invalid, notFound } from './errors.ts';
import type { ObjectType } from './object-types.ts';
import { objectTypeInfo } from './object-types.ts';
import type { Portal } from './portal.ts';
import type { Warning } from './property-values.ts';
import type { CrmRecord } from './record-table.ts';
import { findByProperty } from './reads.ts';
import type { Claims, CreateInput, PreparedWrite } from './writes.ts';
import { archive, commit, prepareCreate, prepareUpdate } from './writes.ts';

export const BATCH_LIMIT = 100;

export interface BatchInput extends CreateInput {
  id?: string | undefined;
  idProperty?: string | undefined;
  objectWriteTraceId?: string | undefined;
}

export interface BatchResult {
  record: CrmRecord;
  warnings: Warning[];
  objectWriteTraceId?: string | undefined;
  /** On upserts: whether the record was created. */
  isNew?: boolean;
}

export interface BatchOutcome {
  results: BatchResult[];
  errors: ErrorBody[];
}

/** One input's errors, as a 207 answer lists them. */
function itemError(error: HubSpotError, context: Record<string, string[]>): ErrorBody {
  return { ...error.body, context: { ...error.body.context, ...context } };
}

export function createBatch(
  portal: Portal,
  type: ObjectType,
  inputs: BatchInput[],
  actor: Actor,
): BatchOutcome {
  checkSize(inputs.length);
  return writeAll(portal, inputs, actor, allTraced(inputs), (input, claims) =>
    prepareCreate(portal, type, input, actor, claims),
  );
}

/** Unknown, archived and merged-away ids are refused: per item, or with the whole batch (a switch). */
export function updateBatch(
  portal: Portal,
  type: ObjectType,
  inputs: BatchInput[],
  actor: Actor,
): BatchOutcome {
  checkSize(inputs.length);
  refuseRepeatedIds(inputs);
  const { behaviours } = portal.simulation;
  const missing = inputs.filter((input) => !findTarget(portal, type, input));
  if (missing.length > 0 && behaviours.text('batchUpdateMissingIds') === 'refuse')
    throw missingIds(type, missing);
  const known = inputs.filter((input) => !missing.includes(input));
  const partial = allTraced(inputs) && behaviours.flag('batchUpdatePartialWithTraceIds');
  const outcome = writeAll(portal, known, actor, partial, (input, claims) => {
    const record = findTarget(portal, type, input);
    if (!record) throw notFound();
    return prepareUpdate(portal, record, input.properties, actor, claims);
  });
  if (missing.length === 0) return outcome;
  return { results: outcome.results, errors: [missingIds(type, missing).body, ...outcome.errors] };
}

/** Creates or updates by a unique property; `id` is that property's value. */
export function upsertBatch(
  portal: Portal,
  type: ObjectType,
  inputs: BatchInput[],
  actor: Actor,
): BatchOutcome {
  checkSize(inputs.length);
  refuseRepeatedIds(inputs);
  const partial =
    allTraced(inputs) &&
    portal.simulation.behaviours.flag('batchUpsertPartialWithTraceIds') &&
    !inputs.some((input) => input.idProperty === 'email');
  return writeAll(portal, inputs, actor, partial, (input, claims) => {
    const { id, idProperty, properties } = input;
    if (!id || !idProperty) throw invalid('id and idProperty are required to upsert.', 'MISSING_ID_PROPERTY');
    const record = findByProperty(portal, type, id, idProperty);
    if (record) return prepareUpdate(portal, record, properties, actor, claims);
    const own = { ...properties, [idProperty]: properties[idProperty] ?? id };
    return prepareCreate(portal, type, { ...input, properties: own }, actor, claims);
  });
}

export function archiveBatch(portal: Portal, type: ObjectType, ids: string[], actor: Actor): void {
  checkSize(ids.length);
  for (const id of ids) {
    const record = portal.tables[type].live(id);
    if (record) archive(portal, record, actor);
  }
}

function writeAll(
  portal: Portal,
  inputs: BatchInput[],
  actor: Actor,
  partial: boolean,
  prepare: (input: BatchInput, claims: Claims) => PreparedWrite,
): BatchOutcome {
  const claims: Claims = new Set();
  const errors: ErrorBody[] = [];
  const prepared: { input: BatchInput; write: PreparedWrite }[] = [];
  for (const input of inputs) {
    try {
      prepared.push({ input, write: prepare(input, claims) });
    } catch (error) {
      if (!partial || !(error instanceof HubSpotError)) throw error;
      errors.push(itemError(error, { objectWriteTraceId: [input.objectWriteTraceId ?? ''] }));
    }
  }
  const results = prepared.map(({ input, write }) => ({
    record: commit(portal, write, actor),
    warnings: write.warnings,
    objectWriteTraceId: input.objectWriteTraceId,
    isNew: write.record === undefined,
  }));
  return { results, errors };
}

/** A batch update takes ids as they are: the id of a merged-away record is unknown to it. */
function findTarget(portal: Portal, type: ObjectType, input: BatchInput): CrmRecord | undefined {
  const { id = '', idProperty } = input;
  if (idProperty && idProperty !== 'hs_object_id') return findByProperty(portal, type, id, idProperty);
  const record = portal.tables[type].records.get(id);
  return record?.archivedAt === undefined ? record : undefined;
}

function missingIds(type: ObjectType, inputs: BatchInput[]): HubSpotError {
  const { label } = objectTypeInfo(type);
  return notFound(`Could not find some ${label} objects, they may be deleted, merged or not exist.`, {
    ids: inputs.map(({ id = '' }) => id),
  });
}

function allTraced(inputs: BatchInput[]): boolean {
  return inputs.length > 0 && inputs.every((input) => input.objectWriteTraceId);
}

function refuseRepeatedIds(inputs: BatchInput[]): void {
  const seen = new Set<string>();
  for (const { id = '', idProperty = '' } of inputs) {
    const key = `${idProperty} ${idProperty === 'email' ? id.toLowerCase() : id}`;
    if (seen.has(key)) throw invalid(`Duplicate IDs found in batch input: [${id}]. IDs must be unique`);
    seen.add(key);
  }
}

export function checkSize(count: number): void {
  if (count > BATCH_LIMIT) throw invalid(`Batch size ${count} exceeds the limit of ${BATCH_LIMIT} inputs.`);
  if (count === 0) throw invalid('At least one input is required.');
}
