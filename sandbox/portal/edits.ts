// The forms of the page: what a bookkeeper does in QuickBooks, and what HubSpot should show in the end.

import { Decimal } from 'decimal.js';
import { z } from 'zod';
import type { Edit } from '../core/vendor.ts';
import type { AwaitedChange } from './changes.ts';
import { textAt } from './json.ts';
import type { Entity } from './pairs.ts';
import { quickbooksTypeOf } from './pairs.ts';
import type { Json, StandInControl } from './stand-in-control.ts';
import { idOf } from './state-reader.ts';
import { currencyIn, money, quickbooksStatus, status, text } from './values.ts';
import type { Value } from './values.ts';
import { sampleCompany } from '../quickbooks/quickbooks.ts';

const name = z.string().trim().max(100);
const email = z.string().trim().max(100);
const amount = z
  .string()
  .trim()
  .regex(/^\d{1,9}(\.\d{1,2})?$/, 'amount');
const id = z.string().min(1);

const formSchema = z.discriminatedUnion('form', [
  z.object({ form: z.literal('renameCustomer'), id, givenName: name, familyName: name, companyName: name }),
  z.object({ form: z.literal('changeEmail'), id, email }),
  z.object({ form: z.literal('changePrice'), id, price: amount }),
  z.object({ form: z.literal('deactivateItem'), id }),
  z.object({ form: z.literal('receivePayment'), id, amount }),
  z.object({ form: z.literal('voidInvoice'), id }),
  z.object({ form: z.literal('deleteInvoice'), id }),
  z.object({
    form: z.literal('createCustomer'),
    givenName: name,
    familyName: name,
    companyName: name,
    email,
  }),
  z.object({ form: z.literal('createInvoice'), customerId: id, itemId: id, quantity: amount }),
]);
type Form = z.infer<typeof formSchema>;

export const parseForm = (body: unknown): Form => formSchema.parse(body);

/** QuickBooks wants JSON numbers. */
const number = (decimal: string): number => Number(decimal);

/** Carries the form out in QuickBooks; answers what to wait for in HubSpot. Throws QuickBooks' words when it refuses. */
export async function carryOut(form: Form, quickbooks: StandInControl): Promise<readonly AwaitedChange[]> {
  switch (form.form) {
    case 'renameCustomer':
      return saved(quickbooks, 'contact', form.id, {
        GivenName: form.givenName,
        FamilyName: form.familyName,
        CompanyName: form.companyName,
      });
    case 'changeEmail':
      return saved(quickbooks, 'contact', form.id, { PrimaryEmailAddr: { Address: form.email } });
    case 'changePrice':
      return saved(quickbooks, 'product', form.id, { UnitPrice: number(form.price) });
    case 'deactivateItem': {
      // QuickBooks puts “(deleted)” behind the name, so the label is read before.
      const item = await find(quickbooks, 'Item', form.id);
      await quickbooks.edit({ type: 'Item', id: form.id, action: 'deactivate' });
      return [{ ...subject('product', item), field: 'active', from: null, to: null, shows: null }];
    }
    case 'receivePayment':
      return paid(quickbooks, form.id, number(form.amount));
    case 'voidInvoice':
      return ended(quickbooks, form.id, 'void');
    case 'deleteInvoice':
      return ended(quickbooks, form.id, 'delete');
    case 'createCustomer':
      return created(quickbooks, 'contact', newCustomer(form));
    case 'createInvoice':
      return created(quickbooks, 'invoice', await newInvoice(quickbooks, form));
    default:
      return form satisfies never;
  }
}

interface Watched {
  readonly field: string;
  readonly path: string;
  readonly property: string;
  readonly value: (text: string) => Value | null;
}

const price = (value: string): Value | null => money(value, sampleCompany.homeCurrency);

const watchedFields: Readonly<Record<'contact' | 'product', readonly Watched[]>> = {
  contact: [
    { field: 'givenName', path: 'GivenName', property: 'firstname', value: text },
    { field: 'familyName', path: 'FamilyName', property: 'lastname', value: text },
    { field: 'company', path: 'CompanyName', property: 'company', value: text },
    { field: 'email', path: 'PrimaryEmailAddr.Address', property: 'email', value: text },
  ],
  product: [{ field: 'price', path: 'UnitPrice', property: 'price', value: price }],
};

