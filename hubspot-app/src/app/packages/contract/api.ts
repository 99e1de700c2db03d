// The HTTP API between extensions and server, as types. Nothing here exists at run time. A call is repeated by HubSpot
// when it fails, so repeating any of these changes nothing.

import type { DealCardRequest, DealCardView, InvoiceCardView, LookedAgain } from './cards.ts';
import type { ConnectionView, PollingView, SyncState } from './connection.ts';
import type { PeopleView, PersonRequest } from './people.ts';
import type { Resolved, ResolveRequest } from './records.ts';

/** Every call by method and path: what its path and body carry, and what a good answer holds. */
export interface Api {
  'GET /api/connection': Call<ConnectionView>;
  'POST /api/connect-ticket': Call<ConnectTicket>;
  'POST /api/disconnect': Call<Disconnected, DisconnectRequest>;
  'POST /api/syncs/:entity/on': Call<SyncSwitched, null, 'entity'>;
  'POST /api/syncs/:entity/off': Call<SyncSwitched, null, 'entity'>;
  'GET /api/cards/invoice/:id': Call<InvoiceCardView, null, 'id'>;
  'POST /api/cards/deal': Call<DealCardView, DealCardRequest>;
  'POST /api/records/:entity/:side/:id/sync-now': Call<LookedAgain, null, 'entity' | 'side' | 'id'>;
  'POST /api/connection/polling': Call<PollingView, { readonly always: boolean }>;
  'POST /api/records/resolve': Call<Resolved, ResolveRequest>;
  'GET /api/people': Call<PeopleView>;
  'POST /api/people/add': Call<PeopleView, PersonRequest>;
  'POST /api/people/remove': Call<PeopleView, PersonRequest>;
}

interface Call<Answer, Body = null, Params extends string = never> {
  readonly answer: Answer;
  readonly body: Body;
  readonly params: Params;
}

/** Opens Intuit's pages for the person who asked: once, within ten minutes. */
export interface ConnectTicket {
  readonly url: string;
}

export interface DisconnectRequest {
  /** `everything` ends HubSpot's grant too: using Ledgerline again starts with installing it. */
  readonly scope: 'quickbooks' | 'everything';
}

export interface Disconnected {
  readonly kind: 'disconnected';
  readonly quickbooks: Revocation;
  /** Present when everything was disconnected. */
  readonly hubspot?: Revocation;
}

/** `pending`: the vendor did not answer; the server tries again by itself. */
export type Revocation = 'revoked' | 'nothing-stored' | 'pending';

export interface SyncSwitched {
  readonly entity: string;
  readonly state: SyncState;
}
