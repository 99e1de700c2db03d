// Single records: the overview's rows, one record's history, and what a person does with them.

import { z } from 'zod';
import { retryRecords, syncNow } from '../engine/records.ts';
import type { Activity, RecordRow } from '../engine/records.ts';
import { failureCategories, wokenBy } from '../sync/failure.ts';
import type { FailureCategory } from '../sync/failure.ts';
import { sides } from '../sync/record.ts';
import { unknownSync, withConnection } from './api-route.ts';
import type { ApiRoute } from './api-route.ts';
import { failure, success } from './envelope.ts';

const pageSize = 50;
const activitiesShown = 100;

const vendorId = z.string().regex(/^\d{1,30}$/);
const rowId = z.string().regex(/^\d{1,18}$/);
const entity = z.string().min(1).max(40);
const isCategory = (word: string): word is FailureCategory => Object.hasOwn(failureCategories, word);
const category = z.string().refine(isCategory);

const rowView = ({ changedAt, nextTryAt, category: failing, ...row }: RecordRow) => ({
  ...row,
  category: failing,
  /** Whether it heals by itself, with its cause, or needs a person. */
  healing: failing ? failureCategories[failing] : null,
  /** What has it looked at again, besides a retry and new rules. */
  wokenBy: failing ? wokenBy[failing] : [],
  changedAt: changedAt.toISOString(),
  nextTryAt: nextTryAt?.toISOString() ?? null,
});

const activityView = ({ at, ...activity }: Activity) => ({ ...activity, at: at.toISOString() });

const listQuery = z.object({
  entity: entity.optional(),
  state: z.enum(['in-sync', 'pending', 'failing', 'excluded']).optional(),
  category: category.optional(),
  /** What the page before gave as `next`. */
  page: rowId.optional(),
});

const listRecords = withConnection(async (deps, { query }, connection) => {
  const wish = listQuery.safeParse(query);
  if (!wish.success) return failure('invalid-request', 'This filter of records is not known.');
  const { page, ...filter } = wish.data;
  const { rows, next } = await deps.engine.recordsOf(connection).list({
    entity: filter.entity ?? null,
    state: filter.state ?? null,
    category: filter.category ?? null,
    after: page ?? null,
    limit: pageSize,
  });
  return success({ records: rows.map(rowView), next });
});

const recordPath = z.object({ entity, side: z.enum(sides), id: vendorId });

const readRecord = withConnection(async (deps, { params }, connection) => {
  const ref = recordPath.safeParse(params);
  if (!ref.success) return failure('invalid-request', 'This does not name a record.');
  const { row, activities } = await deps.engine.recordsOf(connection).history(ref.data, activitiesShown);
  return success({ record: row ? rowView(row) : null, activities: activities.map(activityView) });
});

const retryRequest = z.union([
  z.strictObject({ entity, ids: z.array(rowId).min(1).max(500) }),
  z.strictObject({ entity, category }),
  z.strictObject({ entity, all: z.literal(true) }),
]);

const retry = withConnection(async (deps, { body }, connection) => {
  const request = retryRequest.safeParse(body);
  if (!request.success)
    return failure('invalid-request', 'Say which records to try again: ids, a category or all.');
  const { data } = request;
  const selection =
    'ids' in data ? { ids: data.ids } : { category: 'category' in data ? data.category : null };
  const retried = await retryRecords(deps.engine, connection, data.entity, selection);
  return retried === null ? unknownSync : success({ retried });
});

const syncNowRequest = z.strictObject({ entity: entity.optional() });

const syncAtOnce = withConnection(async (deps, { body }, connection) => {
  const request = syncNowRequest.safeParse(body);
  if (!request.success) return failure('invalid-request', 'Name one sync, or none for all of them.');
  const outcome = await syncNow(deps.engine, connection, request.data.entity ?? null);
  switch (outcome.kind) {
    case 'asked':
      return success({ syncs: outcome.entities });
    case 'unknown-sync':
      return unknownSync;
    case 'not-running':
      return failure('not-running', 'Turn the sync on first.');
    default:
      return outcome satisfies never;
  }
});

export const recordRoutes: readonly ApiRoute[] = [
  { method: 'get', path: '/api/records', access: 'view', answer: listRecords },
  { method: 'get', path: '/api/records/:entity/:side/:id', access: 'view', answer: readRecord },
  { method: 'post', path: '/api/records/retry', access: 'change', answer: retry },
  { method: 'post', path: '/api/sync-now', access: 'change', answer: syncAtOnce },
];
