// What a bookkeeper does in QuickBooks, in a line each.

import type { Control, VendorRecord } from './control.ts';

export interface LineInput {
  /** Id of a line that is there already; absent for a new one. */
  readonly id?: string;
  readonly item?: VendorRecord;
  readonly quantity?: number;
  readonly price?: number;
  readonly amount?: number;
  readonly text?: string;
}

/** An amount of a payment put towards an invoice or taken from a credit memo. */
export interface Application {
  readonly invoice?: VendorRecord;
  readonly credit?: VendorRecord;
  readonly amount: number;
}

export type Books = ReturnType<typeof booksOf>;

/** The books of one company; the first one when no realm is named. */
export function booksOf(quickbooks: Control, realmId?: string) {
  const tenant = realmId === undefined ? {} : { tenant: realmId };
  const save = (type: string, change: object, id?: string): Promise<VendorRecord> =>
    quickbooks.edit({
      type,
      action: 'save',
      change: { ...change },
      ...(id !== undefined && { id }),
      ...tenant,
    });
  const act = (type: string, action: 'delete' | 'void' | 'deactivate', { Id }: VendorRecord) =>
    quickbooks.edit({ type, action, id: String(Id), ...tenant });
  return {
    customer: (name: string, email: string | null = mailOf(name), more: object = {}) =>
      save('Customer', {
        DisplayName: name,
        ...(email !== null && { PrimaryEmailAddr: { Address: email } }),
        ...more,
      }),
    item: (name: string, sku: string | null, price: number, more: object = {}) =>
      save('Item', {
        Name: name,
        ...(sku !== null && { Sku: sku }),
        UnitPrice: price,
        Type: 'Service',
        IncomeAccountRef: { value: '1' },
        ...more,
      }),
    invoice: (customer: VendorRecord, lines: readonly LineInput[], more: object = {}) =>
      save('Invoice', { CustomerRef: { value: customer['Id'] }, Line: lines.map(lineOf), ...more }),
    creditMemo: (customer: VendorRecord, amount: number) =>
      save('CreditMemo', { CustomerRef: { value: customer['Id'] }, Line: [lineOf({ amount })] }),
    payment: (customer: VendorRecord, total: number, applied: readonly Application[], more: object = {}) =>
      save('Payment', {
        CustomerRef: { value: customer['Id'] },
        TotalAmt: total,
        Line: applied.map(applicationOf),
        ...more,
      }),
    change: (type: string, record: VendorRecord, change: object) => save(type, change, String(record['Id'])),
    /** Changes the company's own settings. */
    prefer: (change: object) => save('Preferences', change),
    /** Replaces all lines; those given with their id stay the lines they were. */
    lines: (invoice: VendorRecord, lines: readonly LineInput[]) =>
      save('Invoice', { Line: lines.map(lineOf) }, String(invoice['Id'])),
    remove: (type: string, record: VendorRecord) => act(type, 'delete', record),
    void: (type: string, record: VendorRecord) => act(type, 'void', record),
    deactivate: (type: string, record: VendorRecord) => act(type, 'deactivate', record),
    activate: (type: string, record: VendorRecord) => save(type, { Active: true }, String(record['Id'])),
    records: (type: string) => quickbooks.records(type, realmId),
    /** The record as it is now. */
    async now(type: string, { Id }: VendorRecord): Promise<VendorRecord> {
      const found = (await quickbooks.records(type, realmId)).find((record) => record['Id'] === Id);
      if (!found) throw new Error(`QuickBooks has no ${type} ${String(Id)}`);
      return found;
    },
  };
}

export const mailOf = (name: string): string =>
  `${name.toLowerCase().replace(/[^a-z0-9]+/g, '.')}@example.com`;

function lineOf({ id, item, quantity = 1, price, amount, text }: LineInput): object {
  const unitPrice = price ?? Number(item?.['UnitPrice'] ?? amount ?? 0);
  return {
    ...(id !== undefined && { Id: id }),
    ...(text !== undefined && { Description: text }),
    DetailType: 'SalesItemLineDetail',
    Amount: amount ?? Math.round(quantity * unitPrice * 100) / 100,
    SalesItemLineDetail: {
      ItemRef: { value: item?.['Id'] ?? '1' },
      Qty: quantity,
      UnitPrice: unitPrice,
    },
  };
}

const applicationOf = ({ invoice, credit, amount }: Application): object => ({
  Amount: amount,
  LinkedTxn: [
    invoice ? { TxnId: invoice['Id'], TxnType: 'Invoice' } : { TxnId: credit?.['Id'], TxnType: 'CreditMemo' },
  ],
});
