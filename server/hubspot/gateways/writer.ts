// Carries out writes of one noun. Where our key is a unique property a create is an upsert by it, which may be repeated
// at will; elsewhere a repeated create looks first, because HubSpot would create a second record.

import type { ResolvedOperation } from '../../sync/operation.ts';
import type { OperationResult } from '../../sync/ports.ts';
import { sendBatches } from '../batches.ts';
import type { BatchEntry, Outcome } from '../batches.ts';
import type { HubSpotClient } from '../client.ts';
import { objectPath, objectTypes } from '../object-types.ts';
import type { Noun } from '../object-types.ts';
import { carryOutAssociations, inlineAssociations, joinCreated } from './association-ends.ts';
import { findCreated } from './find-created.ts';
import { batchSchema, ignoredSchema, keyProperty } from './record.ts';
import type { RecordRow } from './record.ts';
import {
  doneResult,
  keyOf,
  refusedResult,
  targetOf,
  wireValues,
  wireValuesOfCreate,
  writtenResult,
} from './results.ts';

export interface Writer {
  readonly client: HubSpotClient;
  /** Object types on which our key is a unique property. */
  readonly uniqueKeyTypes: readonly string[];
}

/** Carries out operations of one noun and one action. */
export async function execute(
  writer: Writer,
  noun: Noun,
  operations: readonly ResolvedOperation[],
): Promise<readonly OperationResult[]> {
  const [first] = operations;
  if (!first) return [];
  const { action } = first;
  switch (action) {
    case 'create':
      return hasUniqueKey(writer, noun)
        ? await upsert(writer, noun, operations)
        : await createOnce(writer, noun, operations);
    case 'update':
      return await update(writer, noun, operations);
    case 'remove':
      return await archive(writer, noun, operations);
    case 'associate':
    case 'dissociate':
      return await carryOutAssociations(writer.client, action, noun, operations);
    case 'link':
      throw new TypeError('a link is remembered, not written');
    case 'void':
      throw new TypeError('HubSpot records are voided by their status, not by an action');
    default:
      return action satisfies never;
  }
}

export const hasUniqueKey = ({ uniqueKeyTypes }: Pick<Writer, 'uniqueKeyTypes'>, noun: Noun): boolean =>
  uniqueKeyTypes.includes(objectTypes[noun].path);

async function upsert(
  writer: Writer,
  noun: Noun,
  operations: readonly ResolvedOperation[],
): Promise<readonly OperationResult[]> {
  const entries = operations.map((operation): BatchEntry => {
    const key = keyOf(operation);
    const properties = { ...wireValuesOfCreate(operation.values), [keyProperty]: key };
    return entryFor(operation, null, {
      id: key,
      idProperty: keyProperty,
      objectWriteTraceId: traceOf(operation),
      properties,
    });
  });
  const outcomes = await sendBatches(entries, {
    send: (inputs) => writer.client.call(batchRequest(noun, 'upsert', inputs), batchSchema),
    namesOf: namesOfRow,
    unnamed: 'failed',
  });
  return await joinCreated(writer.client, noun, operations, resultsOf(operations, outcomes));
}

async function createOnce(
  writer: Writer,
  noun: Noun,
  operations: readonly ResolvedOperation[],
): Promise<readonly OperationResult[]> {
  const repeated = operations.filter((operation) => operation.repeated);
  const found = await findCreated(writer.client, noun, repeated);
  const known = repeated.flatMap((operation) => {
    const row = found.get(keyOf(operation));
    return row ? [writtenResult(operation, row)] : [];
  });
  const settled = new Set(known.map(({ intentId }) => intentId));
  const open = operations.filter(({ intentId }) => !settled.has(intentId));
  const associations = await inlineAssociations(writer.client, noun, open);
  const entries = open.map((operation) =>
    entryFor(operation, null, {
      objectWriteTraceId: traceOf(operation),
      properties: { ...wireValuesOfCreate(operation.values), [keyProperty]: keyOf(operation) },
      associations: associations.get(operation.intentId) ?? [],
    }),
  );
  const outcomes = await sendBatches(entries, {
    send: (inputs) =>
      writer.client.call({ ...batchRequest(noun, 'create', inputs), repeatable: false }, batchSchema),
    namesOf: namesOfRow,
    unnamed: 'unknown',
  });
  return [...known, ...resultsOf(open, outcomes)];
}

async function update(
  writer: Writer,
  noun: Noun,
  operations: readonly ResolvedOperation[],
): Promise<readonly OperationResult[]> {
  const entries = operations.map((operation) => {
    const id = targetOf(operation);
    const properties = wireValues(operation.values);
    return entryFor(operation, id, { id, objectWriteTraceId: traceOf(operation), properties });
  });
  const outcomes = await sendBatches(entries, {
    send: (inputs) => writer.client.call(batchRequest(noun, 'update', inputs), batchSchema),
    namesOf: namesOfRow,
    unnamed: 'failed',
  });
  return resultsOf(operations, outcomes);
}

/** HubSpot archives what exists and passes over the rest. */
async function archive(
  writer: Writer,
  noun: Noun,
  operations: readonly ResolvedOperation[],
): Promise<readonly OperationResult[]> {
  const entries = operations.map((operation) => {
    const id = targetOf(operation);
    return entryFor(operation, id, { id });
  });
  const outcomes = await sendBatches<RecordRow>(entries, {
    send: async (inputs) => {
      await writer.client.call(batchRequest(noun, 'archive', inputs), ignoredSchema);
      return { results: [], errors: [] };
    },
    namesOf: namesOfRow,
    unnamed: 'done',
  });
  return resultsOf(operations, outcomes);
}

const batchRequest = (noun: Noun, what: string, inputs: readonly object[]) =>
  ({ method: 'POST', path: objectPath(noun, `batch/${what}`), body: { inputs } }) as const;

const namesOfRow = ({ id, objectWriteTraceId, properties }: RecordRow) => ({
  id,
  words: [objectWriteTraceId, properties[keyProperty]],
});

/** Unlike a bare number it cannot be taken for the id of some record. */
const traceOf = ({ intentId }: Pick<ResolvedOperation, 'intentId'>): string => `intent-${intentId}`;

function entryFor(operation: ResolvedOperation, id: string | null, input: object): BatchEntry {
  const { intentId, key, values } = operation;
  const words = [traceOf(operation), key, values['email'] ?? null].filter((word) => word !== null);
  return { intentId, input, id, words, properties: [...Object.keys(values), keyProperty] };
}

function resultsOf(
  operations: readonly ResolvedOperation[],
  outcomes: ReadonlyMap<string, Outcome<RecordRow>>,
): readonly OperationResult[] {
  return operations.map((operation) => {
    const outcome = outcomes.get(operation.intentId);
    if (!outcome) throw new Error('a batch lost one of its inputs');
    if (!outcome.ok) return refusedResult(operation.intentId, outcome.refusal);
    return outcome.answer
      ? writtenResult(operation, outcome.answer)
      : doneResult(operation, operation.target ?? '');
  });
}
