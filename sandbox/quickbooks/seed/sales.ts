import type { Random } from '../../core/vendor.ts';
import type { Company } from '../company.ts';
import { create, voidRecord } from '../engine.ts';
import { linkCredit } from '../entities/auto-apply.ts';
import { entityTypes } from '../entities/registry.ts';
import { fromCents, productCents } from '../money.ts';
import type { QuickBooksRecord } from '../store.ts';
import { dayIn } from '../time.ts';
import { number, text } from '../values.ts';
import type { Fields } from '../values.ts';
import { formTax } from './locale.ts';
import { pick } from './pick.ts';

export interface SalesPlan {
  company: Company;
  customers: QuickBooksRecord[];
  items: QuickBooksRecord[];
  invoices: number;
  payments: number;
  start: number;
  end: number;
  random: Random;
}

interface Happening {
  at: number;
  run: () => void;
}

const DAY = 86_400_000;

/** Invoices, payments, voids and credits in the order they happened. */
export function seedSales(plan: SalesPlan): void {
  const { company, invoices, payments, random, start, end } = plan;
  const buyers = plan.customers.filter((customer) => customer.fields['Active'] === true);
  if (buyers.length === 0 || plan.items.length === 0) return;
  const made: QuickBooksRecord[] = [];
  const happenings: Happening[] = [];
  const dates = Array.from(
    { length: invoices },
    (_, index) => start + Math.floor(((end - start) * (index + random())) / invoices),
  );
  for (const [index, at] of dates.entries()) {
    // Few customers buy often, most seldom.
    const customer = buyers[Math.floor(random() ** 2 * buyers.length)] ?? pick(random, buyers);
    happenings.push({ at, run: () => (made[index] = addInvoice(plan, index, customer)) });
  }
  const voided = new Set(
    Array.from({ length: Math.min(3, Math.floor(invoices / 50)) }, (_, n) => n * 37 + 11),
  );
  for (const index of voided) {
    happenings.push({
      at: (dates[index] ?? end) + DAY,
      run: () => withRecord(made[index], (it) => voidRecord(company, entityTypes.Invoice, it)),
    });
  }
  const payable = [...dates.keys()].filter((index) => !voided.has(index) && index % 9 !== 4);
  let planned = 0;
  for (const index of payable) {
    if (planned++ >= payments) break;
    // One in five is paid after it fell due.
    const delay = (random() < 0.2 ? 40 : 3) * DAY + random() * 20 * DAY;
    const at = Math.min(end - 1000, (dates[index] ?? end) + delay);
    happenings.push({ at, run: () => withRecord(made[index], (it) => addPayment(plan, it, index)) });
  }
  if (invoices >= 50) happenings.push(...credits(plan, made));
  for (const { at, run } of happenings.toSorted((a, b) => a.at - b.at)) {
    company.seedAt(Math.min(at, end));
    run();
    company.finish();
  }
}

function withRecord(record: QuickBooksRecord | undefined, run: (record: QuickBooksRecord) => void): void {
  if (record) run(record);
}

function addInvoice(plan: SalesPlan, index: number, customer: QuickBooksRecord): QuickBooksRecord {
  const { company, random } = plan;
  const Line: Fields[] = [];
  const lines = 1 + Math.floor(random() * 3);
  for (let n = 0; n < lines; n++)
    Line.push(itemLine(pick(random, plan.items), pick(random, [1, 2, 3, 1.5, 0.25, 12])));
  if (index % 40 === 7)
    Line.push({
      DetailType: 'DescriptionOnly',
      Description: 'Work done between 8 and 12 a.m.',
      DescriptionLineDetail: {},
    });
  if (index % 40 === 13) Line.push(amountLine(plan, 85, 'Flat fee as agreed'));
  if (index % 40 === 17) Line.push(amountLine(plan, -5, 'Loyalty rebate'));
  if (index % 40 === 23)
    Line.push({
      ...amountLine(plan, 12.5, 'Shipping'),
      SalesItemLineDetail: { ItemRef: { value: 'SHIPPING_ITEM_ID' }, ...taxCodeOf(plan.items[0]) },
    });
  if (index % 20 === 3) {
    Line.push({
      DetailType: 'DiscountLineDetail',
      DiscountLineDetail: { PercentBased: true, DiscountPercent: 10 },
    });
  }
  const email = customer.fields['PrimaryEmailAddr'];
  return create(company, entityTypes.Invoice, {
    CustomerRef: { value: customer.id },
    CurrencyRef: customer.fields['CurrencyRef'],
    ...formTax(company, index),
    Line,
    ...(email === undefined ? {} : { BillEmail: email }),
    ...(customer.fields['SalesTermRef'] === undefined
      ? {}
      : { SalesTermRef: customer.fields['SalesTermRef'] }),
    ...(index % 5 === 0
      ? { CustomerMemo: { value: 'Thank you for your business and have a great day!' } }
      : {}),
    ...(index % 11 === 0 ? { PrivateNote: 'Ordered by phone.' } : {}),
  });
}

