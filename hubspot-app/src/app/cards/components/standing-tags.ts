import type { DealInvoiceView, InvoiceStatusView } from '@ledgerline/contract/cards';

/** Colours of the states of a record. */
export const standingTags = {
  'in-sync': 'success',
  pending: 'info',
  failing: 'danger',
  excluded: 'default',
  unknown: 'default',
} as const satisfies Record<DealInvoiceView['state'], string>;

/** Colours of an invoice's status in QuickBooks. */
export const statusTags = {
  open: 'info',
  partly_paid: 'info',
  paid: 'success',
  overdue: 'danger',
  voided: 'default',
  deleted: 'default',
} as const satisfies Record<InvoiceStatusView, string>;
