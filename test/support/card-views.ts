// What the server answers the cards, for tests of the extensions. Only what matters to a test is named.

import type {
  CardFrame,
  DealCardView,
  DealInvoiceView,
  FailingView,
  InvoiceCardView,
  InvoiceEventView,
  InvoiceRecordView,
  InvoiceSummaryView,
} from '@ledgerline/contract/cards';

export const aFrame = (changes: Partial<CardFrame> = {}): CardFrame => ({
  installed: true,
  connection: 'connected',
  syncState: 'on',
  allowed: { syncNow: true, resolve: true },
  ...changes,
});

export const anEvent = (changes: Partial<InvoiceEventView> = {}): InvoiceEventView => ({
  kind: 'payment',
  day: '2026-06-10',
  amount: 4_000,
  method: null,
  reference: null,
  unapplied: null,
  ...changes,
});

/** An invoice over 100.00, 40.00 of it paid. */
export const aSummary = (changes: Partial<InvoiceSummaryView> = {}): InvoiceSummaryView => ({
  number: '1037',
  url: 'https://qbo.example.test/app/invoice?txnId=130',
  status: 'partly_paid',
  currency: 'USD',
  total: 10_000,
  paid: 4_000,
  credits: 0,
  deposit: 0,
  balance: 6_000,
  invoiceDay: '2026-06-01',
  dueDay: '2026-06-30',
  events: [anEvent({ kind: 'created', day: '2026-06-01', amount: 10_000 }), anEvent({ reference: 'ch-77' })],
  ...changes,
});

export const anInvoiceRecord = (changes: Partial<InvoiceRecordView> = {}): InvoiceRecordView => ({
  hubspotId: '901',
  quickbooksId: '130',
  label: '1037',
  standing: { state: 'in-sync', conflicts: [] },
  isDue: false,
  lastSyncedAt: '2026-01-15T17:30:00Z',
  summary: aSummary(),
  activities: [],
  ...changes,
});

/** The card of an invoice with these differences; `null` of one Ledgerline does not know. */
export const anInvoiceCard = (
  changes: Partial<InvoiceRecordView> | null = {},
  frame: Partial<CardFrame> = {},
): InvoiceCardView => ({ ...aFrame(frame), invoice: changes && anInvoiceRecord(changes) });

export const aFailure = (changes: Partial<FailingView> = {}): FailingView => ({
  state: 'failing',
  category: 'closed-books',
  healing: 'person',
  wokenBy: ['record', 'company'],
  details: {},
  vendorError: null,
  triedAt: '2026-01-15T17:30:00Z',
  nextTryAt: null,
  differences: [],
  choices: [],
  ...changes,
});

export const aDealInvoice = (changes: Partial<DealInvoiceView> = {}): DealInvoiceView => {
  const { events: _events, ...summary } = aSummary();
  return { hubspotId: '901', state: 'in-sync', detail: null, summary, ...changes };
};

export const aDealCard = (changes: Partial<DealCardView> = {}): DealCardView => ({
  ...aFrame(),
  invoices: [aDealInvoice()],
  totals: [{ currency: 'USD', billed: 10_000, paid: 4_000, credits: 0, outstanding: 6_000 }],
  events: aSummary()
    .events.toReversed()
    .map((event) => ({ ...event, hubspotId: '901', number: '1037', currency: 'USD' })),
  eventsCut: false,
  ...changes,
});
