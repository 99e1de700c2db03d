// Turning syncs on and off, and the recommended ones a new connection starts with.

import type { Registry } from '../sync/entities/registry.ts';
import type { EntityName } from '../sync/record.ts';
import type { Sync, SyncRules } from '../sync/rules.ts';
import type { Connection } from './connections/ports.ts';
import type { SyncStore } from './stores.ts';

/** What settings show of one sync. Numbers count pairs and single records, never both sides of a pair. */
export interface SyncOverview {
  readonly entity: EntityName;
  readonly inSync: number;
  readonly failing: number;
  readonly excluded: number;
  /** Records marked and not looked at yet. */
  readonly pending: number;
  readonly firstSyncLeft: number;
  readonly lastSettledAt: Date | null;
  /** What the worker is reading or about to read whole lists for; null when it reads none. */
  readonly reading: 'first' | 'compare' | 'rules' | null;
}

export interface SyncVersion {
  readonly version: number;
  readonly rules: SyncRules;
  readonly changedBy: string;
  readonly changedAt: Date;
}

export type ChangeOutcome =
  | { readonly kind: 'saved'; readonly sync: Sync }
  | { readonly kind: 'changed-meanwhile'; readonly current: Sync }
  | { readonly kind: 'unknown-sync' };

export interface SyncSettings {
  /** Stores rules under the next version; a sync that did not exist is created switched off. */
  save(rules: SyncRules, changedBy: string): Promise<Sync>;
  /**
   * Stores rules under the next version if `version` is still the current one, or if they are the current ones already.
   * States of single records that the new direction does not let cross are forgotten with it.
   */
  change(rules: SyncRules, version: number, changedBy: string): Promise<ChangeOutcome>;
  /** Deletes the sync with its links and record states; records at the vendors are not touched. */
  remove(entity: EntityName): Promise<void>;
  /** Newest first; outlives the sync. */
  history(entity: EntityName): Promise<readonly SyncVersion[]>;
}

export interface SyncsDeps {
  readonly registry: Registry;
  syncsOf(connection: Connection): SyncStore;
  settingsOf(connection: Connection): SyncSettings;
  wake(connection: Connection): Promise<void>;
}

/** Creates the recommended syncs that are missing, switched off; repeating it changes nothing. */
export async function createRecommended(deps: SyncsDeps, connection: Connection): Promise<void> {
  const existing = new Set((await deps.syncsOf(connection).list()).map((sync) => sync.entity));
  for (const definition of deps.registry.entities) {
    if (existing.has(definition.name)) continue;
    await deps.settingsOf(connection).save(definition.recommended(connection.setUpDay), 'ledgerline');
  }
}

/**
 * Turns a sync on. The list is read again in any case: what changed while it was off left no mark. Null when the
 * connection has no such sync.
 */
export async function switchOn(
  deps: SyncsDeps,
  connection: Connection,
  entity: EntityName,
): Promise<Sync | null> {
  const store = deps.syncsOf(connection);
  const sync = (await store.list()).find((candidate) => candidate.entity === entity);
  if (!sync) return null;
  if (sync.state === 'on' || sync.state === 'first-sync') return sync;
  await store.setState(entity, 'first-sync');
  await deps.wake(connection);
  return { ...sync, state: 'first-sync', pausedReason: null };
}

/** Turns a sync off; settings, links and history stay. Null when the connection has no such sync. */
export async function switchOff(
  deps: SyncsDeps,
  connection: Connection,
  entity: EntityName,
): Promise<Sync | null> {
  const store = deps.syncsOf(connection);
  const sync = (await store.list()).find((candidate) => candidate.entity === entity);
  if (!sync) return null;
  if (sync.state !== 'off') await store.setState(entity, 'off');
  return { ...sync, state: 'off', pausedReason: null };
}

/** Pauses what runs, because the connection does not; syncs a person turned off stay off. */
export async function pauseAll(deps: SyncsDeps, connection: Connection, reason: string): Promise<void> {
  const store = deps.syncsOf(connection);
  for (const sync of await store.list()) {
    if (sync.state === 'on' || sync.state === 'first-sync')
      await store.setState(sync.entity, 'paused', { pausedReason: reason });
  }
}

/** Lets paused syncs go on after a reconnect: as a first sync, because nothing was heard meanwhile. */
export async function resumePaused(deps: SyncsDeps, connection: Connection): Promise<void> {
  const store = deps.syncsOf(connection);
  for (const sync of await store.list()) {
    if (sync.state === 'paused') await store.setState(sync.entity, 'first-sync');
  }
  await deps.wake(connection);
}
