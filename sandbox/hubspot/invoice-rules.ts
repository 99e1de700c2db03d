// What HubSpot lets happen to an invoice, and the amounts it computes.

import { Decimal } from 'decimal.js';
import type { Actor } from './actor.ts';
import { SYSTEM } from './actor.ts';
import { isAdjustmentType, withAdjustments } from './adjustments.ts';
import { invalid, invalidProperties } from './errors.ts';
import type { ObjectType } from './object-types.ts';
import type { Portal } from './portal.ts';
import { changeRecord } from './record-changes.ts';
import type { CrmRecord } from './record-table.ts';

type Properties = Readonly<Record<string, string>>;

/** A write to an invoice, as it would be afterwards. */
export interface InvoiceWrite {
  before: CrmRecord | undefined;
  after: Properties;
  /** What the caller sent. */
  values: Properties;
  /** Types of the records a create associates. */
  linkedTypes: ReadonlySet<ObjectType>;
  actor: Actor;
}

const COMPUTED = ['hs_amount_billed', 'hs_amount_paid', 'hs_balance_due'];
const TRANSITIONS: Record<string, string[]> = {
  new: ['draft', 'open'],
  draft: ['draft', 'open'],
  open: ['open', 'voided'],
  paid: ['paid'],
  voided: ['voided'],
};

export function isBillable(properties: Properties): boolean {
  return properties['hs_invoice_billable'] !== 'false';
}

/** Refuses a create or update that breaks an invoice rule. */
export function checkInvoiceWrite(portal: Portal, write: InvoiceWrite): void {
  const { before, after, values } = write;
  const sent = values['hs_invoice_billable'];
  if (before && sent !== undefined && sent !== before.version.properties['hs_invoice_billable']) {
    throw invalid('hs_invoice_billable can only be set when the invoice is created.', 'BILLABLE_IS_FIXED', {
      propertyName: ['hs_invoice_billable'],
    });
  }
  const { behaviours } = portal.simulation;
  if (isBillable(after)) {
    checkComputed(values);
    checkTransition(before, after);
    checkEditable(portal, write);
    checkOpening(portal, write);
  } else if (behaviours.flag('nonBillableStatusChecked')) {
    checkOpening(portal, write);
  }
}

function checkComputed(values: Properties): void {
  const written = COMPUTED.filter((name) => values[name] !== undefined);
  if (written.length === 0) return;
  throw invalidProperties(
    written.map((name) => ({
      name,
      error: 'READ_ONLY_VALUE',
      message: `"${name}" is computed on billable invoices; its value cannot be set.`,
    })),
  );
}

function checkTransition(before: CrmRecord | undefined, after: Properties): void {
  const from = before ? statusOf(before.version.properties) : 'new';
  const to = statusOf(after);
  if (TRANSITIONS[from]?.includes(to)) return;
  throw invalid(`An invoice cannot go from ${from} to ${to}.`, 'INVALID_INVOICE_STATUS', {
    propertyName: ['hs_invoice_status'],
  });
}

/** A billable invoice that is out with the customer is edited only within limits, and never once paid. */
function checkEditable(portal: Portal, { before, after, values }: InvoiceWrite): void {
  if (!before || statusOf(before.version.properties) === 'draft') return;
  const catalog = portal.catalogs.invoices;
  const edited = Object.keys(values).filter(
    (name) =>
      name !== 'hs_invoice_status' &&
      catalog.get(name)?.hubspotDefined &&
      before.version.properties[name] !== after[name],
  );
  if (edited.length === 0) return;
  const isOpen = statusOf(before.version.properties) === 'open';
  const hasPayments = portal.linked(before, 'commerce_payments').length > 0;
  if (isOpen && !hasPayments && portal.simulation.behaviours.flag('openInvoiceEditable')) return;
  throw invalid('This invoice can no longer be edited.', 'INVOICE_NOT_EDITABLE', { propertyName: edited });
}

