// What the HTTP layer is given.

import { hkdfSync } from 'node:crypto';
import { mayChange } from '../engine/people.ts';
import type { PeopleDeps } from '../engine/people.ts';
import { pollAlways, readPolling } from '../engine/polling.ts';
import { switchOff, switchOn } from '../engine/syncs.ts';
import type { SyncOverview, SyncsDeps } from '../engine/syncs.ts';
import type { AppDeps, SyncProgress } from '../http/app-deps.ts';
import { verifySignature } from '../hubspot/signature.ts';
import { readWebhook as readHubSpotWebhook } from '../hubspot/webhooks.ts';
import { isIntuitSignature } from '../quickbooks/signature.ts';
import { readWebhook as readQuickBooksWebhook } from '../quickbooks/webhooks.ts';
import { cardsStore } from '../storage/cards-store.ts';
import { cursorStore } from '../storage/cursor-store.ts';
import { isReachable } from '../storage/database.ts';
import { readOverview } from '../storage/overview-store.ts';
import { commandDesk } from '../storage/command-store.ts';
import { recordsStore } from '../storage/records-store.ts';
import { resolutionDesk } from '../storage/resolution-store.ts';
import { scopeOf } from './parts.ts';
import type { ContainerParts } from './parts.ts';
import type { Stores } from './stores.ts';

export function appDeps(
  parts: ContainerParts,
  stores: Stores,
  flows: AppDeps['flows'],
  syncs: SyncsDeps,
  isSuperAdmin: PeopleDeps['isSuperAdmin'],
  reach: Pick<AppDeps['engine'], 'reachFor'>,
): AppDeps {
  const { config, logger, metrics, runtime, jobs } = parts;
  const now = (): Date => runtime.now();
  return {
    logger,
    metrics,
    now,
    flows,
    publicUrl: config.publicUrl,
    cookieSecret: cookieSecretOf(config.hubspot.clientSecret),
    installations: stores.installations,
    connections: stores.connections,
    people: stores.people,
    inbox: stores.inbox,
    wake: async (connections) =>
      void (await Promise.all(
        connections.map(({ connectionId, portalId }) => jobs.wake(connectionId, portalId)),
      )),
    readiness: { database: () => isReachable(parts.db) },
    settingsUrl: (facts) => `https://${facts.uiDomain}/connected-apps/${facts.portalId}/installed`,
    ...webhookVendors(parts),
    engine: {
      ...syncs,
      ...reach,
      now,
      cardsOf: (connection) => cardsStore({ ...parts, ...scopeOf(parts, connection) }),
      recordsOf: (connection) => recordsStore({ ...parts, ...scopeOf(parts, connection) }),
      sleep: (ms) => runtime.sleep(ms),
      commandsOf: (connection) => commandDesk({ ...parts, ...scopeOf(parts, connection) }),
      deskOf: (connection) => resolutionDesk({ ...parts, ...scopeOf(parts, connection) }),
    },
    api: {
      mayChange: (caller) => mayChange({ ...stores, isSuperAdmin }, caller),
      listSyncs: (connection) => syncs.syncsOf(connection).list(),
      readProgress: async (connection) => progressOf(await readOverview(scopeOf(parts, connection))),
      pollingOf: (connection) => {
        const cursors = cursorStore({ ...parts, ...scopeOf(parts, connection) });
        return {
          read: () => readPolling(cursors, now(), config.quickbooksPollSeconds * 1000),
          setAlways: (always) => pollAlways(cursors, always),
        };
      },
      switchSync: async ({ connection, entity, on }) => {
        const sync = on
          ? await switchOn(syncs, connection, entity)
          : await switchOff(syncs, connection, entity);
        return sync ? { kind: 'switched', sync } : { kind: 'unknown-sync' };
      },
    },
  };
}

/** How each vendor signs and what it says. */
function webhookVendors({ config, runtime }: ContainerParts): Pick<AppDeps, 'hubspot' | 'quickbooks'> {
  const now = (): Date => runtime.now();
  return {
    hubspot: {
      verify: ({ method, url, headers, body }) => {
        const one = (name: string): string | undefined => [headers[name]].flat()[0];
        const signed = {
          method,
          url,
          body,
          signature: one('x-hubspot-signature-v3'),
          timestamp: one('x-hubspot-request-timestamp'),
        };
        return verifySignature(signed, config.hubspot.clientSecret, now()) === 'valid';
      },
      parseWebhook: (body) => readHubSpotWebhook(body, config.hubspot.appId)?.events ?? null,
    },
    quickbooks: {
      verify: ({ headers, body }) =>
        isIntuitSignature(
          body,
          [headers['intuit-signature']].flat()[0],
          config.quickbooks.webhookVerifierToken,
        ),
      parseWebhook: (body) => readQuickBooksWebhook(body, now())?.events ?? null,
    },
  };
}

const progressOf = (overview: readonly SyncOverview[]): Readonly<Record<string, SyncProgress>> =>
  Object.fromEntries(
    overview.map(({ entity, inSync, pending, failing, excluded, firstSyncLeft, lastSettledAt, reading }) => [
      entity,
      {
        counts: { inSync, pending, failing, excluded },
        firstSync: { done: inSync + failing + excluded, total: inSync + failing + excluded + firstSyncLeft },
        lastSyncedAt: lastSettledAt?.toISOString() ?? null,
        reading,
        left: firstSyncLeft,
      },
    ]),
  );

/** Cookies are signed with a key of their own, the same in all processes, derived from a secret they share. */
const cookieSecretOf = (clientSecret: string): Buffer =>
  Buffer.from(hkdfSync('sha256', clientSecret, 'ledgerline', 'oauth cookies', 32));
