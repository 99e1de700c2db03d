// The order in which the mirror of a QuickBooks invoice is written: invoice with its contact, rows, payments, and last its status, so that
// nobody sees it open before it is whole. Creates join what they belong to. Rows are compared by their QuickBooks id and
// changed in place.

import type { Base, PartBase } from '../../base.ts';
import type { PlanInput } from '../../entity.ts';
import { ourKey } from '../../entity.ts';
import type { AssociationEnd, Operation, Target } from '../../operation.ts';
import { hubspotRecord, keyProperty } from '../../plan-record.ts';
import type { FieldValues, RecordSnapshot } from '../../record.ts';
import { originProperty, statusProperty } from './made-in-hubspot.ts';
import { desiredParts } from './parts.ts';
import type { DesiredPart } from './parts.ts';

const stage = { record: 1, rows: 2, contact: 3, payments: 4, finish: 5 } as const;

export function planToHubspot(input: PlanInput): readonly Operation[] {
  const { quickbooks } = input;
  if (!quickbooks) return [];
  const desired = desiredParts(quickbooks, input.context, input.dependencies);
  const isNew = input.hubspot === null;
  const parts = partOperations(input, quickbooks, desired);
  return [
    ...(isNew ? createInvoice(input, quickbooks) : []),
    ...parts,
    ...(isNew ? [] : changeContact(input, quickbooks)),
    ...finish(input, isNew),
  ];
}

/** The mirror of an invoice deleted in QuickBooks stays, voided and owing nothing; its payments are taken off it. */
export function planInvoiceGone(input: PlanInput): readonly Operation[] {
  const { hubspot, quickbooks, base } = input;
  if (!hubspot || !quickbooks) return [];
  const zero: FieldValues = {
    [statusProperty]: 'voided',
    ledgerline_status: 'deleted',
    ledgerline_balance: '0.00',
    ledgerline_paid: '0.00',
    hs_balance_due: '0.00',
  };
  const writable = Object.fromEntries(
    Object.entries(zero).filter(
      ([name, value]) =>
        !input.context.portal.readOnlyProperties.includes(name) && hubspot.fields[name] !== value,
    ),
  );
  const rows = input.context.portal.paymentsApi ? (base?.parts['payment'] ?? {}) : {};
  const payments = Object.entries(rows).flatMap(([key, row]) => removeRow('payment', key, row, hubspot.id));
  const record = hubspotRecord('invoice', input, writable, stage.finish);
  return [...payments, ...(record ? [record] : [])];
}

function createInvoice(input: PlanInput, quickbooks: RecordSnapshot): readonly Operation[] {
  const values = {
    ...input.writes.hubspot,
    hs_invoice_billable: 'false',
    [originProperty]: 'quickbooks',
    [statusProperty]: 'draft',
  };
  const record = hubspotRecord('invoice', input, values, stage.record);
  return record ? [{ ...record, associations: contactEnds(input, quickbooks).current }] : [];
}

function finish(input: PlanInput, isNew: boolean): readonly Operation[] {
  if (isNew) {
    const status = input.writes.hubspot[statusProperty] ?? 'open';
    return [
      {
        name: 'finish',
        stage: stage.finish,
        side: 'hubspot',
        noun: 'record',
        action: 'update',
        target: { createdBy: 'record' },
        version: null,
        key: null,
        values: { [statusProperty]: status },
        associations: [],
      },
    ];
  }
  const record = hubspotRecord('invoice', input, input.writes.hubspot, stage.finish);
  return record ? [record] : [];
}

/** QuickBooks' payments on an invoice made in HubSpot, besides those that HubSpot has of its own making. */
export function mirroredPayments(
  input: PlanInput,
  quickbooks: RecordSnapshot,
  withheld: ReadonlySet<string>,
): readonly Operation[] {
  const desired = desiredParts(quickbooks, input.context, input.dependencies).filter(
    ({ noun, key }) => noun === 'payment' && !withheld.has(key),
  );
  const payment = Object.fromEntries(
    Object.entries(input.base?.parts['payment'] ?? {}).filter(([, row]) => row.origin !== 'hubspot'),
  );
  return partOperations(input, quickbooks, desired, { payment });
}

function partOperations(
  input: PlanInput,
  quickbooks: RecordSnapshot,
  desired: readonly DesiredPart[],
  known: Base['parts'] = input.base?.parts ?? {},
): readonly Operation[] {
  const operations = desired.flatMap((part) =>
    writeRow(input, quickbooks, part, known[part.noun]?.[part.key]),
  );
  const wanted = new Set(desired.map((part) => `${part.noun}:${part.key}`));
  for (const [noun, rows] of Object.entries(known)) {
    // A portal that lost its payments API cannot take payments off either: what is there stays.
    if (noun === 'payment' && !input.context.portal.paymentsApi) continue;
    for (const [key, row] of Object.entries(rows)) {
      if (!wanted.has(`${noun}:${key}`))
        operations.push(...removeRow(noun, key, row, input.hubspot?.id ?? null));
    }
  }
  return operations;
}

