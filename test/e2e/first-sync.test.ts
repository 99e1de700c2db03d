import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { LoggedRequest, VendorRecord } from '../support/control.ts';
import { startStory } from '../support/story.ts';
import type { Story } from '../support/story.ts';

const size = { customers: 90, items: 30, invoices: 160, payments: 90, seed: 7 };

/** What a person made in HubSpot before Ledgerline came. */
interface Prepared {
  readonly contact: VendorRecord;
  readonly customer: VendorRecord;
  readonly product: VendorRecord;
  readonly item: VendorRecord;
  readonly doubtful: VendorRecord;
  readonly company: VendorRecord;
  readonly invoice: VendorRecord;
}

describe('first sync of a QuickBooks company', () => {
  let story: Story;
  let prepared: Prepared;
  let requests: { hubspot: readonly LoggedRequest[]; quickbooks: readonly LoggedRequest[] };
  beforeAll(async () => {
    story = await startStory({ quickbooksSeed: size }, async (stage) => {
      prepared = await prepare(stage);
    });
    const { hubspot, quickbooks } = story.world;
    requests = { hubspot: await hubspot.requests(), quickbooks: await quickbooks.requests() };
  });
  afterAll(() => story?.close());

  test('every customer that can be told apart is one contact', async () => {
    const { books, mirror } = story;
    const { clear, unclear } = await sortedCustomers(story);
    expect(clear.length).toBeGreaterThan(70);
    for (const customer of clear) expect(await mirror.keyed('contact', customer)).toHaveLength(1);
    for (const customer of unclear) expect(await mirror.keyed('contact', customer)).toHaveLength(0);
    expect(unclear.map(({ DisplayName }) => DisplayName)).toContain('Harbor Yacht Club');
    expect((await mirror.records('contacts')).length).toBe(clear.length);
    expect((await books.records('Customer')).length).toBeGreaterThanOrEqual(size.customers);
  });

  test('a contact with the same e-mail is linked instead of created again', async () => {
    const { mirror } = story;
    const contact = await mirror.contact(prepared.customer);
    expect(contact['id']).toBe(prepared.contact['id']);
    expect(contact['properties']).toMatchObject({
      email: 'kim@linked.example',
      jobtitle: 'Buyer',
      lastname: 'Solberg',
    });
  });

  test('every item with a SKU that can be told apart is one product', async () => {
    const { books, mirror } = story;
    const items = (await books.records('Item')).filter(
      ({ Active, Sku, Type }) => Active && Sku && !['Category', 'Group', 'Bundle'].includes(Type),
    );
    const clear = items.filter(({ Sku }) => Sku !== 'TWICE-1');
    expect(clear.length).toBeGreaterThan(10);
    for (const item of clear) expect(await mirror.keyed('product', item)).toHaveLength(1);
    expect((await mirror.product(prepared.item))['id']).toBe(prepared.product['id']);
    expect(await mirror.keyed('product', prepared.doubtful)).toHaveLength(0);
    expect(await mirror.records('products')).toHaveLength(clear.length + 2);
  });

  test('every invoice of a synced customer is one non-billable invoice with QuickBooks’ amounts', async () => {
    const { books, mirror } = story;
    const known = new Set((await sortedCustomers(story)).clear.map(({ Id }) => Id));
    const invoices = (await books.records('Invoice')).filter(({ CustomerRef }) =>
      known.has(CustomerRef.value),
    );
    expect(invoices.length).toBeGreaterThan(100);
    const shown = await mirror.records('invoices');
    expect(shown).toHaveLength(invoices.length);
    const byNumber = new Map(
      shown.map(({ properties }) => [properties.ledgerline_key.split(':').at(-1), properties]),
    );
    for (const { Id, DocNumber, TotalAmt, Balance } of invoices) {
      const properties = byNumber.get(Id);
      expect(properties).toMatchObject({ hs_invoice_billable: 'false', hs_number: DocNumber });
      expect(Number(properties.hs_amount_billed)).toBe(TotalAmt);
      expect(Number(properties.ledgerline_balance)).toBe(Balance);
      expect(properties.hs_invoice_status).toBe(Balance > 0 ? 'open' : properties.hs_invoice_status);
    }
  });

  test('an invoice shows its lines, discount, contact and the contact’s primary company', async () => {
    const { mirror } = story;
    const { invoice, customer, company, product } = prepared;
    expect((await mirror.lines(invoice)).map(({ properties }) => properties)).toMatchObject([
      { name: 'Linked lamp', quantity: '2', price: '40', hs_product_id: product['id'] },
      { name: 'Services', quantity: '1.5' },
    ]);
    expect((await mirror.discounts(invoice)).map(({ properties }) => Number(properties.hs_value))).toEqual([
      14,
    ]);
    expect(await mirror.contactsOf(invoice)).toEqual([(await mirror.contact(customer))['id']]);
    expect((await mirror.invoice(invoice))['associations'].companies).toEqual([company['id']]);
  });

  test('payments are the amounts applied to each invoice', async () => {
    const { books, mirror } = story;
    const known = new Set(
      (await mirror.records('invoices')).map(({ properties }) => properties.ledgerline_key.split(':').at(-1)),
    );
    const applied = (await books.records('Payment'))
      .filter(({ TotalAmt }) => TotalAmt > 0)
      .flatMap(({ Id, Line = [] }) =>
        Line.filter(
          ({ LinkedTxn: [link] }: VendorRecord) => link.TxnType === 'Invoice' && known.has(link.TxnId),
        ).map(({ Amount, LinkedTxn: [link] }: VendorRecord) => `${link.TxnId} ${Id} ${Amount}`),
      );
    const shown = (await mirror.records('commerce_payments')).map(({ properties }) => {
      const [, , invoice, , payment] = properties.ledgerline_key.split(':');
      return `${invoice} ${payment} ${Number(properties.hs_initial_amount)}`;
    });
    expect(shown.length).toBeGreaterThan(50);
    expect(shown.toSorted()).toEqual(applied.toSorted());
  });

  test('records travel in batches, not one call each', () => {
    const api = ({ path }: LoggedRequest): boolean =>
      path.startsWith('/crm/objects') || path.startsWith('/crm/associations');
    expect(
      requests.hubspot.filter(({ method, path }) => path.startsWith('/crm') && method === 'PATCH'),
    ).toEqual([]);
    expect(requests.hubspot.filter(api).length).toBeLessThan(100);
    expect(requests.quickbooks.filter(({ path }) => path.includes('/v3/company/')).length).toBeLessThan(30);
    expect(requests.hubspot.filter((request) => api(request) && request.status >= 400)).toEqual([]);
  });
});

