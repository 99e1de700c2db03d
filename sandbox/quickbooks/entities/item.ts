import type { Company } from '../company.ts';
import { businessRule, missing, QuickBooksFault } from '../faults.ts';
import { booleanColumn, listColumns, textColumn } from '../query/columns.ts';
import * as schema from '../schema.ts';
import type { QuickBooksRecord } from '../store.ts';
import { flag, list, nested, number, put, refId, text } from '../values.ts';
import type { Fields } from '../values.ts';
import type { Draft, EntityType } from './entity.ts';
import { deletedName, moveName, requireFreeName, withoutDeletedSuffix } from './names.ts';
import { requireAccountType } from './money-accounts.ts';
import { renderRef, resolve } from './references.ts';

const itemSchema: schema.Schema = {
  ...schema.common,
  Name: schema.name(100),
  Type: schema.choice('Service', 'NonInventory', 'Inventory', 'Category'),
  Sku: schema.text(100),
  Description: schema.text(4000),
  PurchaseDesc: schema.text(1000),
  UnitPrice: schema.amount,
  PurchaseCost: schema.amount,
  SalesTaxIncluded: schema.yesNo,
  PurchaseTaxIncluded: schema.yesNo,
  SalesTaxCodeRef: schema.reference,
  PurchaseTaxCodeRef: schema.reference,
  IncomeAccountRef: schema.reference,
  ExpenseAccountRef: schema.reference,
  AssetAccountRef: schema.reference,
  TrackQtyOnHand: schema.yesNo,
  QtyOnHand: schema.decimal,
  InvStartDate: schema.day,
  Taxable: schema.yesNo,
  SubItem: schema.yesNo,
  ParentRef: schema.reference,
  Level: schema.readOnly,
  FullyQualifiedName: schema.readOnly,
  ItemGroupDetail: schema.readOnly,
  PrintGroupedItems: schema.readOnly,
  DeferredRevenue: schema.readOnly,
  Active: schema.yesNo,
};

export const item: EntityType = {
  name: 'Item',
  kind: 'list',
  schema: itemSchema,
  // Bundles are made in the vendor's screens only.
  screenSchema: {
    ...itemSchema,
    Type: schema.choice('Service', 'NonInventory', 'Inventory', 'Category', 'Group'),
    ItemGroupDetail: schema.object({
      ItemGroupLine: schema.listOf({ ItemRef: schema.reference, Qty: schema.decimal }),
    }),
    PrintGroupedItems: schema.yesNo,
  },
  columns: {
    ...listColumns,
    name: textColumn('Name'),
    sku: textColumn('Sku'),
    type: textColumn('Type'),
    subitem: booleanColumn('SubItem'),
    taxable: booleanColumn('Taxable'),
    fullyqualifiedname: {
      kind: 'text',
      own: false,
      value: (record, company) => qualifiedItemName(company, record),
    },
  },
  totalCount: false,
  inChangeData: true,
  inWebhooks: true,
  operations: new Set(['create', 'update']),
  prepare,
  saved(company, record, before) {
    moveName(company, 'Item', record.id, {
      from: text(before, 'Name'),
      to: text(record.fields, 'Name'),
      fromScope: refId(before, 'ParentRef'),
      toScope: refId(record.fields, 'ParentRef'),
    });
  },
  render,
};

function prepare(draft: Draft): void {
  const { company, fields, previous } = draft;
  if (text(fields, 'Name') === undefined) {
    if (!previous) throw missing('Name');
    fields['Name'] = text(previous.fields, 'Name');
  }
  fields['Type'] ??= text(previous?.fields, 'Type') ?? 'Service';
  fields['Active'] ??= true;
  const before = text(previous?.fields, 'Type');
  if (before === 'Inventory' && fields['Type'] !== 'Inventory') {
    throw new QuickBooksFault('2170', 'An inventory item cannot be changed to another type', 'Type');
  }
  const parent = resolve(company, 'Item', fields, 'ParentRef', previous?.fields);
  if (parent?.id !== undefined && parent.id === previous?.id) {
    throw new QuickBooksFault('900', 'An item cannot be its own parent', 'ParentRef');
  }
  if (parent) fields['SubItem'] ??= true;
  if (fields['Type'] === 'Group') checkBundle(draft);
  else if (fields['Type'] !== 'Category') {
    checkAccounts(draft);
    if (company.isUs) fields['Taxable'] ??= false;
    fields['UnitPrice'] ??= 0;
    fields['PurchaseCost'] ??= 0;
  }
  renameOnActivation(draft);
  const scope = refId(fields, 'ParentRef');
  requireFreeName(company, 'Item', text(fields, 'Name') ?? '', previous, scope);
}

