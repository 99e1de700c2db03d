// What has to be true of invoices and payments, from both vendors' records alone.

import type { VendorRecord } from '../../support/control.ts';
import { isBuried, keyed, namedBy } from './evidence.ts';
import type { Evidence } from './evidence.ts';
import { cents, day, text } from './values.ts';

const portalTimeZone = 'America/New_York';

export function checkInvoices(evidence: Evidence): string[] {
  return [
    ...evidence.invoices.flatMap((invoice) => checkInvoice(evidence, invoice)),
    ...evidence.memory.buried.quickbooks.flatMap(({ type, record }) =>
      type === 'Invoice' ? checkDeleted(evidence, record) : [],
    ),
    ...evidence.hubspot.invoices.flatMap((invoice) => checkMirror(evidence, invoice)),
    ...checkParts(evidence),
  ];
}

function checkInvoice(evidence: Evidence, invoice: VendorRecord): string[] {
  const { Id } = invoice;
  const [mirror, ...more] = keyed(evidence, 'invoice', Id);
  if (more.length > 0) return [`invoice ${Id} is ${more.length + 1} invoices in HubSpot`];
  if (isBuried(evidence, 'invoice', Id))
    return mirror ? [`invoice ${Id} came back after a person deleted it in HubSpot`] : [];
  const [contact] = keyed(evidence, 'contact', invoice['CustomerRef'].value);
  // It waits for its customer, or no longer follows one that is not in step.
  if (!contact) return [];
  if (!mirror) return [`invoice ${Id} is not in HubSpot, though its customer is contact ${contact['id']}`];
  return [
    ...headDifferences(evidence, invoice, mirror),
    ...rowDifferences(evidence, invoice, mirror),
    ...paymentDifferences(evidence, invoice, mirror),
    ...differs(`invoice ${Id}: contacts`, (mirror['associations'].contacts ?? []).join(), contact['id']),
  ];
}

const differs = (what: string, here: unknown, there: unknown): string[] =>
  here === there ? [] : [`${what}: “${String(here)}” is not “${String(there)}”`];

function headDifferences(evidence: Evidence, invoice: VendorRecord, { properties }: VendorRecord): string[] {
  const name = `invoice ${invoice['Id']}`;
  const status = statusOf(evidence, invoice);
  const applied = applications(evidence, invoice);
  const total = (isMoney: boolean): number =>
    applied.filter((one) => one.isMoney === isMoney).reduce((all, one) => all + one.cents, 0);
  return [
    ...differs(`${name}: number`, text(properties.hs_number), text(invoice['DocNumber'])),
    ...differs(`${name}: date`, day(properties.hs_invoice_date, portalTimeZone), invoice['TxnDate']),
    ...differs(`${name}: due`, day(properties.hs_due_date, portalTimeZone), invoice['DueDate']),
    ...differs(`${name}: memo`, text(properties.hs_comments), text(invoice['CustomerMemo']?.value)),
    ...differs(`${name}: billed`, cents(properties.hs_amount_billed), cents(invoice['TotalAmt'])),
    ...differs(`${name}: total`, cents(properties.ledgerline_total), cents(invoice['TotalAmt'])),
    ...differs(`${name}: balance`, cents(properties.ledgerline_balance), cents(invoice['Balance'])),
    ...differs(`${name}: paid`, cents(properties.ledgerline_paid), total(true)),
    ...differs(`${name}: credits`, cents(properties.ledgerline_credits), total(false)),
    ...differs(`${name}: status`, properties.ledgerline_status, status),
    ...differs(
      `${name}: HubSpot’s status`,
      properties.hs_invoice_status,
      status === 'paid' || status === 'voided' ? status : 'open',
    ),
  ];
}

function statusOf({ today }: Evidence, invoice: VendorRecord): string {
  if (/^voided/i.test(text(invoice['PrivateNote'])) && cents(invoice['TotalAmt']) === 0) return 'voided';
  if (cents(invoice['Balance']) <= 0) return 'paid';
  if (invoice['DueDate'] && invoice['DueDate'] < today) return 'overdue';
  return cents(invoice['Balance']) < cents(invoice['TotalAmt']) ? 'partly_paid' : 'open';
}

function rowDifferences(evidence: Evidence, invoice: VendorRecord, mirror: VendorRecord): string[] {
  const name = `invoice ${invoice['Id']}`;
  const rows: readonly VendorRecord[] = invoice['Line'] ?? [];
  const isLine = ({ DetailType, Amount }: VendorRecord): boolean =>
    DetailType === 'SalesItemLineDetail' && Number(Amount ?? 0) >= 0;
  const lines = rows.filter(isLine).map(({ Amount }) => cents(Amount));
  const discounts = rows
    .filter(({ DetailType }) => DetailType === 'DiscountLineDetail')
    .map(({ Amount }) => cents(Amount))
    .toSorted();
  const shownLines = partsOf(evidence, mirror, 'line_items')
    .toSorted((a, b) => position(a) - position(b))
    .map(({ properties }) => cents(Number(properties.quantity) * Number(properties.price)));
  const shownDiscounts = partsOf(evidence, mirror, 'discounts')
    .map(({ properties }) => cents(properties.hs_value))
    .toSorted();
  return [
    ...differs(`${name}: lines`, shownLines.join('; '), lines.join('; ')),
    ...differs(`${name}: discounts`, shownDiscounts.join(), discounts.join()),
  ];
}

