// The writes of an invoice made in HubSpot: the whole invoice into QuickBooks at once, its figures back onto HubSpot's
// record. HubSpot's invoice is the document the customer has: little of it is ever written.

import type { PlanInput } from '../../entity.ts';
import type { Operation } from '../../operation.ts';
import { hubspotRecord, quickbooksRecordName } from '../../plan-record.ts';
import type { FieldValues, RecordSnapshot } from '../../record.ts';
import { originProperty } from './made-in-hubspot.ts';
import { withTexts } from './compare.ts';
import { mirroredPayments } from './plan-to-hubspot.ts';
import { reviewInvoice } from './review-with-payments.ts';
import { contentOf, customItem, isFailure } from './rows.ts';

const stage = { record: 2, figures: 3 } as const;

const origin: FieldValues = { [originProperty]: 'hubspot' };

export function planToQuickbooks(input: PlanInput): readonly Operation[] {
  const { hubspot, quickbooks } = input;
  if (!hubspot) return [];
  return quickbooks ? changes(input, hubspot, quickbooks) : creation(input, hubspot);
}

/** QuickBooks' copy was deleted: HubSpot's invoice stays as it is, and says so. */
export function planCopyGone(input: PlanInput): readonly Operation[] {
  const { hubspot } = input;
  const gone: FieldValues = {
    ledgerline_status: 'deleted',
    ledgerline_balance: '0.00',
    ledgerline_paid: '0.00',
  };
  const values = Object.fromEntries(
    Object.entries(gone).filter(([name, value]) => hubspot?.fields[name] !== value),
  );
  const record = hubspotRecord('invoice', input, values, stage.figures);
  return record ? [record] : [];
}

function creation(input: PlanInput, hubspot: RecordSnapshot): readonly Operation[] {
  const content = contentOf(input, hubspot);
  if (isFailure(content)) return [];
  return [
    ...customItem(input, content),
    {
      ...quickbooksWrite('create', null, input.writes.quickbooks),
      key: hubspot.id,
      rows: content.rows,
      rowParts: content.rowParts,
      rowReferences: content.rowReferences,
    },
    {
      name: 'record',
      stage: stage.figures,
      side: 'hubspot',
      noun: 'record',
      action: 'update',
      target: hubspot.id,
      version: hubspot.version,
      key: null,
      values: origin,
      associations: [],
      keyOf: quickbooksRecordName,
    },
  ];
}

function changes(
  input: PlanInput,
  hubspot: RecordSnapshot,
  quickbooks: RecordSnapshot,
): readonly Operation[] {
  const review = reviewInvoice(input);
  const shown = figures(input, hubspot, review?.failure !== undefined && review.failure !== null);
  if (!review) return [...plainWrite(input, quickbooks, {}), ...shown];
  if (review.failure) return shown;
  if (review.voids) return [quickbooksWrite('void', quickbooks, {})];
  const { content } = review;
  const { payments } = review;
  if (!content)
    return [
      ...plainWrite(input, quickbooks, review.values),
      ...shown,
      ...mirroredPayments(input, quickbooks, payments.withheld),
      ...payments.operations,
    ];
  const values = { ...content.values, ...input.writes.quickbooks, ...review.values };
  return [
    ...customItem(input, content),
    {
      ...quickbooksWrite('update', quickbooks, values),
      ...withTexts(content, quickbooks),
    },
  ];
}

function plainWrite(
  { writes }: PlanInput,
  quickbooks: RecordSnapshot,
  own: FieldValues,
): readonly Operation[] {
  const values = { ...writes.quickbooks, ...own };
  return Object.keys(values).length === 0 ? [] : [quickbooksWrite('update', quickbooks, values)];
}

const quickbooksWrite = (
  action: 'create' | 'update' | 'void',
  quickbooks: RecordSnapshot | null,
  values: FieldValues,
): Operation => ({
  name: quickbooksRecordName,
  stage: stage.record,
  side: 'quickbooks',
  noun: 'record',
  action,
  target: quickbooks?.id ?? null,
  version: quickbooks?.version ?? null,
  key: null,
  values,
  associations: [],
});

/** QuickBooks' figures always; of the document itself only what HubSpot still lets be edited, and nothing while failing. */
function figures(input: PlanInput, hubspot: RecordSnapshot, isFailing: boolean): readonly Operation[] {
  const values = Object.entries(input.writes.hubspot).filter(
    ([name]) => name.startsWith('ledgerline_') || (!isFailing && isEditable(hubspot)),
  );
  const record = hubspotRecord('invoice', input, Object.fromEntries(values), stage.figures);
  if (!record) return [];
  return [
    'ledgerline_key' in record.values ? { ...record, values: { ...record.values, ...origin } } : record,
  ];
}

/** A HubSpot invoice is fixed once anything was paid on it, and when it is voided. */
const isEditable = ({ state, fields, parts }: RecordSnapshot): boolean =>
  state === 'active' && fields['hs_invoice_status'] === 'open' && (parts['payment'] ?? []).length === 0;