/** Customers in scope whose e-mail names nobody else, and the other ones. */
async function sortedCustomers({
  books,
}: Story): Promise<{ clear: VendorRecord[]; unclear: VendorRecord[] }> {
  const customers = (await books.records('Customer')).filter(({ Active, IsProject }) => Active && !IsProject);
  const mails = ({ PrimaryEmailAddr }: VendorRecord): string[] =>
    (PrimaryEmailAddr?.Address ?? '')
      .toLowerCase()
      .split(/\s*,\s*/)
      .filter(Boolean);
  const all = customers.flatMap(mails);
  const shared = (mail: string): boolean => all.filter((each) => each === mail).length > 1;
  return {
    clear: customers.filter((customer) => !mails(customer).some(shared)),
    unclear: customers.filter((customer) => mails(customer).some(shared)),
  };
}

async function prepare({ world: { hubspot }, books }: Story): Promise<Prepared> {
  const save = (type: string, change: object, more: object = {}) =>
    hubspot.edit({ type, action: 'save', change: { ...change }, ...more });
  const contact = await save('contacts', { email: 'kim@linked.example', jobtitle: 'Buyer' });
  const company = await save('companies', { name: 'Linked Ltd' });
  await hubspot.edit({
    type: 'contacts',
    id: contact['id'],
    action: 'associate',
    with: { type: 'companies', id: company['id'], label: 'Primary' },
  });
  const product = await save('products', { name: 'Lamp', hs_sku: 'linked-1' });
  for (const name of ['One', 'Two']) await save('products', { name, hs_sku: 'TWICE-1' });
  const customer = await books.customer('Kim Solberg', 'Kim@linked.example', {
    GivenName: 'Kim',
    FamilyName: 'Solberg',
  });
  const item = await books.item('Linked lamp', 'LINKED-1', 40);
  const doubtful = await books.item('Doubtful', 'TWICE-1', 5);
  const invoice = await books.invoice(customer, [
    { item, quantity: 2 },
    { quantity: 1.5, price: 40 },
  ]);
  await books.change('Invoice', invoice, {
    Line: [
      ...(await books.now('Invoice', invoice))['Line'].filter(
        ({ DetailType }: VendorRecord) => DetailType === 'SalesItemLineDetail',
      ),
      { DetailType: 'DiscountLineDetail', DiscountLineDetail: { PercentBased: true, DiscountPercent: 10 } },
    ],
  });
  return { contact, company, product, customer, item, doubtful, invoice };
}