/** Saves, and waits for each field that really changed. */
async function saved(
  quickbooks: StandInControl,
  entity: 'contact' | 'product',
  recordId: string,
  change: Record<string, unknown>,
): Promise<readonly AwaitedChange[]> {
  const type = quickbooksTypeOf[entity];
  const before = await find(quickbooks, type, recordId);
  const after = await quickbooks.edit({ type, id: recordId, action: 'save', change });
  return watchedFields[entity].flatMap(({ field, path, property, value }) => {
    const [old, now] = [textAt(before, path), textAt(after, path)];
    if (old === now) return [];
    const to = value(now);
    return [{ ...subject(entity, after), field, from: value(old), to, shows: { property, value: to } }];
  });
}

async function paid(
  quickbooks: StandInControl,
  invoiceId: string,
  applied: number,
): Promise<readonly AwaitedChange[]> {
  const before = await find(quickbooks, 'Invoice', invoiceId);
  await quickbooks.edit({
    type: 'Payment',
    action: 'save',
    change: {
      CustomerRef: { value: textAt(before, 'CustomerRef.value') },
      TotalAmt: applied,
      Line: [{ Amount: applied, LinkedTxn: [{ TxnId: invoiceId, TxnType: 'Invoice' }] }],
    },
  });
  const after = await find(quickbooks, 'Invoice', invoiceId);
  return [balanceChange(before, after, textAt(after, 'Balance'))];
}

function balanceChange(before: Json, after: Json, balance: string): AwaitedChange {
  const currency = currencyIn(before);
  const to = money(balance, currency);
  return {
    ...subject('invoice', after),
    field: 'balance',
    from: money(textAt(before, 'Balance'), currency),
    to,
    shows: { property: 'ledgerline_balance', value: to },
  };
}

async function ended(
  quickbooks: StandInControl,
  invoiceId: string,
  action: 'void' | 'delete',
): Promise<readonly AwaitedChange[]> {
  const before = await find(quickbooks, 'Invoice', invoiceId);
  await quickbooks.edit({ type: 'Invoice', id: invoiceId, action });
  const to = status(action === 'void' ? 'voided' : 'deleted');
  const statusChange: AwaitedChange = {
    ...subject('invoice', before),
    field: 'status',
    from: status(quickbooksStatus(before)),
    to,
    shows: { property: 'ledgerline_status', value: to },
  };
  return textAt(before, 'Balance') === '0'
    ? [statusChange]
    : [statusChange, balanceChange(before, before, '0')];
}

async function created(
  quickbooks: StandInControl,
  entity: Entity,
  edit: Edit,
): Promise<readonly AwaitedChange[]> {
  const record = await quickbooks.edit(edit);
  return [{ ...subject(entity, record), field: 'created', from: null, to: null, shows: 'record' }];
}

function newCustomer(form: Extract<Form, { form: 'createCustomer' }>): Edit {
  const person = [form.givenName, form.familyName].filter(Boolean).join(' ');
  return {
    type: 'Customer',
    action: 'save',
    change: {
      DisplayName: form.companyName || person || form.email,
      ...(form.givenName && { GivenName: form.givenName }),
      ...(form.familyName && { FamilyName: form.familyName }),
      ...(form.companyName && { CompanyName: form.companyName }),
      ...(form.email && { PrimaryEmailAddr: { Address: form.email } }),
    },
  };
}

async function newInvoice(
  quickbooks: StandInControl,
  form: Extract<Form, { form: 'createInvoice' }>,
): Promise<Edit> {
  const item = await find(quickbooks, 'Item', form.itemId);
  const UnitPrice = number(textAt(item, 'UnitPrice') || '0');
  const Qty = number(form.quantity);
  const Amount = new Decimal(form.quantity).times(UnitPrice).toDecimalPlaces(2).toNumber();
  const SalesItemLineDetail = { ItemRef: { value: form.itemId }, Qty, UnitPrice };
  const line = { DetailType: 'SalesItemLineDetail', Amount, SalesItemLineDetail };
  return {
    type: 'Invoice',
    action: 'save',
    change: { CustomerRef: { value: form.customerId }, Line: [line] },
  };
}

function subject(entity: Entity, record: Json): Pick<AwaitedChange, 'entity' | 'quickbooksId' | 'label'> {
  const label = textAt(record, 'DocNumber') || textAt(record, 'DisplayName') || textAt(record, 'Name');
  return { entity, quickbooksId: idOf(record), label };
}

async function find(quickbooks: StandInControl, type: string, recordId: string): Promise<Json> {
  const found = (await quickbooks.records(type)).find((record) => idOf(record) === recordId);
  if (!found) throw new Error(`There is no ${type} ${recordId} any more.`);
  return found;
}
