// What bookkeepers do to invoices and payments in QuickBooks, one edit at a time, drawn from a seed.

import type { Application, Books, LineInput } from '../support/books.ts';
import type { VendorRecord } from '../support/control.ts';
import type { Dice } from './dice.ts';
import { isActive, isOpen, isSellable, pick, sameNumber } from './stage.ts';
import type { Edit, Edits, Stage } from './stage.ts';

export const billing: Edits = {
  'make an invoice': [
    6,
    async (stage, books) => {
      const customer = await pick(stage, 'quickbooks', 'Customer', isActive);
      if (!customer) return null;
      const DueDate = stage.dice.of(['2020-03-01', '2027-06-30', '2099-12-31']);
      const lines = await newLines(stage);
      const memo = stage.dice.chance(0.3) ? { CustomerMemo: { value: stage.dice.fresh('Thanks') } } : {};
      const made = await books.invoice(customer, lines, { DueDate, ...memo });
      if (stage.dice.chance(0.25)) await addDiscount(stage, books, made);
      return `invoice ${made['Id']} for customer ${customer['Id']}, ${lines.length} lines, due ${DueDate}`;
    },
  ],
  'change an invoice’s lines': [
    3,
    async (stage, books) => {
      const invoice = await pick(stage, 'quickbooks', 'Invoice', isOpen);
      if (!invoice) return null;
      const old = itemLines(invoice);
      const kept = old.filter(() => stage.dice.chance(0.6)).map(sameLine);
      const lines = [...kept, ...(stage.dice.chance(0.6) || kept.length === 0 ? await newLines(stage) : [])];
      if (stage.dice.chance(0.3)) lines.reverse();
      await books.lines(invoice, lines);
      return `invoice ${invoice['Id']} keeps ${kept.length} of ${old.length}, now has ${lines.length}`;
    },
  ],
  'change an invoice': [
    2,
    async (stage, books) => {
      const invoice = await pick(stage, 'quickbooks', 'Invoice');
      const customer = await pick(stage, 'quickbooks', 'Customer', isActive);
      if (!invoice || !customer) return null;
      const change = stage.dice.of([
        { DueDate: stage.dice.of(['2020-01-15', '2098-01-01']) },
        { CustomerMemo: { value: stage.dice.fresh('Memo') } },
        { CustomerRef: { value: customer['Id'] } },
      ]);
      await books.change('Invoice', invoice, change);
      return `invoice ${invoice['Id']} ${JSON.stringify(change)}`;
    },
  ],
  'void an invoice': [
    1,
    async (stage, books) => {
      const invoice = await pick(stage, 'quickbooks', 'Invoice');
      if (!invoice) return null;
      await books.void('Invoice', invoice);
      return `invoice ${invoice['Id']}`;
    },
  ],
  'delete an invoice': [
    1,
    async (stage, books) => {
      const invoice = await pick(stage, 'quickbooks', 'Invoice');
      if (!invoice) return null;
      await books.remove('Invoice', invoice);
      stage.memory.buried.quickbooks.push({ type: 'Invoice', record: invoice });
      return `invoice ${invoice['Id']}`;
    },
  ],
  'take a payment': [
    5,
    async (stage, books) => {
      const open = await openInvoices(stage);
      if (open.length === 0) return null;
      const applied = open.map((invoice) => ({
        invoice,
        amount: part(stage.dice, Number(invoice['Balance'])),
      }));
      const total = sum(applied) + (stage.dice.chance(0.2) ? 5 : 0);
      const made = await books.payment({ Id: open[0]?.['CustomerRef'].value }, total, applied);
      return `payment ${made['Id']} of ${total} over ${open.map(({ Id }) => Id).join(', ')}`;
    },
  ],
  'change a payment': [
    1,
    async (stage, books) => {
      const payment = await pick(stage, 'quickbooks', 'Payment', ({ TotalAmt }) => Number(TotalAmt) > 0);
      if (!payment) return null;
      const Line = (payment['Line'] ?? [])
        .slice(stage.dice.whole(0, 1))
        .map(({ LinkedTxn, Amount }: VendorRecord) => ({
          LinkedTxn,
          Amount: part(stage.dice, Number(Amount)),
        }));
      await books.change('Payment', payment, { Line });
      return `payment ${payment['Id']} now covers ${Line.length} invoices`;
    },
  ],
  'void a payment': [1, removePayment('void')],
  'delete a payment': [1, removePayment('remove')],
  'apply a credit memo': [
    2,
    async (stage, books) => {
      const [invoice] = await openInvoices(stage);
      if (!invoice) return null;
      const customer = { Id: invoice['CustomerRef'].value };
      const amount = part(stage.dice, Number(invoice['Balance']));
      const credit = await books.creditMemo(customer, amount);
      await books.payment(customer, 0, [
        { invoice, amount },
        { credit, amount },
      ]);
      return `${amount} on invoice ${invoice['Id']}`;
    },
  ],
};

