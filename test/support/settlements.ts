// Outcomes as the engine would hand them to storage.

import type { LinkWrite, Mark, NewMark, Settlement, StateWrite } from '../../server/engine/stores.ts';
import type { Failure } from '../../server/sync/failure.ts';

const nothing: Settlement = {
  marks: [],
  link: null,
  status: null,
  summary: null,
  activities: [],
  intents: [],
  follow: [],
  causes: [],
  resolutions: [],
  retryAt: null,
};

export const settlement = (parts: Partial<Settlement>): Settlement => ({ ...nothing, ...parts });

export const newLink = (
  hubspotId: string,
  quickbooksId: string,
  parts: Partial<LinkWrite> = {},
): LinkWrite => ({
  id: null,
  entity: 'contact',
  hubspotId,
  quickbooksId,
  base: {
    fields: { email: { hubspot: 'a@b.c', quickbooks: 'A@b.c' } },
    references: {},
    parts: {},
  },
  hubspotVersion: '1',
  quickbooksVersion: '0',
  origin: 'quickbooks',
  revision: 0,
  revisitOn: null,
  partIds: {},
  ...parts,
});

export const inSync = (hubspotId: string | null, quickbooksId: string | null): StateWrite => ({
  entity: 'contact',
  hubspotId,
  quickbooksId,
  label: 'Ada',
  status: { state: 'in-sync', note: null },
});

export function failing(state: StateWrite, waitsOn: readonly string[] = []): StateWrite {
  const failure: Failure = { category: 'temporary-error', details: {}, vendor: null, waitsOn };
  return { ...state, status: { state: 'failing', failure, nextTryAt: null } };
}

export const customerMark = (id: string, priority: NewMark['priority'] = 1): NewMark => ({
  entity: 'contact',
  side: 'quickbooks',
  id,
  priority,
});

export const idsOf = (marks: readonly Mark[]): readonly string[] => marks.map(({ id }) => id);
