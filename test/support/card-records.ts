// Invoices as settlements store them, for tests of what their cards show.

import { summarizeInvoice } from '../../server/sync/entities/invoice/summary.ts';
import type { Settlement, StateWrite } from '../../server/engine/stores.ts';
import type { RecordSnapshot } from '../../server/sync/record.ts';
import { aContext } from './builders.ts';
import { newLink, settlement } from './settlements.ts';

/** A pair that was settled with this QuickBooks invoice. */
export function settledInvoice(
  hubspotId: string,
  quickbooks: RecordSnapshot,
  status: StateWrite['status'] = { state: 'in-sync', note: null },
): Settlement {
  const ids = { entity: 'invoice', hubspotId, quickbooksId: quickbooks.id };
  const summary = summarizeInvoice(quickbooks, aContext());
  return settlement({
    link: newLink(hubspotId, quickbooks.id, { entity: 'invoice' }),
    status: { ...ids, label: quickbooks.label, status },
    summary: summary && { entity: 'invoice', quickbooksId: quickbooks.id, summary },
  });
}
