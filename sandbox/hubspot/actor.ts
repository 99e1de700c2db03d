// Who makes a change: an app through the API, a person in HubSpot's screens, or HubSpot itself.

import type { ChangeSource } from './events.ts';
import type { Portal } from './portal.ts';

export interface Actor extends ChangeSource {
  kind: 'app' | 'person' | 'system';
  /** Dated versions since 2026-09 also enforce the account's own rules and normalise dates. */
  strict: boolean;
}

export function appActor(portal: Portal, version: string): Actor {
  const { behaviours, app } = portal.simulation;
  return {
    kind: 'app',
    changeSource: behaviours.text('webhookApiChangeSource'),
    sourceId: String(app.appId),
    strict: version >= '2026-09',
  };
}

export function personActor(portal: Portal): Actor {
  const userId = portal.options.users[0]?.id ?? 0;
  return { kind: 'person', changeSource: 'CRM_UI', sourceId: `userId:${userId}`, strict: false };
}

/** Computed values. */
export const SYSTEM: Actor = { kind: 'system', changeSource: 'CALCULATED', sourceId: '', strict: false };
