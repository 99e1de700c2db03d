// A company small enough to be synced again and again, with one of everything that has to come over exactly once.

import { booksOf } from './books.ts';
import type { Control, VendorRecord } from './control.ts';

export interface CompanySize {
  readonly customers: number;
  readonly items: number;
  readonly invoices: number;
}

export const smallCompany: CompanySize = { customers: 25, items: 10, invoices: 20 };

const dayMs = 86_400_000;

/**
 * Customers with e-mail addresses, items with SKUs, and invoices of one to three lines, every third with a discount. Of
 * each four invoices one is paid, one paid in two parts, one shares its payment with another, and one is open.
 */
export async function foundCompany(quickbooks: Control, size: CompanySize = smallCompany): Promise<void> {
  const books = booksOf(quickbooks);
  const customers: VendorRecord[] = [];
  const items: VendorRecord[] = [];
  for (const number of upTo(size.customers)) customers.push(await books.customer(`Customer ${number}`));
  for (const number of upTo(size.items))
    items.push(await books.item(`Item ${number}`, `SKU-${number}`, 10 + number / 4));
  let partlyPaid: VendorRecord | null = null;
  for (const number of upTo(size.invoices)) {
    const customer = at(customers, Math.floor(number / 2));
    const lines = upTo(1 + (number % 3)).map((line) => ({ item: at(items, number + line), quantity: line }));
    const DocNumber = String(1000 + number);
    const made = await books.invoice(customer, lines, { DocNumber, DueDate: dayOf(Date.now() + 30 * dayMs) });
    if (number % 3 === 0) await discount(quickbooks, made);
    const invoice = await books.now('Invoice', made);
    const balance: number = invoice['Balance'];
    if (number % 4 === 1) await books.payment(customer, balance, [{ invoice, amount: balance }]);
    if (number % 4 === 2) {
      const part = Math.floor(balance / 2);
      await books.payment(customer, part, [{ invoice, amount: part }]);
      partlyPaid = await books.now('Invoice', invoice);
    }
    if (number % 4 === 3 && partlyPaid) {
      const rest: number = partlyPaid['Balance'];
      const both = [
        { invoice: partlyPaid, amount: rest },
        { invoice, amount: balance },
      ];
      await books.payment(customer, Math.round((rest + balance) * 100) / 100, both);
    }
  }
}

async function discount(quickbooks: Control, invoice: VendorRecord): Promise<void> {
  const Line = [
    ...invoice['Line'].filter((line: VendorRecord) => line['DetailType'] !== 'SubTotalLineDetail'),
    { DetailType: 'DiscountLineDetail', DiscountLineDetail: { PercentBased: true, DiscountPercent: 10 } },
  ];
  await quickbooks.edit({ type: 'Invoice', id: invoice['Id'], action: 'save', change: { Line } });
}

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

function at(records: readonly VendorRecord[], index: number): VendorRecord {
  const record = records[index % records.length];
  if (!record) throw new Error('the company has no records of this kind');
  return record;
}

const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
