// New rules on a sync: checked, stored under the next version, and followed by the worker, which orders a reading of
// everything they may touch as soon as it meets a version it has not read under. The sync stays on meanwhile.

import type { EntityDefinition } from '../sync/entity.ts';
import type { Registry } from '../sync/entities/registry.ts';
import type { EntityName } from '../sync/record.ts';
import { checkRules } from '../sync/rules-check.ts';
import type { RulesProblem } from '../sync/rules-problem.ts';
import type { Sync, SyncRules } from '../sync/rules.ts';
import type { Connection } from './connections/ports.ts';
import type { SyncsDeps } from './syncs.ts';
import type { Pass } from './unit.ts';

/** When a person last asked for the feeds to be read at once; ISO text. */
export const syncNowCursor = 'sync-now';

export type RulesOutcome =
  | { readonly kind: 'saved'; readonly sync: Sync }
  /** Somebody else saved first; `current` is what they saved. */
  | { readonly kind: 'changed-meanwhile'; readonly current: Sync }
  | { readonly kind: 'refused'; readonly problems: readonly RulesProblem[] }
  | { readonly kind: 'unknown-sync' };

export interface RulesProposal {
  readonly rules: SyncRules;
  /** The version the person saw. */
  readonly version: number;
  readonly changedBy: string;
}

/** Saves proposed rules over the version the person saw. Repeating a save that succeeded changes nothing. */
export async function changeRules(
  deps: SyncsDeps,
  connection: Connection,
  { rules, version, changedBy }: RulesProposal,
): Promise<RulesOutcome> {
  const definition = definitionIn(deps.registry, rules.entity);
  if (!definition) return { kind: 'unknown-sync' };
  const problems = checkRules(definition, rules);
  if (problems.length > 0) return { kind: 'refused', problems };
  const outcome = await deps.settingsOf(connection).change(rules, version, changedBy);
  if (outcome.kind === 'saved') await deps.wake(connection);
  return outcome;
}

export type CreateOutcome =
  | { readonly kind: 'created'; readonly sync: Sync }
  | { readonly kind: 'already-there'; readonly sync: Sync }
  | { readonly kind: 'refused'; readonly problems: readonly RulesProblem[] }
  | { readonly kind: 'unknown-sync' };

/** Creates a sync switched off, with the recommended rules where none are given. One that exists stays as it is. */
export async function createSync(
  deps: SyncsDeps,
  connection: Connection,
  request: { readonly entity: EntityName; readonly rules: SyncRules | null; readonly changedBy: string },
): Promise<CreateOutcome> {
  const definition = definitionIn(deps.registry, request.entity);
  if (!definition) return { kind: 'unknown-sync' };
  const existing = (await deps.syncsOf(connection).list()).find(({ entity }) => entity === request.entity);
  if (existing) return { kind: 'already-there', sync: existing };
  const rules = request.rules ?? definition.recommended(connection.setUpDay);
  const problems = checkRules(definition, rules);
  if (problems.length > 0) return { kind: 'refused', problems };
  const sync = await deps.settingsOf(connection).save(rules, request.changedBy);
  return { kind: 'created', sync };
}

export const definitionIn = (registry: Registry, entity: EntityName): EntityDefinition | null =>
  registry.entities.find(({ name }) => name === entity) ?? null;

/** Whether passes work for a sync. */
export const isRunning = ({ state }: Sync): boolean => state === 'on' || state === 'first-sync';

/**
 * Whether syncs were turned on or off, deleted, or given new rules since the pass began. What it would still do under
 * the old ones could not be settled.
 */
export async function haveSyncsMoved(pass: Pass): Promise<boolean> {
  const now = (await pass.store.syncs.list()).filter(isRunning);
  return (
    now.length !== pass.syncs.size ||
    now.some(({ entity, version }) => pass.syncs.get(entity)?.version !== version)
  );
}
