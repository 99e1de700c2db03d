// The syncs of a connection: their rules, who changed them, what new rules would let through, and deleting them.

import { z } from 'zod';
import { previewRules } from '../engine/preview.ts';
import { changeRules, createSync, definitionIn } from '../engine/rules-changed.ts';
import { choicesOf } from '../sync/entities/choices.ts';
import { completeRules } from '../sync/rules-draft.ts';
import type { Sync, SyncRules } from '../sync/rules.ts';
import { unknownSync, withConnection } from './api-route.ts';
import type { ApiRoute } from './api-route.ts';
import { refusedRules, rulesSchema } from './api-rules.ts';
import type { AppDeps, SyncProgress } from './app-deps.ts';
import { failure, success } from './envelope.ts';

const syncView = ({ entity, state, pausedReason, version, rules }: Sync) => ({
  entity,
  state,
  pausedReason,
  version,
  rules,
});

/** New rules being applied to what was synced before; the sync is on meanwhile. */
const applyingOf = ({ state }: Sync, progress: SyncProgress | null) =>
  state === 'on' && progress && (progress.reading === 'rules' || progress.left > 0)
    ? { readingLists: progress.reading !== null, left: progress.left }
    : null;

const listSyncs = withConnection(async (deps, { caller }, connection) => {
  const [syncs, progress, mayChange] = await Promise.all([
    deps.api.listSyncs(connection),
    deps.api.readProgress(connection),
    deps.api.mayChange(caller),
  ]);
  return success({
    mayChange,
    syncs: syncs.map((sync) => ({
      ...syncView(sync),
      choices: choicesOf(sync.entity),
      progress: progress[sync.entity] ?? null,
      applyingRules: applyingOf(sync, progress[sync.entity] ?? null),
    })),
  });
});

/** The proposal completed for its entity; null when it has no such entity or shape. */
function readRules(deps: AppDeps, entity: string, proposed: unknown): SyncRules | null {
  const definition = definitionIn(deps.engine.registry, entity);
  const draft = rulesSchema.safeParse(proposed);
  return definition && draft.success ? completeRules(definition, draft.data) : null;
}

const notRules = failure('invalid-request', 'The rules are not complete.');

const saveRequest = z.object({ version: z.number().int().min(1), rules: z.unknown() });

const saveRules = withConnection(async (deps, { caller, entity, body }, connection) => {
  if (!definitionIn(deps.engine.registry, entity)) return unknownSync;
  const request = saveRequest.safeParse(body);
  const rules = request.success ? readRules(deps, entity, request.data.rules) : null;
  if (!request.success || !rules) return notRules;
  const outcome = await changeRules(deps.engine, connection, {
    rules,
    version: request.data.version,
    changedBy: caller.userId,
  });
  switch (outcome.kind) {
    case 'saved':
      return success(syncView(outcome.sync));
    case 'changed-meanwhile':
      return failure('changed-meanwhile', 'Somebody else changed this sync meanwhile.', {
        current: syncView(outcome.current),
      });
    case 'refused':
      return refusedRules(outcome.problems);
    case 'unknown-sync':
      return unknownSync;
    default:
      return outcome satisfies never;
  }
});

const readHistory = withConnection(async (deps, { entity }, connection) => {
  if (!definitionIn(deps.engine.registry, entity)) return unknownSync;
  const versions = await deps.engine.settingsOf(connection).history(entity);
  return success({
    versions: versions.map(({ version, changedBy, changedAt, rules }) => ({
      version,
      changedBy,
      changedAt: changedAt.toISOString(),
      rules,
    })),
  });
});

const previewRequest = z.object({ rules: z.unknown() });

const preview = withConnection(async (deps, { entity, body }, connection) => {
  if (!definitionIn(deps.engine.registry, entity)) return unknownSync;
  const request = previewRequest.safeParse(body);
  const rules = request.success ? readRules(deps, entity, request.data.rules) : null;
  if (!rules) return notRules;
  const outcome = await previewRules(deps.engine, connection, rules);
  switch (outcome.kind) {
    case 'counted':
      return success(outcome.preview);
    case 'refused':
      return refusedRules(outcome.problems);
    case 'unknown-sync':
      return unknownSync;
    case 'not-connected':
      return failure('not-set-up', 'The connection is not completely set up yet.');
    default:
      return outcome satisfies never;
  }
});

const createRequest = z.object({ rules: z.unknown().optional() });

/** Without rules the recommended ones. A sync that exists is answered as it is. */
const create = withConnection(async (deps, { caller, entity, body }, connection) => {
  if (!definitionIn(deps.engine.registry, entity)) return unknownSync;
  const request = createRequest.safeParse(body);
  const proposed = request.success ? request.data.rules : null;
  const rules = proposed === undefined ? null : readRules(deps, entity, proposed);
  if (!request.success || (proposed !== undefined && !rules)) return notRules;
  const outcome = await createSync(deps.engine, connection, { entity, rules, changedBy: caller.userId });
  switch (outcome.kind) {
    case 'created':
    case 'already-there':
      return success({ ...syncView(outcome.sync), created: outcome.kind === 'created' });
    case 'refused':
      return refusedRules(outcome.problems);
    case 'unknown-sync':
      return unknownSync;
    default:
      return outcome satisfies never;
  }
});

const deleteRequest = z.object({ confirm: z.boolean().default(false) });

/** Only with `confirm`; without it the answer says what would be lost. Deleting again changes nothing. */
const remove = withConnection(async (deps, { entity, body }, connection) => {
  if (!definitionIn(deps.engine.registry, entity)) return unknownSync;
  const request = deleteRequest.safeParse(body);
  if (!request.success) return failure('invalid-request', 'Say whether deleting is confirmed.');
  const counts = (await deps.api.readProgress(connection))[entity]?.counts ?? null;
  if (request.data.confirm) await deps.engine.settingsOf(connection).remove(entity);
  return success({
    entity,
    deleted: request.data.confirm,
    confirmation: {
      text:
        'Deleting this sync removes its settings, the links between its records and their states. Records in ' +
        'HubSpot and QuickBooks stay as they are. If you create the sync again, records find each other by the ' +
        'QuickBooks key that HubSpot records keep.',
      counts,
    },
  });
});

export const syncRoutes: readonly ApiRoute[] = [
  { method: 'get', path: '/api/syncs', access: 'view', answer: listSyncs },
  { method: 'put', path: '/api/syncs/:entity', access: 'change', answer: saveRules },
  { method: 'post', path: '/api/syncs/:entity', access: 'change', answer: create },
  { method: 'get', path: '/api/syncs/:entity/history', access: 'view', answer: readHistory },
  { method: 'post', path: '/api/syncs/:entity/preview', access: 'change', answer: preview },
  { method: 'post', path: '/api/syncs/:entity/delete', access: 'change', answer: remove },
];