function itemLine(item: QuickBooksRecord, Qty: number): Fields {
  const UnitPrice = number(item.fields, 'UnitPrice') ?? 0;
  return {
    DetailType: 'SalesItemLineDetail',
    Amount: fromCents(productCents(Qty, UnitPrice)),
    Description: text(item.fields, 'Description'),
    SalesItemLineDetail: { ItemRef: { value: item.id }, Qty, UnitPrice, ...taxCodeOf(item) },
  };
}

/** A line that states its amount without quantity and price. */
function amountLine(plan: SalesPlan, Amount: number, Description: string): Fields {
  const [item] = plan.items;
  const detail = { ItemRef: { value: item?.id ?? '1' }, ...taxCodeOf(item) };
  return { DetailType: 'SalesItemLineDetail', Amount, Description, SalesItemLineDetail: detail };
}

/** Outside the US each line repeats the code of its item. */
function taxCodeOf(item: QuickBooksRecord | undefined): Fields {
  const code = item?.fields['SalesTaxCodeRef'];
  return code === undefined ? {} : { TaxCodeRef: code };
}

/** In full, in part, or together with the customer's other open invoices. */
function addPayment(plan: SalesPlan, invoice: QuickBooksRecord, index: number): void {
  const { company } = plan;
  if (invoice.balance <= 0) return addPrepayment(company, invoice);
  const customer = invoice.posted.owner;
  const together = index % 13 === 0 ? openInvoices(company, customer).slice(0, 3) : [invoice];
  const parts = together.map((one) => ({
    id: one.id,
    cents: index % 7 === 2 ? Math.ceil(one.balance * 0.4) : one.balance,
  }));
  const cents = parts.reduce((sum, part) => sum + part.cents, 0);
  create(company, entityTypes.Payment, {
    CustomerRef: { value: customer },
    CurrencyRef: invoice.fields['CurrencyRef'],
    TotalAmt: fromCents(cents),
    PaymentMethodRef: { value: index % 2 === 0 ? '2' : '3' },
    PaymentRefNum: String(5000 + index),
    Line: parts.map((part) => ({
      Amount: fromCents(part.cents),
      LinkedTxn: [{ TxnId: part.id, TxnType: 'Invoice' }],
    })),
  });
}

/** The invoice was settled together with others: this money waits for the next one. */
function addPrepayment(company: Company, invoice: QuickBooksRecord): void {
  create(company, entityTypes.Payment, {
    CustomerRef: invoice.fields['CustomerRef'],
    CurrencyRef: invoice.fields['CurrencyRef'],
    TotalAmt: fromCents(Math.max(invoice.total, 100)),
    PrivateNote: 'Paid in advance',
  });
}

function openInvoices(company: Company, customer: string | undefined): QuickBooksRecord[] {
  return [...company.stores.Invoice.find('customerref', ownerOf, [customer ?? ''])].filter(
    (record) => record.balance > 0,
  );
}

function ownerOf(record: QuickBooksRecord): string | undefined {
  return record.posted.owner;
}

/** Two credit memos; the first is tied to an invoice by a payment of 0. */
function credits({ company, items, end }: SalesPlan, made: QuickBooksRecord[]): Happening[] {
  const [item] = items;
  return [4, 13].map((index, n) => ({
    at: end - (40 - n) * DAY,
    run: () => {
      const invoice = made[index];
      if (!invoice || !item) return;
      const memo = create(company, entityTypes.CreditMemo, {
        CustomerRef: invoice.fields['CustomerRef'],
        CurrencyRef: invoice.fields['CurrencyRef'],
        ...formTax(company, index),
        TxnDate: dayIn(company.options.timeZone, end - (40 - n) * DAY),
        Line: [{ ...itemLine(item, 1), Description: 'Returned goods' }],
      });
      if (n === 0) linkCredit(company, invoice, memo, Math.min(memo.balance, invoice.balance));
    },
  }));
}
