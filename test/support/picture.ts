// Both vendors' final state in one shape, so that a story can say: this is all there is, nothing twice, nothing missing.

import type { Control, VendorRecord } from './control.ts';

interface InvoicePicture {
  readonly number: string;
  /** E-mail addresses: one for each contact the invoice hangs on. */
  readonly customers: readonly string[];
  readonly total: string;
  readonly balance: string;
  readonly isOpenToReaders: boolean;
  /** Quantity, price and name, in order. */
  readonly lines: readonly string[];
  readonly discounts: readonly string[];
  readonly payments: readonly string[];
}

export interface Picture {
  readonly contacts: readonly string[];
  readonly products: readonly string[];
  readonly invoices: readonly InvoicePicture[];
  /** Lines, discounts and payments that do not belong to exactly one invoice. */
  readonly strays: readonly string[];
}

/** What the mirror of these books should show. Knows records with an e-mail, a SKU, item lines and discounts. */
export async function pictureOfBooks(quickbooks: Control): Promise<Picture> {
  const [customers, items, invoices, payments] = await Promise.all(
    ['Customer', 'Item', 'Invoice', 'Payment'].map((type) => quickbooks.records(type)),
  );
  const emails = new Map(customers?.map(({ Id, PrimaryEmailAddr }) => [Id, PrimaryEmailAddr.Address]));
  const applications = (payments ?? []).flatMap(({ Line }): VendorRecord[] => Line ?? []);
  return {
    contacts: [...emails.values()].toSorted(),
    products: (items ?? []).flatMap(({ Sku, Name }) => (Sku ? [`${Sku} ${Name}`] : [])).toSorted(),
    invoices: sorted(
      (invoices ?? []).map((invoice) => ({
        number: invoice['DocNumber'],
        customers: [emails.get(invoice['CustomerRef'].value)],
        total: money(invoice['TotalAmt']),
        balance: money(invoice['Balance']),
        isOpenToReaders: true,
        lines: linesOf(invoice, 'SalesItemLineDetail').map(({ SalesItemLineDetail: line }) =>
          [line.Qty, money(line.UnitPrice), line.ItemRef.name].join(' '),
        ),
        discounts: linesOf(invoice, 'DiscountLineDetail').map(({ Amount }) => money(Amount)),
        payments: applications
          .filter(({ LinkedTxn: [to] }) => to.TxnType === 'Invoice' && to.TxnId === invoice['Id'])
          .map(({ Amount }) => money(Amount))
          .toSorted(),
      })),
    ),
    strays: [],
  };
}

/** What HubSpot shows: every record there is, whoever made it. */
export async function pictureOfMirror(hubspot: Control): Promise<Picture> {
  const types = ['contacts', 'products', 'invoices', 'line_items', 'discounts', 'commerce_payments'];
  const [contacts = [], products = [], invoices = [], ...parts] = await Promise.all(
    types.map((type) => hubspot.records(type)),
  );
  const [lines = [], discounts = [], payments = []] = parts;
  const emails = new Map(contacts.map(({ id, properties }) => [id, properties.email]));
  const of = (invoice: VendorRecord, type: string, records: readonly VendorRecord[]) => {
    const ids: readonly string[] = invoice['associations'][type] ?? [];
    return records.filter(({ id }) => ids.includes(id)).map(({ properties }) => properties);
  };
  return {
    contacts: [...emails.values()].toSorted(),
    products: products.map(({ properties }) => `${properties.hs_sku} ${properties.name}`).toSorted(),
    invoices: sorted(
      invoices.map((invoice) => ({
        number: invoice['properties'].hs_number,
        customers: (invoice['associations'].contacts ?? []).map((id: string) => emails.get(id)),
        total: money(invoice['properties'].ledgerline_total),
        balance: money(invoice['properties'].ledgerline_balance),
        isOpenToReaders: invoice['properties'].hs_invoice_status !== 'draft',
        lines: of(invoice, 'line_items', lines)
          .toSorted((a, b) => Number(a.hs_position_on_quote) - Number(b.hs_position_on_quote))
          .map(({ quantity, price, name }) => [quantity, money(price), name].join(' ')),
        discounts: of(invoice, 'discounts', discounts).map(({ hs_value }) => money(hs_value)),
        payments: of(invoice, 'commerce_payments', payments)
          .map(({ hs_initial_amount }) => money(hs_initial_amount))
          .toSorted(),
      })),
    ),
    strays: [...lines, ...discounts, ...payments]
      .filter(({ associations }) => (associations.invoices ?? []).length !== 1)
      .map(({ url }) => url),
  };
}

const linesOf = (invoice: VendorRecord, type: string): readonly VendorRecord[] =>
  invoice['Line'].filter(({ DetailType }: VendorRecord) => DetailType === type);

const sorted = (invoices: readonly InvoicePicture[]): readonly InvoicePicture[] =>
  invoices.toSorted((a, b) => a.number.localeCompare(b.number));

const money = (amount: unknown): string => Number(amount).toFixed(2);
