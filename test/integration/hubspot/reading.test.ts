import { afterEach, describe, expect, test } from '@jest/globals';
import { hubspotGateways } from '../../../server/hubspot/access.ts';
import { readErrorBody, Refused } from '../../../server/hubspot/errors.ts';
import { VendorUnavailable } from '../../../server/sync/reactions.ts';
import { connect, readProperties, startPortal } from './portal.ts';
import type { TestPortal } from './portal.ts';

let portal: TestPortal;
afterEach(() => portal.close());

const save = (type: string, change: object, associated = {}) =>
  portal.edit({
    type,
    action: 'save',
    change,
    ...(Object.keys(associated).length > 0 && { with: associated }),
  });

describe('reading contacts', () => {
  test('tells found, archived, merged and gone records apart', async () => {
    portal = await startPortal();
    const { gateway } = await connect(portal);
    const [kept, archived, loser] = await Promise.all(
      ['ada', 'ben', 'cyd'].map((name) =>
        save('contacts', { email: `${name}@example.com`, firstname: name }),
      ),
    );
    await portal.edit({ type: 'contacts', id: archived?.id, action: 'delete' });
    await portal.edit({ type: 'contacts', id: kept?.id, action: 'merge', with: { id: loser?.id } });
    const ids = [kept, archived, loser].map((record) => record?.id ?? '');
    const { found, gone, unread } = await gateway('contact').read([...ids, '999999', ...ids]);
    const states = new Map(found.map(({ id, state, mergedInto }) => [id, [state, mergedInto]]));
    expect(states).toEqual(
      new Map([
        [ids[0], ['active', null]],
        [ids[1], ['inactive', null]],
        [ids[2], ['active', ids[0]]],
      ]),
    );
    expect(found).toHaveLength(3);
    expect([gone, unread]).toEqual([['999999'], []]);
  });

  test('shows what was asked for, with version and label', async () => {
    portal = await startPortal();
    const { gateway } = await connect(portal);
    const { id } = await save('contacts', { email: 'ada@example.com', firstname: 'Ada', lastname: 'Byron' });
    const [ada] = (await gateway('contact').read([id])).found;
    expect(ada).toMatchObject({
      label: 'Ada Byron',
      fields: { email: 'ada@example.com', firstname: 'Ada', lastname: 'Byron', phone: null },
      key: null,
    });
    expect(ada?.version).toBe(String(Date.parse(ada?.modifiedAt ?? '')));
  });

  test('lists every record once over pages and counts them', async () => {
    portal = await startPortal({ searchLagMs: 0 });
    const { gateway } = await connect(portal);
    await portal.seed({ contacts: 230 });
    const seen: string[] = [];
    let place: string | null = null;
    do {
      const page: { records: readonly { id: string }[]; next: string | null } =
        await gateway('contact').list(place);
      seen.push(...page.records.map(({ id }) => id));
      place = page.next;
    } while (place !== null);
    expect(new Set(seen).size).toBe(230);
    expect([seen.length, await gateway('contact').count()]).toEqual([230, 230]);
  });

  test('finds candidates by e-mail at once, further addresses included', async () => {
    portal = await startPortal({ searchLagMs: 60_000 });
    const { gateway } = await connect(portal);
    const ada = await save('contacts', { email: 'Ada@Example.com', firstname: 'Ada' });
    const other = await save('contacts', { email: 'ada@work.example' });
    await portal.edit({ type: 'contacts', id: ada.id, action: 'merge', with: { id: other.id } });
    const keys = ['email:ada@example.com', 'email:ada@work.example', 'email:nobody@example.com'];
    const found = await gateway('contact').find(keys);
    expect([...found]).toEqual([
      ['email:ada@example.com', [{ id: ada.id, label: 'Ada' }]],
      ['email:ada@work.example', [{ id: ada.id, label: 'Ada' }]],
    ]);
  });

  test('reads the primary company and invoices where they are asked for', async () => {
    portal = await startPortal();
    const contact = [...readProperties.contact, 'company.name', 'invoice.hs_invoice_status'];
    const { gateway } = await connect(portal, { ...readProperties, contact });
    const company = await save('companies', { name: 'Northwind' });
    const ada = await save('contacts', { email: 'ada@example.com' }, { companies: company.id });
    const ben = await save('contacts', { email: 'ben@example.com' });
    const invoice = await save('invoices', { hs_currency: 'USD' }, { contacts: ada.id });
    const { found } = await gateway('contact').read([ada.id, ben.id]);
    const [first, second] = found.toSorted((a, b) => Number(a.id) - Number(b.id));
    expect(first).toMatchObject({
      fields: { 'company.name': 'Northwind' },
      references: { company: company.id },
    });
    expect(first?.parts['invoice']).toMatchObject([
      { id: invoice.id, fields: { hs_invoice_status: 'draft' } },
    ]);
    expect(second).toMatchObject({
      fields: { 'company.name': null },
      references: { company: null },
      parts: { invoice: [] },
    });
  });
});

describe('reading without permission', () => {
  test('concludes nothing about the records', async () => {
    portal = await startPortal();
    const { facts } = await connect(portal);
    const client = {
      call: async () => {
        throw new Refused(403, readErrorBody({ category: 'MISSING_SCOPES' }), null);
      },
    };
    const [contacts] = hubspotGateways({ client, properties: readProperties, facts, wholeInvoices: false });
    expect(await contacts?.read(['1', '2'])).toEqual({ found: [], gone: [], unread: ['1', '2'] });
    await expect(contacts?.list(null)).rejects.toThrow(VendorUnavailable);
  });
});

