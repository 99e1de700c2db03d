import type { Company, EntityName } from './company.ts';
import type { EntityType } from './entities/entity.ts';
import { deletedName, moveName } from './entities/names.ts';
import type { QuickBooksRecord } from './store.ts';
import { salesLines } from './tax/sales-tax.ts';
import { list, nested, refId, text } from './values.ts';
import type { Fields } from './values.ts';

/** Joins two customers or two items: the loser goes, and what referred to it refers to the survivor. */
export function merge(
  company: Company,
  type: EntityType,
  survivor: QuickBooksRecord,
  loser: QuickBooksRecord,
): void {
  if (type.name !== 'Customer' && type.name !== 'Item') throw new Error(`${type.name} cannot be merged here`);
  if (survivor.id === loser.id) throw new Error('a record cannot be merged with itself');
  if (type.name === 'Customer') moveCustomer(company, survivor, loser);
  else moveItem(company, survivor.id, loser.id);
  const nameKey = type.name === 'Customer' ? 'DisplayName' : 'Name';
  const name = text(loser.fields, nameKey) ?? '';
  const scope = type.name === 'Item' ? refId(loser.fields, 'ParentRef') : undefined;
  if (company.behaviour('mergedAway') === 'inactive') {
    const renamed = deletedName(company, type.name, name, scope);
    moveName(company, type.name, loser.id, { from: name, to: renamed, fromScope: scope, toScope: scope });
    loser.fields = { ...loser.fields, Active: false, [nameKey]: renamed };
    company.touch(type.name, loser);
  } else {
    moveName(company, type.name, loser.id, { from: name, to: undefined, fromScope: scope });
    company.remove(type.name, loser, true);
  }
  company.change(type.name, survivor);
  company.note({ type: type.name, id: survivor.id, kind: 'merged', at: company.now(), mergedId: loser.id });
}

/** Transactions change hands without a new token or date, as with every change of a reference. */
function moveCustomer(company: Company, survivor: QuickBooksRecord, loser: QuickBooksRecord): void {
  for (const name of ['Invoice', 'SalesReceipt', 'Estimate', 'Payment', 'CreditMemo'] as const) {
    const store = company.stores[name];
    for (const record of store.find('customerref', customerOf, [loser.id])) {
      record.fields = { ...record.fields, CustomerRef: { value: survivor.id } };
      if (record.posted.owner === loser.id) record.posted = { ...record.posted, owner: survivor.id };
      store.reindex(record);
    }
  }
  survivor.balance += loser.balance;
  loser.balance = 0;
  for (const id of company.children.get(loser.id) ?? []) {
    const child = company.stores.Customer.get(id);
    if (!child || child.id === survivor.id) continue;
    child.fields = { ...child.fields, ParentRef: { value: survivor.id } };
    const children = company.children.get(survivor.id) ?? new Set();
    company.children.set(survivor.id, children.add(id));
  }
  company.children.delete(loser.id);
}

function moveItem(company: Company, survivor: string, loser: string): void {
  const names: EntityName[] = ['Invoice', 'SalesReceipt', 'Estimate', 'CreditMemo'];
  for (const name of names) {
    for (const record of company.stores[name].all()) {
      if (salesLines(record.fields).every((line) => itemOf(line) !== loser)) continue;
      record.fields = { ...record.fields, Line: withItem(list(record.fields, 'Line'), loser, survivor) };
    }
  }
}

function itemOf(line: Fields): string | undefined {
  return refId(nested(line, 'SalesItemLineDetail'), 'ItemRef');
}

function withItem(lines: Fields[], loser: string, survivor: string): Fields[] {
  return lines.map((line) => {
    const group = nested(line, 'GroupLineDetail');
    if (group)
      return { ...line, GroupLineDetail: { ...group, Line: withItem(list(group, 'Line'), loser, survivor) } };
    if (itemOf(line) !== loser) return line;
    const detail = nested(line, 'SalesItemLineDetail');
    return { ...line, SalesItemLineDetail: { ...detail, ItemRef: { value: survivor } } };
  });
}

function customerOf(record: QuickBooksRecord): string | undefined {
  return refId(record.fields, 'CustomerRef');
}