function writeRow(
  input: PlanInput,
  quickbooks: RecordSnapshot,
  part: DesiredPart,
  known: PartBase | undefined,
): Operation[] {
  const common = {
    name: `${part.noun}:${part.key}`,
    stage: part.noun === 'payment' ? stage.payments : stage.rows,
    side: 'hubspot',
    noun: part.noun,
    version: null,
    source: part.source,
  } as const;
  const parent = invoiceTarget(input);
  if (!known?.hubspotId) {
    const key = `${ourKey(input.context, 'invoice', quickbooks.id)}:${part.noun}:${part.key}`;
    const values = { ...withoutEmpty(part.values), [keyProperty]: key };
    return [
      {
        ...common,
        action: 'create',
        target: null,
        key,
        values,
        associations: [{ noun: 'invoice', id: parent }],
      },
    ];
  }
  const values = changedValues(part.source, known.quickbooks);
  if (Object.keys(values).length === 0) return [];
  return [{ ...common, action: 'update', target: known.hubspotId, key: null, values, associations: [] }];
}

/** Rows are archived. A payment record is never deleted: it is taken off the invoice and shown as not received. */
function removeRow(noun: string, key: string, row: PartBase, invoiceId: string | null): Operation[] {
  if (!row.hubspotId) return [];
  const common = { name: `${noun}:${key}`, side: 'hubspot', version: null, key: null } as const;
  if (noun !== 'payment' || invoiceId === null) {
    return [
      {
        ...common,
        stage: stage.rows,
        noun,
        action: 'remove',
        target: row.hubspotId,
        values: {},
        associations: [],
      },
    ];
  }
  return [
    {
      ...common,
      name: `off:${noun}:${key}`,
      stage: stage.rows,
      noun: 'record',
      action: 'dissociate',
      target: invoiceId,
      values: {},
      associations: [{ noun, id: row.hubspotId }],
    },
    {
      ...common,
      stage: stage.payments,
      noun,
      action: 'update',
      target: row.hubspotId,
      forget: true,
      values: { hs_latest_status: 'failed', hs_internal_comment: 'Taken off the invoice in QuickBooks' },
      associations: [],
    },
  ];
}

/** The contact follows QuickBooks; the company is set once with the first contact, people may change it. */
function changeContact(input: PlanInput, quickbooks: RecordSnapshot): readonly Operation[] {
  const { old, current } = contactEnds(input, quickbooks);
  const join = (
    name: string,
    action: 'associate' | 'dissociate',
    ends: readonly AssociationEnd[],
  ): Operation[] =>
    ends.length === 0
      ? []
      : [
          {
            name,
            // The old contact goes first: where it was merged into the new one, HubSpot takes both ids for the same, and
            // what comes last stays.
            stage: action === 'dissociate' ? stage.rows : stage.contact,
            side: 'hubspot',
            noun: 'record',
            action,
            target: invoiceTarget(input),
            version: null,
            key: null,
            values: {},
            associations: ends,
          },
        ];
  return [...join('contact:old', 'dissociate', old), ...join('contact', 'associate', current)];
}

function contactEnds(
  input: PlanInput,
  quickbooks: RecordSnapshot,
): { old: AssociationEnd[]; current: AssociationEnd[] } {
  const customer = quickbooks.references['contact'];
  const dependency = customer ? input.dependencies('contact', customer) : null;
  if (dependency?.state !== 'linked') return { old: [], current: [] };
  const joined = input.base?.references ?? {};
  const before = joined['contact'] ?? null;
  if (before === dependency.id) return { old: [], current: [] };
  const isFirst = (joined['company-of-contact'] ?? null) === null;
  return {
    old: before === null ? [] : [{ noun: 'contact', id: before }],
    current: [
      { noun: 'contact', id: dependency.id },
      ...(isFirst ? [{ noun: 'company-of-contact', id: dependency.id }] : []),
    ],
  };
}

const invoiceTarget = (input: PlanInput): Target => input.hubspot?.id ?? { createdBy: 'record' };

const withoutEmpty = (values: FieldValues): FieldValues =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));

const changedValues = (now: FieldValues, then: FieldValues): FieldValues =>
  Object.fromEntries(Object.entries(now).filter(([name, value]) => (then[name] ?? null) !== value));