describe('reading products', () => {
  test('finds all products of a SKU without regard to case', async () => {
    portal = await startPortal({ searchLagMs: 0 });
    const { gateway } = await connect(portal);
    const [one, two] = [
      await save('products', { name: 'A', hs_sku: 'Ab-1' }),
      await save('products', { name: 'B', hs_sku: 'AB-1' }),
    ];
    await save('products', { name: 'C', hs_sku: 'AB-10' });
    const found = await gateway('product').find(['sku:ab-1', 'sku:zz']);
    expect(
      found
        .get('sku:ab-1')
        ?.map(({ id }) => id)
        .toSorted(),
    ).toEqual([one.id, two.id].toSorted());
    expect(found.size).toBe(1);
  });

  test('keeps every search under the length HubSpot allows', async () => {
    portal = await startPortal({ searchLagMs: 0 });
    const { gateway } = await connect(portal);
    const skus = Array.from({ length: 300 }, (_, index) => `SKU-${'x'.repeat(20)}-${index}`);
    await save('products', { name: 'last', hs_sku: skus.at(-1) });
    const found = await gateway('product').find(skus.map((sku) => `sku:${sku.toLowerCase()}`));
    expect(found.size).toBe(1);
    const searches = (await portal.calls()).filter(({ path }) => path.includes('/search'));
    expect(searches.map(({ status }) => status)).toEqual(searches.map(() => 200));
  });
});

describe('reading invoices', () => {
  test.each([true, false])(
    'brings contact, company, lines and payments (payments API: %s)',
    async (paymentsApi) => {
      portal = await startPortal({ nonBillableStatusChecked: false });
      await portal.accountEdit('Portal', { action: 'save', change: { paymentsApi: true } });
      const contact = await save('contacts', { email: 'ada@example.com' });
      const product = await save('products', { name: 'Tea', hs_sku: 'T' });
      const [second, first] = [
        await save('line_items', { name: 'Two', price: '2', quantity: '1', hs_position_on_quote: '1' }),
        await save('line_items', {
          hs_product_id: product.id,
          price: '1',
          quantity: '1',
          hs_position_on_quote: '0',
        }),
      ];
      const invoice = await save(
        'invoices',
        { hs_currency: 'USD', hs_invoice_billable: 'false', hs_number: 'INV-7' },
        { contacts: contact.id, line_items: [second.id, first.id] },
      );
      await save(
        'commerce_payments',
        { hs_initial_amount: '3', hs_initiated_date: '2026-01-05' },
        { invoices: invoice.id },
      );
      await portal.accountEdit('Portal', { action: 'save', change: { paymentsApi } });
      const { gateway } = await connect(portal);
      const [snapshot] = (await gateway('invoice').read([invoice.id])).found;
      expect(snapshot).toMatchObject({ label: 'INV-7', references: { contact: contact.id, company: null } });
      expect(snapshot?.parts['line']?.map(({ id, references }) => [id, references['product']])).toEqual([
        [first.id, product.id],
        [second.id, null],
      ]);
      expect(snapshot?.parts['payment']?.map(({ fields }) => fields['hs_initial_amount'])).toEqual(
        paymentsApi ? ['3'] : [],
      );
    },
  );

  test('goes on without payments when the account loses its processor', async () => {
    portal = await startPortal();
    const { gateway } = await connect(portal);
    const { id } = await save('invoices', { hs_currency: 'USD', hs_invoice_billable: 'false' });
    const payment = { hs_initial_amount: '3', hs_initiated_date: '2026-01-05' };
    await save('commerce_payments', payment, { invoices: id });
    await portal.accountEdit('Portal', { action: 'save', change: { paymentsApi: false } });
    expect((await gateway('invoice').read([id])).found.map(({ parts }) => parts['payment'])).toEqual([[]]);
  });

  test('brings what is added to the sum of the lines and taken off it', async () => {
    portal = await startPortal();
    const amount = (hs_label: string, hs_value: string) => ({ hs_label, hs_type: 'FIXED', hs_value });
    const parts = {
      discount: await save('discounts', amount('Loyalty', '5')),
      fee: await save('fees', amount('Express', '2')),
      tax: await save('taxes', amount('VAT', '1')),
    };
    const links = { discounts: parts.discount.id, fees: parts.fee.id, taxes: parts.tax.id };
    const { id } = await save('invoices', { hs_currency: 'USD' }, links);
    const { gateway } = await connect(portal);
    const [snapshot] = (await gateway('invoice').read([id])).found;
    for (const [noun, record] of Object.entries(parts))
      expect(snapshot?.parts[noun]).toMatchObject([{ id: record.id }]);
    expect(snapshot?.parts['fee']?.[0]?.fields).toMatchObject(amount('Express', '2'));
  });

  test('shows a voided invoice as voided', async () => {
    portal = await startPortal();
    const { gateway } = await connect(portal);
    const change = { hs_currency: 'USD', hs_invoice_billable: 'false', hs_invoice_status: 'voided' };
    const { id } = await save('invoices', change);
    expect((await gateway('invoice').read([id])).found.map(({ state }) => state)).toEqual(['voided']);
  });
});

describe('finding by our key', () => {
  test.each([true, false])('finds its record (unique: %s)', async (uniquePropertiesOnInvoices) => {
    portal = await startPortal({ uniquePropertiesOnInvoices, searchLagMs: 0 });
    const { gateway } = await connect(portal);
    const { id } = await save('invoices', { hs_currency: 'USD', ledgerline_key: '91:invoice:7' });
    const found = await gateway('invoice').findByOurKey?.(['91:invoice:7', '91:invoice:8']);
    expect([...(found ?? [])]).toEqual([['91:invoice:7', id]]);
  });
});
