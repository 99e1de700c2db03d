// The cards on HubSpot's records. Their invoices are named by HubSpot's ids, and looked up among the caller's own: an id
// of another portal is unknown.

import type {
  CardFrame,
  DealCardView,
  DealEventView,
  InvoiceCardView,
  LookedAgain,
} from '@ledgerline/contract/cards';
import { z } from 'zod';
import { lookAgain } from '../engine/cards.ts';
import type { KnownRecord } from '../engine/cards.ts';
import type { Connection } from '../engine/connections/ports.ts';
import { totalsByCurrency } from '../sync/entities/invoice/totals.ts';
import { sides } from '../sync/record.ts';
import type { Sync } from '../sync/rules.ts';
import { unknownSync, withConnection } from './api-route.ts';
import type { ApiCall, ApiRoute } from './api-route.ts';
import type { AppDeps } from './app-deps.ts';
import { summaryView } from './card-summary.ts';
import { dealInvoiceView, invoiceRecordView } from './card-views.ts';
import { failure, success } from './envelope.ts';

const entity = 'invoice';
const activitiesShown = 20;
/** Keep an answer far below the megabyte that HubSpot's proxy lets through. */
const invoicesAtMost = 200;
const eventsShown = 200;

const vendorId = z.string().regex(/^\d{1,30}$/);

interface Framed {
  readonly frame: CardFrame;
  /** Null where nothing was ever connected. A connection that ended still shows what was last known. */
  readonly connection: Connection | null;
  readonly sync: Sync | null;
}

async function frameOf(deps: AppDeps, { caller }: ApiCall): Promise<Framed> {
  const [installation, connection, resolve] = await Promise.all([
    deps.installations.read(caller.portalId),
    deps.connections.findByPortal(caller.portalId),
    deps.api.mayChange(caller),
  ]);
  const syncs = connection ? await deps.api.listSyncs(connection) : [];
  const sync = syncs.find((candidate) => candidate.entity === entity) ?? null;
  const isRunning = sync?.state === 'on' || sync?.state === 'first-sync';
  const works = connection?.status === 'connected' && isRunning;
  return {
    connection,
    sync,
    frame: {
      installed: installation?.status === 'installed',
      connection: connection?.status ?? 'not-connected',
      syncState: sync?.state ?? null,
      allowed: { syncNow: works, resolve: works && resolve },
    },
  };
}

const readInvoiceCard: ApiRoute['answer'] = async (deps, call) => {
  const id = vendorId.safeParse(call.params['id']);
  if (!id.success) return failure('invalid-request', 'This does not name an invoice.');
  const { frame, connection, sync } = await frameOf(deps, call);
  if (!connection) return success({ ...frame, invoice: null } satisfies InvoiceCardView);
  const store = deps.engine.cardsOf(connection);
  const [known] = await store.known(entity, [id.data]);
  if (!known) return success({ ...frame, invoice: null } satisfies InvoiceCardView);
  const activities = await store.activities({ entity, side: 'hubspot', id: id.data }, activitiesShown);
  const invoice = invoiceRecordView(known, activities, sync?.rules ?? null);
  return success({ ...frame, invoice } satisfies InvoiceCardView);
};

const dealRequest = z.strictObject({ invoiceIds: z.array(vendorId).max(invoicesAtMost) });

const readDealCard: ApiRoute['answer'] = async (deps, call) => {
  const request = dealRequest.safeParse(call.body);
  if (!request.success)
    return failure('invalid-request', `Name the deal’s invoices, ${invoicesAtMost} at most.`);
  const ids = [...new Set(request.data.invoiceIds)];
  const { frame, connection } = await frameOf(deps, call);
  const known = connection ? await deps.engine.cardsOf(connection).known(entity, ids) : [];
  const byId = new Map(known.map((record) => [record.row.hubspotId, record]));
  const invoices = ids.map((id) => dealInvoiceView(id, byId.get(id)));
  const events = eventsOf(known);
  return success({
    ...frame,
    invoices,
    totals: totalsByCurrency(invoices.flatMap(({ summary }) => summary ?? [])),
    events: events.slice(0, eventsShown),
    eventsCut: events.length > eventsShown,
  } satisfies DealCardView);
};

/** Newest first; what has no day stands with its invoice. */
function eventsOf(known: readonly KnownRecord[]): readonly DealEventView[] {
  const dated = known.flatMap(({ row, summary: kept }) => {
    const summary = summaryView(kept, row.quickbooksId, false);
    return (summary?.events ?? []).map((event) => ({
      sortedBy: event.day ?? summary?.invoiceDay ?? '',
      event: {
        ...event,
        hubspotId: row.hubspotId ?? '',
        number: summary?.number ?? null,
        currency: summary?.currency ?? '',
      },
    }));
  });
  // Stable, so that of one day's events the later kinds come first.
  return dated
    .toReversed()
    .toSorted((one, other) => other.sortedBy.localeCompare(one.sortedBy))
    .map(({ event }) => event);
}

const recordPath = z.object({ entity: z.string().min(1).max(40), side: z.enum(sides), id: vendorId });

const syncRecordNow = withConnection(async (deps, { params }, connection) => {
  const ref = recordPath.safeParse(params);
  if (!ref.success) return failure('invalid-request', 'This does not name a record.');
  const outcome = await lookAgain(deps.engine, connection, ref.data);
  switch (outcome) {
    case 'asked':
      return success({ kind: 'asked' } satisfies LookedAgain);
    case 'unknown-sync':
      return unknownSync;
    case 'not-running':
      return failure('not-running', 'The sync of this record is not running.');
    default:
      return outcome satisfies never;
  }
});

export const cardRoutes: readonly ApiRoute[] = [
  { method: 'get', path: '/api/cards/invoice/:id', access: 'view', answer: readInvoiceCard },
  { method: 'post', path: '/api/cards/deal', access: 'view', answer: readDealCard },
  { method: 'post', path: '/api/records/:entity/:side/:id/sync-now', access: 'use', answer: syncRecordNow },
];
