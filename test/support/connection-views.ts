// What the server answers about a connection, for tests of the extensions. Only what matters to a test is named.

import type { CompanyView, ConnectionView, SyncView } from '@ledgerline/contract/connection';

export const aCompany = (changes: Partial<CompanyView> = {}): CompanyView => ({
  companyName: 'Maple & Sons',
  country: 'CA',
  homeCurrency: 'CAD',
  realmTimeZone: 'America/Toronto',
  multicurrency: true,
  salesTax: 'automated',
  customTransactionNumbers: false,
  bookCloseDate: null,
  subscription: 'active',
  ...changes,
});

export const aSync = (changes: Partial<SyncView> = {}): SyncView => ({
  entity: 'contact',
  state: 'on',
  pausedReason: null,
  direction: 'two-way',
  progress: {
    counts: { inSync: 1234, pending: 5, failing: 6, excluded: 7 },
    firstSync: null,
    lastSyncedAt: '2026-01-15T17:30:00Z',
  },
  ...changes,
});

export const aConnection = (changes: Partial<ConnectionView> = {}): ConnectionView => ({
  installed: true,
  status: 'connected',
  statusReason: null,
  company: aCompany(),
  setUpDay: '2026-01-15',
  polling: { worstCaseSeconds: 600, always: false },
  syncs: [aSync()],
  mayChange: true,
  ...changes,
});

export const noConnection = (changes: Partial<ConnectionView> = {}): ConnectionView =>
  aConnection({ status: 'not-connected', company: null, setUpDay: null, syncs: [], ...changes });