function removePayment(how: 'void' | 'remove'): Edit {
  return async (stage, books) => {
    const payment = await pick(stage, 'quickbooks', 'Payment', ({ TotalAmt }) => Number(TotalAmt) > 0);
    if (!payment) return null;
    await books[how]('Payment', payment);
    return `payment ${payment['Id']}`;
  };
}

/** One to three open invoices of one customer. */
async function openInvoices(stage: Stage): Promise<readonly VendorRecord[]> {
  const first = await pick(stage, 'quickbooks', 'Invoice', isOpen);
  if (!first) return [];
  const open = (await stage.quickbooks.records('Invoice')).filter(
    (one) =>
      isOpen(one) && one['CustomerRef'].value === first['CustomerRef'].value && one['Id'] !== first['Id'],
  );
  return [first, ...open.toSorted(sameNumber).slice(0, stage.dice.whole(0, 2))];
}

async function newLines(stage: Stage): Promise<LineInput[]> {
  const lines: LineInput[] = [];
  for (let count = stage.dice.whole(1, 3); count > 0; count -= 1) {
    const item = await pick(stage, 'quickbooks', 'Item', isSellable);
    lines.push({
      ...(item && { item }),
      quantity: stage.dice.whole(1, 6) / 2,
      price: stage.dice.whole(1, 2000) / 100,
      ...(stage.dice.chance(0.3) && { text: stage.dice.fresh('Words') }),
    });
  }
  return lines;
}

const itemLines = (invoice: VendorRecord): readonly VendorRecord[] =>
  invoice['Line'].filter(({ DetailType }: VendorRecord) => DetailType === 'SalesItemLineDetail');

const sameLine = ({ Id, Description, SalesItemLineDetail: detail }: VendorRecord): LineInput => ({
  id: Id,
  item: { Id: detail.ItemRef.value },
  quantity: Number(detail.Qty),
  price: Number(detail.UnitPrice),
  ...(Description !== undefined && { text: Description }),
});

async function addDiscount({ quickbooks, dice }: Stage, books: Books, invoice: VendorRecord): Promise<void> {
  const Line = [
    ...itemLines(await books.now('Invoice', invoice)),
    {
      DetailType: 'DiscountLineDetail',
      DiscountLineDetail: { PercentBased: true, DiscountPercent: dice.of([5, 10, 12.5]) },
    },
  ];
  await quickbooks.edit({ type: 'Invoice', id: invoice['Id'], action: 'save', change: { Line } });
}

/** All of it or a part, in whole cents. */
const part = (dice: Dice, amount: number): number =>
  dice.chance(0.5) ? amount : Math.max(0.01, Math.floor(amount * 100 * dice.next()) / 100);

const sum = (applied: readonly Application[]): number =>
  Math.round(applied.reduce((total, { amount }) => total + amount * 100, 0)) / 100;
