// QuickBooks has no status field: it follows from amounts, dates and the note (reference: derived status).

import { addDays } from '../../dates.ts';
import { money, moneyText, sumMoney } from '../../money.ts';
import type { SyncContext } from '../../context.ts';
import type { FieldValues, RecordSnapshot } from '../../record.ts';

export type InvoiceStatus = 'open' | 'partly_paid' | 'paid' | 'overdue' | 'voided' | 'deleted';

/** HubSpot's own status has no word for partly paid or overdue; those are kept in our property. */
const hubspotStatus: Readonly<Record<InvoiceStatus, string>> = {
  open: 'open',
  partly_paid: 'open',
  overdue: 'open',
  paid: 'paid',
  voided: 'voided',
  deleted: 'voided',
};

export function invoiceStatus(invoice: RecordSnapshot, today: string): InvoiceStatus {
  if (invoice.state === 'voided') return 'voided';
  if (invoice.state === 'deleted') return 'deleted';
  const currency = currencyOf(invoice);
  const total = money(invoice.fields['TotalAmt'], currency).minor;
  const balance = money(invoice.fields['Balance'], currency).minor;
  if (balance <= 0) return 'paid';
  const due = invoice.fields['DueDate'];
  if (due && due < today) return 'overdue';
  return balance < total ? 'partly_paid' : 'open';
}

/** Names of values that follow from the QuickBooks invoice; mapped like fields of its own. */
export const derived = {
  status: 'derived.status',
  hubspotStatus: 'derived.hubspotStatus',
  paid: 'derived.paid',
  credits: 'derived.credits',
} as const;

export function deriveInvoice(invoice: RecordSnapshot, context: SyncContext): FieldValues {
  const currency = currencyOf(invoice);
  const status = invoiceStatus(invoice, context.today);
  const applied = (field: string) =>
    moneyText(
      sumMoney(
        (invoice.parts['payment'] ?? []).map((part) => money(part.fields[field], currency)),
        currency,
      ),
    );
  return {
    [derived.status]: status,
    [derived.hubspotStatus]: hubspotStatus[status],
    [derived.paid]: applied('Amount'),
    [derived.credits]: applied('CreditAmount'),
  };
}

/** The day an open invoice falls overdue. */
export function overdueOn(invoice: RecordSnapshot, context: SyncContext): string | null {
  const due = invoice.fields['DueDate'];
  const status = invoiceStatus(invoice, context.today);
  return due && (status === 'open' || status === 'partly_paid') ? addDays(due, 1) : null;
}

export const currencyOf = (invoice: RecordSnapshot): string => invoice.fields['CurrencyRef.value'] ?? 'USD';