const position = ({ properties }: VendorRecord): number => Number(properties.hs_position_on_quote);

interface Application {
  readonly payment: string;
  readonly cents: number;
  /** False where a credit memo pays. */
  readonly isMoney: boolean;
}

/** What payments put towards an invoice. Payments of nothing only apply credits. */
function applications({ payments }: Evidence, invoice: VendorRecord): readonly Application[] {
  return payments.flatMap(({ Id, TotalAmt, Line }) => {
    const own = (Line ?? []).filter(
      ({ LinkedTxn: [to] }: VendorRecord) => to.TxnType === 'Invoice' && to.TxnId === invoice['Id'],
    );
    const amount = own.reduce((all: number, { Amount }: VendorRecord) => all + cents(Amount), 0);
    return amount > 0 ? [{ payment: Id, cents: amount, isMoney: cents(TotalAmt) > 0 }] : [];
  });
}

function paymentDifferences(evidence: Evidence, invoice: VendorRecord, mirror: VendorRecord): string[] {
  const wanted = applications(evidence, invoice)
    .filter(({ isMoney }) => isMoney)
    .map((one) => `${one.payment}: ${one.cents}`);
  const shown = partsOf(evidence, mirror, 'commerce_payments').map(
    (record) => `${paymentOf(record)}: ${cents(record['properties'].hs_initial_amount)}`,
  );
  return differs(`invoice ${invoice['Id']}: payments`, shown.toSorted().join(), wanted.toSorted().join());
}

/** `realm:invoice:7:payment:12`, with what tells applications of one payment apart behind it. */
const paymentOf = ({ properties }: VendorRecord): string =>
  String(properties.ledgerline_key).split(':')[4] ?? '';

function partsOf(
  { hubspot }: Evidence,
  mirror: VendorRecord,
  type: 'line_items' | 'discounts' | 'commerce_payments',
): readonly VendorRecord[] {
  const ids: readonly string[] = mirror['associations'][type] ?? [];
  return hubspot[type].filter(({ id }) => ids.includes(id));
}

/** What was billed and deleted in QuickBooks stays in HubSpot, voided, owing nothing and with nothing paid. */
function checkDeleted(evidence: Evidence, invoice: VendorRecord): string[] {
  const name = `deleted invoice ${invoice['Id']}`;
  return keyed(evidence, 'invoice', invoice['Id']).flatMap((mirror) => [
    ...differs(`${name}: status`, mirror['properties'].ledgerline_status, 'deleted'),
    ...differs(`${name}: HubSpot’s status`, mirror['properties'].hs_invoice_status, 'voided'),
    ...differs(`${name}: balance`, cents(mirror['properties'].ledgerline_balance), 0),
    ...differs(`${name}: payments`, partsOf(evidence, mirror, 'commerce_payments').length, 0),
  ]);
}

function checkMirror({ invoices, memory, realmId }: Evidence, mirror: VendorRecord): string[] {
  const { properties } = mirror;
  const name = `HubSpot’s invoice ${mirror['id']}`;
  if (properties.hs_invoice_billable !== 'false')
    return properties.ledgerline_key ? [`${name} is a person’s own and carries our key`] : [];
  const named = namedBy(mirror);
  if (named === null || !properties.ledgerline_key.startsWith(`${realmId}:invoice:`))
    return [`${name} belongs to no QuickBooks invoice`];
  const isKnown =
    invoices.some(({ Id }) => Id === named) ||
    memory.buried.quickbooks.some(({ type, record }) => type === 'Invoice' && record['Id'] === named);
  return isKnown ? [] : [`${name} carries the key of no invoice: ${named}`];
}

/** Rows belong to one invoice each; a payment that was taken off its invoice says that it was not received. */
function checkParts({ hubspot, memory }: Evidence): string[] {
  const count = ({ associations }: VendorRecord): number => (associations.invoices ?? []).length;
  const rows = [...hubspot.line_items, ...hubspot.discounts];
  // What a person deleted takes no part any more, and neither does what hung on it.
  const isLeftOver = ({ properties }: VendorRecord): boolean =>
    memory.buried.hubspot.some(
      ({ type, record }) =>
        type === 'invoices' &&
        properties.ledgerline_key?.startsWith(`${record['properties'].ledgerline_key}:`),
    );
  const keys = hubspot.commerce_payments.map(({ properties }) => properties.ledgerline_key);
  return [
    ...rows
      .filter((row) => count(row) !== 1 && !isLeftOver(row))
      .map((row) => `${row['url']} belongs to ${count(row)} invoices`),
    ...keys.filter((key, at) => keys.indexOf(key) !== at).map((key) => `payment ${key} exists twice`),
    ...hubspot.commerce_payments
      .filter((payment) => count(payment) !== 1 && payment['properties'].hs_latest_status !== 'failed')
      .filter((payment) => !isLeftOver(payment))
      .map(({ id }) => `HubSpot’s payment ${id} belongs to no one invoice and counts as received`),
  ];
}
