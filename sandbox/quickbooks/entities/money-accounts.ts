// Accounts that money comes into or goes out of.

import type { Company } from '../company.ts';
import { QuickBooksFault } from '../faults.ts';
import type { QuickBooksRecord } from '../store.ts';
import { text } from '../values.ts';
import type { Fields } from '../values.ts';
import { resolve } from './references.ts';

/** Where money of payments and receipts waits unless it is sent elsewhere. */
export const UNDEPOSITED_FUNDS = '4';

/** The account of DepositToAccountRef; 6430 unless it can hold money. */
export function moneyAccount(
  company: Company,
  fields: Fields,
  before: Fields | undefined,
): QuickBooksRecord | undefined {
  const account = resolve(company, 'Account', fields, 'DepositToAccountRef', before);
  if (account) requireAccountType(account, ['Bank', 'Other Current Asset'], 'DepositToAccountRef');
  return account;
}

export function requireAccountType(record: QuickBooksRecord, types: string[], element: string): void {
  if (types.includes(text(record.fields, 'AccountType') ?? '')) return;
  throw new QuickBooksFault('6430', `Invalid account type used : ${types[0]} account expected`, element);
}
