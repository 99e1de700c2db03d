// What an invoice's entity wrote down for its card, read back: it was stored by an earlier version perhaps.

import type { InvoiceSummaryView } from '@ledgerline/contract/cards';
import { z } from 'zod';
import { invoiceEventKinds } from '../sync/entities/invoice/summary.ts';
import type { InvoiceSummary } from '../sync/entities/invoice/summary.ts';
import { quickbooksPage } from '../sync/plan-record.ts';

const minor = z.number().int();
const text = z.string().nullable();

const summarySchema = z.object({
  number: text,
  status: z.enum(['open', 'partly_paid', 'paid', 'overdue', 'voided', 'deleted']),
  currency: z.string(),
  total: minor,
  paid: minor,
  credits: minor,
  deposit: minor,
  balance: minor,
  invoiceDay: text,
  dueDay: text,
  events: z.array(
    z.object({
      kind: z.enum(invoiceEventKinds),
      day: text,
      amount: minor.nullable(),
      method: text,
      reference: text,
      unapplied: minor.nullable(),
    }),
  ),
}) satisfies z.ZodType<InvoiceSummary>;

/** Null while nothing was kept. An invoice deleted in QuickBooks owes nothing, whatever was last known of it. */
export function summaryView(
  summary: unknown,
  quickbooksId: string | null,
  isDeleted: boolean,
): InvoiceSummaryView | null {
  const { data } = summarySchema.safeParse(summary);
  if (!data || quickbooksId === null) return null;
  const gone = isDeleted ? ({ status: 'deleted', balance: 0 } as const) : {};
  return { ...data, ...gone, url: quickbooksPage('invoice', quickbooksId) ?? '' };
}
