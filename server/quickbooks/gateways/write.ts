// Single sparse writes: they are free, and `requestid` makes a repeated one answer like the first.

import type { ResolvedOperation } from '../../sync/operation.ts';
import type { OperationResult } from '../../sync/ports.ts';
import type { FieldValues } from '../../sync/record.ts';
import type { Parameters } from '../client.ts';
import { QuickBooksRejection } from '../errors.ts';
import { longestNote, markerIn, markerOf, withMarker } from '../marker.ts';
import { flatten } from '../snapshot/flatten.ts';
import type { WireRecord } from '../wire/record.ts';
import { sparseBody, touchesNested, UnwritableValue } from './body.ts';
import type { Body } from './body.ts';
import { pathOf, singleAnswer } from './noun.ts';
import { readOne } from './read.ts';
import type { Source } from './read.ts';
import { requestIdOf } from './request-id.ts';
import { accepted, refused, stale, unwritable } from './results.ts';
import type { WriteRules } from './write-rules.ts';

/** Carries out writes of records, one result each; throws only for trouble with the connection. */
export async function executeWrites<T extends WireRecord>(
  source: Source<T>,
  rules: WriteRules<T>,
  operations: readonly ResolvedOperation[],
): Promise<readonly OperationResult[]> {
  const settled = await Promise.allSettled(operations.map((operation) => write(source, rules, operation)));
  // Others may have succeeded, but their intents are open and a repeat answers the same.
  for (const result of settled) if (result.status === 'rejected') throw result.reason;
  return settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}

async function write<T extends WireRecord>(
  source: Source<T>,
  rules: WriteRules<T>,
  operation: ResolvedOperation,
): Promise<OperationResult> {
  try {
    const before = operation.target === null ? null : source.cache.get(operation.target);
    const record = await writtenRecord(source, rules, operation);
    if (before !== null && before !== 'deleted') rules.affected?.(before);
    rules.affected?.(record);
    return accepted(rules, operation, record);
  } catch (error) {
    if (error instanceof UnwritableValue) return unwritable(operation, error);
    if (!(error instanceof QuickBooksRejection)) throw error;
    const rejection = await explained(source, operation, error);
    return refused(source.noun.entity, operation, rejection.refusal);
  }
}

/** Code 610 says that a reference is inactive, or that the record itself is gone; only a read tells which. */
async function explained<T extends WireRecord>(
  source: Source<T>,
  { target }: ResolvedOperation,
  rejection: QuickBooksRejection,
): Promise<QuickBooksRejection> {
  if (!rejection.isNotFound || target === null) return rejection;
  return (await readOne(source, target)) === 'deleted' ? stale('the record was deleted') : rejection;
}

async function writtenRecord<T extends WireRecord>(
  source: Source<T>,
  rules: WriteRules<T>,
  operation: ResolvedOperation,
): Promise<T> {
  const { action, noun } = operation;
  const isOffered = noun === rules.noun && rules.actions.some((offered) => offered === action);
  if (!isOffered) throw notOffered(operation);
  switch (action) {
    case 'create':
      return create(source, rules, operation);
    case 'update':
      return update(source, rules, operation);
    case 'void':
      return voided(source, rules, operation);
    case 'remove':
    case 'associate':
    case 'dissociate':
    case 'link':
      throw notOffered(operation);
    default:
      throw new Error(`unknown action ${String(action satisfies never)}`);
  }
}

/** A caller that gets here plans a write which this noun does not offer. */
const notOffered = ({ action, noun }: Pick<ResolvedOperation, 'action' | 'noun'>): Error =>
  new Error(`not available in this direction: ${action} ${noun}`);

async function create<T extends WireRecord>(
  source: Source<T>,
  rules: WriteRules<T>,
  operation: ResolvedOperation,
): Promise<T> {
  const made = operation.repeated ? await rules.findCreated(source, operation) : null;
  if (made) return made;
  const marker = rules.marked && operation.key !== null ? markerOf(operation.key) : null;
  const body = bodyOf(rules, operation, { record: null, marker });
  try {
    return await post(source, operation, body);
  } catch (error) {
    if (!(error instanceof QuickBooksRejection) || !error.isRepeat) throw error;
    const first = await rules.findCreated(source, operation);
    if (!first) throw error;
    return first;
  }
}

