// Everything the page shows, in one answer.

import { z } from 'zod';
import { demoPortal } from './app-registration.ts';
import { readDetails } from './details.ts';
import type { Details } from './details.ts';
import type { ConnectionView } from './ledgerline-api.ts';
import type { PageParts } from './page-server.ts';
import { hubspotTypeOf, hubspotTypes, pairOf, quickbooksTypeOf, quickbooksTypes } from './pairs.ts';
import type { Pair, Selection } from './pairs.ts';
import { hubspotRows, pageOf, quickbooksRows, rowsPerPage } from './rows.ts';
import type { Page } from './rows.ts';

const short = z.string().max(100).catch('');
const pageNumber = z.coerce.number().int().min(1).max(1_000_000).catch(1);

const querySchema = z.object({
  quickbooks: z.enum(quickbooksTypes).catch('Invoice'),
  quickbooksSearch: short,
  quickbooksPage: pageNumber,
  hubspot: z.enum(hubspotTypes).catch('invoices'),
  hubspotSearch: short,
  hubspotPage: pageNumber,
  /** `quickbooks:Invoice:12` */
  selected: short,
  /** The side that should turn to the counterpart of the selected record. */
  reveal: z.enum(['quickbooks', 'hubspot']).nullable().catch(null),
});
export type ViewQuery = z.infer<typeof querySchema>;

export const parseViewQuery = (query: unknown): ViewQuery => querySchema.parse(query);

const selectionSchema = z.union([
  z.object({ side: z.literal('quickbooks'), type: z.enum(quickbooksTypes), id: z.string().min(1) }),
  z.object({ side: z.literal('hubspot'), type: z.enum(hubspotTypes), id: z.string().min(1) }),
]);

interface List extends Page {
  readonly search: string;
  readonly rowsPerPage: number;
  /** The row that belongs to the selected pair. */
  readonly highlighted: string | null;
}

interface View {
  readonly portal: number;
  readonly installUrl: string;
  /** Null while the server does not answer. */
  readonly connection: ConnectionView | null;
  readonly lists: { readonly quickbooks: List; readonly hubspot: List };
  readonly selected: string;
  /** Null also when the selected record is gone. */
  readonly details: Details | null;
  readonly changes: ReturnType<PageParts['changes']['all']>;
  readonly trouble: ReturnType<PageParts['trouble']['all']>;
}

export async function readView(parts: PageParts, query: ViewQuery): Promise<View> {
  const { state, api, changes, trouble } = parts;
  const selection = selectionOf(query.selected);
  const pair = selection ? await pairOf(state, selection) : null;
  const [connection, quickbooks, hubspot, details] = await Promise.all([
    // A server that is starting again is a state of the page, not a failure of it.
    api.connection().catch(() => null),
    readQuickBooksList(parts, query, selection, pair),
    readHubSpotList(parts, query, selection, pair),
    selection ? readDetails(state, selection) : null,
  ]);
  return {
    portal: demoPortal.portalId,
    installUrl: parts.installUrl,
    connection,
    lists: { quickbooks, hubspot },
    selected: query.selected,
    details,
    changes: changes.all(),
    trouble: trouble.all(),
  };
}

function selectionOf(text: string): Selection | null {
  const [side, type, id] = text.split(':');
  return selectionSchema.safeParse({ side, type, id }).data ?? null;
}

async function readQuickBooksList(
  { state }: PageParts,
  query: ViewQuery,
  selection: Selection | null,
  pair: Pair | null,
): Promise<List> {
  const reveal = query.reveal === 'quickbooks' ? (pair?.quickbooksId ?? null) : null;
  const type = reveal !== null && pair ? quickbooksTypeOf[pair.entity] : query.quickbooks;
  const search = reveal === null ? query.quickbooksSearch : '';
  const rows = await quickbooksRows(state, type);
  const chosen = selection?.side === 'quickbooks' && selection.type === type ? selection.id : null;
  const belongs = pair && quickbooksTypeOf[pair.entity] === type ? pair.quickbooksId : null;
  return {
    ...pageOf(type, rows, { search, page: query.quickbooksPage, reveal }),
    search,
    rowsPerPage,
    highlighted: chosen ?? belongs,
  };
}

async function readHubSpotList(
  { state }: PageParts,
  query: ViewQuery,
  selection: Selection | null,
  pair: Pair | null,
): Promise<List> {
  const reveal = query.reveal === 'hubspot' ? (pair?.hubspotId ?? null) : null;
  const type = reveal !== null && pair ? hubspotTypeOf[pair.entity] : query.hubspot;
  const search = reveal === null ? query.hubspotSearch : '';
  const rows = await hubspotRows(state, type);
  const chosen = selection?.side === 'hubspot' && selection.type === type ? selection.id : null;
  const belongs = pair && hubspotTypeOf[pair.entity] === type ? pair.hubspotId : null;
  return {
    ...pageOf(type, rows, { search, page: query.hubspotPage, reveal }),
    search,
    rowsPerPage,
    highlighted: chosen ?? belongs,
  };
}