function checkOpening(portal: Portal, { before, after, linkedTypes }: InvoiceWrite): void {
  if (statusOf(after) !== 'open' || (before && statusOf(before.version.properties) === 'open')) return;
  const has = (type: ObjectType): boolean =>
    linkedTypes.has(type) || (before !== undefined && portal.linked(before, type).length > 0);
  if (has('contacts') && has('line_items')) return;
  throw invalid(
    'An invoice must be associated with a contact and at least one line item before it can be opened.',
    'INVOICE_NOT_READY',
    { propertyName: ['hs_invoice_status'] },
  );
}

/** Only drafts can be deleted; open ones if the account allows it. */
export function checkInvoiceDeletion(portal: Portal, invoice: CrmRecord): void {
  const { behaviours } = portal.simulation;
  const { properties } = invoice.version;
  if (!isBillable(properties) && behaviours.flag('nonBillableDeletable')) return;
  const status = statusOf(properties);
  if (status === 'draft' || (status === 'open' && behaviours.flag('openInvoiceDeletable'))) return;
  throw invalid(`An invoice that is ${status} cannot be deleted; void it instead.`, 'INVOICE_NOT_DELETABLE');
}

function statusOf(properties: Properties): string {
  return properties['hs_invoice_status'] ?? 'draft';
}

/** Brings the computed amounts, and where payments settle invoices the status, in line with what is linked. */
export function recomputeInvoice(portal: Portal, invoice: CrmRecord): void {
  const { properties } = invoice.version;
  const billable = isBillable(properties);
  const settles = portal.simulation.behaviours.text('paymentSettlesInvoice');
  const counts = settles === 'all' || (settles === 'billable' && billable);
  const lines = portal.linked(invoice, 'line_items');
  const written = billable ? undefined : invoice.written;
  const billed = written?.has('hs_amount_billed')
    ? new Decimal(properties['hs_amount_billed'] ?? 0)
    : withAdjustments(portal, invoice, sum(lines.map((line) => line.version.properties['amount'] ?? '0')));
  const paid = counts ? sum(portal.linked(invoice, 'commerce_payments').map(settledAmount)) : new Decimal(0);
  const amounts = {
    hs_amount_billed: billed.toFixed(),
    hs_amount_paid: paid.toFixed(),
    hs_balance_due: billed.minus(paid).toFixed(),
  };
  const changes = Object.entries(amounts).filter(([name]) => !written?.has(name));
  const status = counts ? settledStatus(statusOf(properties), billed, paid) : statusOf(properties);
  changeRecord(portal, invoice, { ...Object.fromEntries(changes), hs_invoice_status: status }, SYSTEM);
}

function settledStatus(status: string, billed: Decimal, paid: Decimal): string {
  if (status !== 'open' && status !== 'paid') return status;
  if (billed.greaterThan(0) && paid.greaterThanOrEqualTo(billed)) return 'paid';
  // Paid invoices whose payment is taken back are open again; those paid otherwise stay as they are.
  return status === 'paid' && paid.greaterThan(0) ? 'open' : status;
}

function settledAmount(payment: CrmRecord): string {
  const { properties } = payment.version;
  const counted = ['succeeded', 'partially_refunded'].includes(properties['hs_latest_status'] ?? '');
  if (!counted) return '0';
  return new Decimal(properties['hs_initial_amount'] ?? 0)
    .minus(properties['hs_refunds_amount'] ?? 0)
    .toFixed();
}

function sum(amounts: string[]): Decimal {
  return amounts.reduce((total, amount) => total.plus(amount), new Decimal(0));
}

/** Recomputes the invoices a changed line item, payment, discount, fee or tax belongs to, or a changed invoice itself. */
export function recomputeAround(portal: Portal, record: CrmRecord): void {
  if (record.type === 'invoices') {
    if (record.archivedAt === undefined) recomputeInvoice(portal, record);
  } else if (countsOnInvoices(record.type)) {
    for (const invoice of portal.linked(record, 'invoices')) recomputeInvoice(portal, invoice);
  }
}

function countsOnInvoices(type: ObjectType): boolean {
  return type === 'line_items' || type === 'commerce_payments' || isAdjustmentType(type);
}