async function update<T extends WireRecord>(
  source: Source<T>,
  rules: WriteRules<T>,
  operation: ResolvedOperation,
): Promise<T> {
  const id = targetOf(operation);
  const record = needsCurrent(rules, operation) ? await currentOf(source, id, operation.version) : null;
  const marker = rules.marked ? markerIn(noteOf(record)) : null;
  return post(source, operation, {
    ...bodyOf(rules, operation, { record, marker }),
    Id: id,
    SyncToken: record?.SyncToken ?? operation.version,
    sparse: true,
  });
}

async function voided<T extends WireRecord>(
  source: Source<T>,
  rules: WriteRules<T>,
  operation: ResolvedOperation,
): Promise<T> {
  const id = targetOf(operation);
  const version = operation.version ?? (await currentOf(source, id, null)).SyncToken;
  return post(source, operation, { Id: id, SyncToken: version, sparse: true }, rules.voidParameters);
}

function targetOf({ action, target }: ResolvedOperation): string {
  if (target === null) throw new Error(`${action} names its record`);
  return target;
}

/** Whether the record as it is now has a part in what is sent; without that, QuickBooks checks the version alone. */
const needsCurrent = <T extends WireRecord>(
  { fields, rows, marked }: WriteRules<T>,
  { version, values, rows: given }: ResolvedOperation,
): boolean =>
  version === null ||
  touchesNested(fields, values) ||
  (rows !== undefined && given !== undefined) ||
  (marked === true && Object.hasOwn(values, 'PrivateNote'));

/** The record at the version the write is based on: a copy of this pass, or else read. */
async function currentOf<T extends WireRecord>(
  source: Source<T>,
  id: string,
  version: string | null,
): Promise<T> {
  const known = source.cache.get(id);
  const isKnown = known !== null && known !== 'deleted' && (version === null || known.SyncToken === version);
  const record = isKnown ? known : await readOne(source, id);
  if (record === null || record === 'deleted') throw stale('the record cannot be read');
  if (version !== null && record.SyncToken !== version)
    throw stale('the record has changed since it was read');
  return record;
}

function bodyOf<T extends WireRecord>(
  rules: WriteRules<T>,
  operation: ResolvedOperation,
  { record, marker }: { readonly record: T | null; readonly marker: string | null },
): Body {
  const isCreate = operation.action === 'create';
  const current = isCreate ? null : record ? flatten(record) : {};
  const values = marker === null ? operation.values : withNote(operation, marker);
  const body = sparseBody(rules.fields, { ...(isCreate && rules.defaults), ...values }, current);
  if (rules.rows && operation.rows) body['Line'] = rules.rows.toLines(operation.rows, record);
  return body;
}

/** Values whose note ends with the marker. An update that leaves the note alone leaves the marker in it. */
function withNote({ action, values }: ResolvedOperation, marker: string): FieldValues {
  if (action !== 'create' && !Object.hasOwn(values, 'PrivateNote')) return values;
  const note = withMarker(values['PrivateNote'], marker);
  if (note.length > longestNote) {
    const allowed = longestNote - withMarker('-', marker).length + 1;
    throw new UnwritableValue('PrivateNote', `is longer than ${allowed} characters`, {
      limit: 'length',
      allowed: String(allowed),
      actual: String(values['PrivateNote']?.length ?? 0),
    });
  }
  return { ...values, PrivateNote: note };
}

const noteOf = (record: WireRecord | null): string | null =>
  typeof record?.['PrivateNote'] === 'string' ? record['PrivateNote'] : null;

async function post<T extends WireRecord>(
  { client, noun, cache }: Source<T>,
  operation: ResolvedOperation,
  body: Body,
  parameters: Parameters = {},
): Promise<T> {
  const record = await client.post(pathOf(noun), singleAnswer(noun), {
    body,
    parameters,
    requestId: requestIdOf({ realmId: client.realmId, resource: noun.resource }, operation),
  });
  cache.put(record);
  return record;
}
