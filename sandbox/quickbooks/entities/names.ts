import type { Company, EntityName } from '../company.ts';
import { QuickBooksFault } from '../faults.ts';
import type { QuickBooksRecord } from '../store.ts';

const SHARED: ReadonlySet<EntityName> = new Set(['Customer', 'Vendor', 'Employee']);

/** Customers, vendors and employees share one set of names; other lists have their own, items per parent. */
function nameKey(company: Company, type: EntityName, name: string, scope = ''): string {
  const folded = company.behaviour('duplicateNameCheck') === 'ignoreCase' ? name.toLowerCase() : name;
  return SHARED.has(type) ? `name:${folded}` : `${type}:${scope}:${folded}`;
}

/** Refuses a name in use with 6240, whose detail gives the id only when the holder is of the same type. */
export function requireFreeName(
  company: Company,
  type: EntityName,
  name: string,
  record: QuickBooksRecord | undefined,
  scope?: string,
): void {
  const holder = company.names.get(nameKey(company, type, name, scope));
  if (!holder || (holder.type === type && holder.id === record?.id)) return;
  const reason =
    holder.type === type
      ? `Id=${holder.id}`
      : 'Another customer, vendor or employee is already using this name. Please use a different name.';
  throw new QuickBooksFault('6240', `The name supplied already exists. : ${reason}`);
}

export function moveName(
  company: Company,
  type: EntityName,
  id: string,
  change: {
    from: string | undefined;
    to: string | undefined;
    fromScope?: string | undefined;
    toScope?: string | undefined;
  },
): void {
  if (change.from !== undefined) {
    const key = nameKey(company, type, change.from, change.fromScope);
    if (company.names.get(key)?.id === id) company.names.delete(key);
  }
  if (change.to !== undefined)
    company.names.set(nameKey(company, type, change.to, change.toScope), { type, id });
}

/** The name itself, or `name (2)` and so on, whichever is free. */
export function freeName(company: Company, type: EntityName, name: string, from = 1, scope?: string): string {
  let candidate = from === 1 ? name : `${name} (${from})`;
  for (let n = from + 1; company.names.has(nameKey(company, type, candidate, scope)); n++)
    candidate = `${name} (${n})`;
  return candidate;
}

const DELETED_SUFFIX = / \(deleted(-\d+)?\)$/;

/** `X (deleted)`, or ` (deleted-1)` and so on when taken. */
export function deletedName(company: Company, type: EntityName, name: string, scope?: string): string {
  let candidate = `${name} (deleted)`;
  for (let n = 1; company.names.has(nameKey(company, type, candidate, scope)); n++)
    candidate = `${name} (deleted-${n})`;
  return candidate;
}

export function withoutDeletedSuffix(name: string): string {
  return name.replace(DELETED_SUFFIX, '');
}