/** A bundle names at least one item, and none that is itself made of others. */
function checkBundle({ company, fields }: Draft): void {
  const parts = list(nested(fields, 'ItemGroupDetail'), 'ItemGroupLine');
  if (parts.length === 0) throw missing('ItemGroupDetail');
  for (const part of parts) {
    const type = resolve(company, 'Item', part, 'ItemRef')?.fields['Type'];
    if (type === undefined) throw missing('ItemRef');
    if (type === 'Group' || type === 'Category')
      throw businessRule('A bundle is made of single items.', 'ItemRef');
  }
}

function checkAccounts({ company, fields, previous }: Draft): void {
  const income = resolve(company, 'Account', fields, 'IncomeAccountRef', previous?.fields);
  if (!income) throw missing('IncomeAccountRef');
  requireAccountType(income, ['Income', 'Other Income'], 'IncomeAccountRef');
  const expense = resolve(company, 'Account', fields, 'ExpenseAccountRef', previous?.fields);
  if (fields['Type'] !== 'Inventory') {
    fields['TrackQtyOnHand'] = false;
    return;
  }
  const asset = resolve(company, 'Account', fields, 'AssetAccountRef', previous?.fields);
  if (!asset) {
    throw new QuickBooksFault(
      '2020',
      'An inventory assetaccount is required when you are tracking inventory quantities.',
      'AssetAccountRef',
    );
  }
  if (!expense) throw missing('ExpenseAccountRef');
  requireAccountType(expense, ['Cost of Goods Sold'], 'ExpenseAccountRef');
  requireAccountType(asset, ['Other Current Asset'], 'AssetAccountRef');
  if (flag(fields, 'TrackQtyOnHand') !== true) throw missing('TrackQtyOnHand');
  if (text(fields, 'InvStartDate') === undefined) throw missing('InvStartDate');
  // Quantity on hand is written at creation only; later it follows from sales and adjustments.
  put(fields, 'QtyOnHand', previous ? number(previous.fields, 'QtyOnHand') : number(fields, 'QtyOnHand'));
  if (number(fields, 'QtyOnHand') === undefined) throw missing('QtyOnHand');
}

function renameOnActivation({ company, fields, previous, given }: Draft): void {
  if (!previous || company.behaviour('inactiveNames') !== 'renamed') return;
  const wasActive = flag(previous.fields, 'Active') !== false;
  const active = flag(fields, 'Active') !== false;
  const name = text(fields, 'Name') ?? '';
  if (wasActive && !active) fields['Name'] = deletedName(company, 'Item', name, refId(fields, 'ParentRef'));
  if (!wasActive && active && !given.has('Name')) fields['Name'] = withoutDeletedSuffix(name);
}

export function qualifiedItemName(company: Company, record: QuickBooksRecord): string {
  const own = text(record.fields, 'Name') ?? '';
  const parentId = refId(record.fields, 'ParentRef');
  const parent = parentId === undefined ? undefined : company.stores.Item.get(parentId);
  return parent ? `${qualifiedItemName(company, parent)}:${own}` : own;
}

function render(company: Company, record: QuickBooksRecord): Fields {
  const shown: Fields = { ...record.fields, FullyQualifiedName: qualifiedItemName(company, record) };
  if (record.fields['Type'] !== 'Category' && record.fields['Type'] !== 'Group')
    shown['DeferredRevenue'] = false;
  for (const key of ['IncomeAccountRef', 'ExpenseAccountRef', 'AssetAccountRef']) {
    put(shown, key, renderRef(company, 'Account', record.fields, key));
  }
  put(shown, 'ParentRef', renderRef(company, 'Item', record.fields, 'ParentRef'));
  if (refId(record.fields, 'ParentRef') !== undefined)
    shown['Level'] = qualifiedItemName(company, record).split(':').length - 1;
  return shown;
}
