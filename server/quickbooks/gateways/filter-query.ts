// Filters as QuickBooks queries, where a query says exactly what the filter says: one group (there is no OR), fields the
// vendor lets stand in WHERE, and no negation.

import type { Filter, FilterCondition } from '../../sync/rules.ts';
import { literal, literals } from '../query.ts';
import type { WireRecord } from '../wire/record.ts';
import type { Noun } from './noun.ts';

type ColumnKind = 'text' | 'day' | 'number';

/** Fields by resource that can stand in WHERE, by the name they have in snapshots. */
const columns: Readonly<Record<string, Readonly<Record<string, readonly [column: string, ColumnKind]>>>> = {
  Customer: {
    DisplayName: ['DisplayName', 'text'],
    GivenName: ['GivenName', 'text'],
    MiddleName: ['MiddleName', 'text'],
    FamilyName: ['FamilyName', 'text'],
    FullyQualifiedName: ['FullyQualifiedName', 'text'],
    CompanyName: ['CompanyName', 'text'],
    PrintOnCheckName: ['PrintOnCheckName', 'text'],
    'PrimaryEmailAddr.Address': ['PrimaryEmailAddr', 'text'],
    Balance: ['Balance', 'number'],
  },
  Item: {
    Name: ['Name', 'text'],
    Sku: ['Sku', 'text'],
    Type: ['Type', 'text'],
    FullyQualifiedName: ['FullyQualifiedName', 'text'],
  },
  Invoice: {
    DocNumber: ['DocNumber', 'text'],
    'CustomerRef.value': ['CustomerRef', 'text'],
    TxnDate: ['TxnDate', 'day'],
    DueDate: ['DueDate', 'day'],
    Balance: ['Balance', 'number'],
  },
};

/** The statement that counts what passes, active records of name lists only; null where no query says the same. */
export function countStatement(noun: Noun<WireRecord>, filter: Filter): string | null {
  const [group = [], ...more] = filter;
  if (more.length > 0) return null;
  const conditions: string[] = [];
  for (const condition of group) {
    const clause = clauseOf(noun, condition);
    if (clause === null) return null;
    conditions.push(clause);
  }
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  return `SELECT COUNT(*) FROM ${noun.resource}${where}`;
}

function clauseOf(noun: Noun<WireRecord>, { field, of, operator, values }: FilterCondition): string | null {
  const known = columns[noun.resource]?.[field];
  const [from = '', to = ''] = values;
  if (!known || of !== undefined) return null;
  const [column, kind] = known;
  const compare = (comparison: string, value = from): string => `${column} ${comparison} ${literal(value)}`;
  const isText = kind === 'text';
  switch (operator) {
    case 'is':
      return compare('=');
    case 'is-any-of':
      return `${column} IN ${literals(values)}`;
    case 'contains':
      return isText && isPlain(from) ? compare('LIKE', `%${from.trim()}%`) : null;
    case 'starts-with':
      return isText && isPlain(from) ? compare('LIKE', `${from.trim()}%`) : null;
    case 'before':
    case 'less-than':
      return isText ? null : compare('<');
    case 'after':
    case 'more-than':
      return isText ? null : compare('>');
    case 'on-or-after':
      return isText ? null : compare('>=');
    case 'between':
      return isText ? null : `${compare('>=')} AND ${compare('<=', to)}`;
    case 'is-not':
    case 'is-none-of':
    case 'is-known':
    case 'is-unknown':
      return null;
    default:
      return operator satisfies never;
  }
}

/** The wildcard cannot be escaped. */
const isPlain = (text: string): boolean => !text.includes('%');
