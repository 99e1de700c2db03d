// Single sparse writes: they are free, and `requestid` makes a repeated one answer like the first.

import { createHash } from 'node:crypto';
import type { FailureCategory } from '../../sync/failure.ts';
import type { ResolvedOperation } from '../../sync/operation.ts';
import type { OperationResult } from '../../sync/ports.ts';
import type { FieldValues } from '../../sync/record.ts';
import { QuickBooksRejection } from '../errors.ts';
import { largestPage, literal, queryRows } from '../query.ts';
import { flatten } from '../snapshot/flatten.ts';
import type { WireRecord } from '../wire/record.ts';
import { sparseBody, touchesNested, UnwritableValue } from './body.ts';
import { pathOf, singleAnswer, where } from './noun.ts';
import { readOne } from './read.ts';
import type { Source } from './read.ts';
import type { WritableFields } from './writable-fields.ts';

export interface WriteRules {
  readonly fields: WritableFields;
  /** The field QuickBooks keeps unique; finds what a lost answer may have created. */
  readonly uniqueName: 'DisplayName' | 'Name';
}

/** Carries out creates and updates of records, one result each; throws only for trouble with the connection. */
export async function executeWrites<T extends WireRecord>(
  source: Source<T>,
  rules: WriteRules,
  operations: readonly ResolvedOperation[],
): Promise<readonly OperationResult[]> {
  const settled = await Promise.allSettled(operations.map((operation) => write(source, rules, operation)));
  // Others may have succeeded, but their intents are open and a repeat answers the same.
  for (const result of settled) if (result.status === 'rejected') throw result.reason;
  return settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}

async function write<T extends WireRecord>(
  source: Source<T>,
  rules: WriteRules,
  operation: ResolvedOperation,
): Promise<OperationResult> {
  try {
    return accepted(operation, await writtenRecord(source, rules, operation));
  } catch (error) {
    if (error instanceof UnwritableValue) return refused(operation, 'value-not-accepted', error.message);
    if (!(error instanceof QuickBooksRejection)) throw error;
    const { category, error: vendorError } = error.refusal;
    return {
      intentId: operation.intentId,
      ok: false,
      category: categoryOf(source, category),
      error: vendorError,
    };
  }
}

async function writtenRecord<T extends WireRecord>(
  source: Source<T>,
  rules: WriteRules,
  operation: ResolvedOperation,
): Promise<T> {
  if (operation.noun !== 'record') throw new Error(`not available in this direction: ${operation.noun}`);
  switch (operation.action) {
    case 'create':
      return (await createdBefore(source, rules, operation)) ?? create(source, rules, operation);
    case 'update':
      return update(source, rules, operation);
    case 'remove':
    case 'associate':
    case 'dissociate':
      throw new Error(`not available in this direction: ${operation.action}`);
    default:
      throw new Error(`unknown action ${String(operation.action satisfies never)}`);
  }
}

const create = <T extends WireRecord>(
  source: Source<T>,
  rules: WriteRules,
  operation: ResolvedOperation,
): Promise<T> => post(source, operation, sparseBody(rules.fields, operation.values, null));

async function update<T extends WireRecord>(
  source: Source<T>,
  rules: WriteRules,
  operation: ResolvedOperation,
): Promise<T> {
  const id = operation.target;
  if (id === null) throw new Error('an update names its record');
  const { version, current } = await currentOf(source, id, operation);
  return post(source, operation, {
    ...sparseBody(rules.fields, operation.values, current),
    Id: id,
    SyncToken: version,
    sparse: true,
  });
}

/** The flat fields nested objects are completed from, at the version the write is based on. */
async function currentOf<T extends WireRecord>(
  source: Source<T>,
  id: string,
  { version, values }: ResolvedOperation,
): Promise<{ version: string; current: FieldValues }> {
  if (version !== null && !touchesNested(values)) return { version, current: {} };
  const known = source.cache.get(id);
  const isKnown = known !== null && known !== 'deleted' && (version === null || known.SyncToken === version);
  const record = isKnown ? known : await readOne(source, id);
  if (record === null || record === 'deleted') throw stale('the record cannot be read');
  if (version !== null && record.SyncToken !== version)
    throw stale('the record has changed since it was read');
  return { version: record.SyncToken, current: flatten(record) };
}

async function post<T extends WireRecord>(
  { client, noun, cache }: Source<T>,
  operation: ResolvedOperation,
  body: Record<string, unknown>,
): Promise<T> {
  const record = await client.post(pathOf(noun), singleAnswer(noun), {
    body,
    requestId: requestIdOf(operation),
  });
  cache.put(record);
  return record;
}

/** QuickBooks remembers a `requestid` for an unknown time only, so a late repeat looks first. */
async function createdBefore<T extends WireRecord>(
  { client, noun }: Source<T>,
  { fields, uniqueName }: WriteRules,
  operation: ResolvedOperation,
): Promise<T | null> {
  const name = operation.values[uniqueName];
  if (!operation.repeated || !name) return null;
  const conditions = where(noun, [`${uniqueName} = ${literal(name)}`]);
  const rows = await queryRows(
    client,
    `SELECT * FROM ${noun.resource}${conditions} MAXRESULTS ${largestPage}`,
    noun,
  );
  const sent = [...fields.keys()].filter((path) => operation.values[path]);
  return rows.find((row) => sameValues(flatten(row), operation.values, sent)) ?? null;
}

const sameValues = (row: FieldValues, sent: FieldValues, paths: readonly string[]): boolean =>
  paths.every((path) => row[path]?.toLowerCase() === sent[path]?.toLowerCase());

/** At most 50 characters; the same for every repeat of the intent. */
export const requestIdOf = ({ intentId }: ResolvedOperation): string =>
  createHash('sha256').update(`ledgerline:${intentId}`).digest('hex').slice(0, 40);

function accepted(operation: ResolvedOperation, record: WireRecord): OperationResult {
  const fields = flatten(record);
  const written = Object.keys(operation.values).map((path) => [path, fields[path] ?? null] as const);
  return {
    intentId: operation.intentId,
    ok: true,
    id: record.Id,
    version: record.SyncToken,
    values: Object.fromEntries(written),
  };
}

const refused = (
  operation: ResolvedOperation,
  category: FailureCategory,
  message: string,
): OperationResult => ({
  intentId: operation.intentId,
  ok: false,
  category,
  error: { vendor: 'quickbooks', status: 0, code: '', message, requestId: null },
});

const stale = (message: string): QuickBooksRejection =>
  new QuickBooksRejection({
    class: 'conflict',
    category: 'conflicting-change',
    error: { vendor: 'quickbooks', status: 0, code: '5010', message, requestId: null },
  });

/** Code 6240 speaks of display names for customers and of plain names for items. */
const categoryOf = (source: { readonly noun: { readonly entity: string } }, category: FailureCategory) =>
  category === 'display-name-used' && source.noun.entity !== 'contact' ? 'duplicate-record' : category;
