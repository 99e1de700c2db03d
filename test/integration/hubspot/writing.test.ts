import { afterEach, describe, expect, test } from '@jest/globals';
import { VendorUnavailable } from '../../../server/sync/reactions.ts';
import { connect, gatewaysFor, operation, startPortal } from './portal.ts';
import type { TestPortal } from './portal.ts';

let portal: TestPortal;
afterEach(() => portal.close());

const save = (type: string, change: object, associated?: object) =>
  portal.edit({ type, action: 'save', change, ...(associated && { with: associated }) });
const key = '91:invoice:7';
const invoiceValues = { hs_currency: 'USD', hs_invoice_billable: 'false', ledgerline_key: key };
const createInvoice = operation({ key, values: invoiceValues });
const bothPositions = [[true], [false]];

describe('writing contacts', () => {
  test('creates, updates, clears and archives', async () => {
    portal = await startPortal();
    const contacts = (await connect(portal)).gateway('contact');
    const values = { email: 'ada@example.com', phone: '555', lastname: null };
    const [created] = await contacts.execute([operation({ key: '91:contact:1', values })]);
    expect(created).toMatchObject({ ok: true, values });
    const target = created?.ok ? created.id : '';
    const change = operation({ action: 'update', target, values: { phone: null, firstname: 'Ada' } });
    const [updated] = await contacts.execute([change]);
    expect(updated).toMatchObject({ ok: true, id: target, values: { phone: null, firstname: 'Ada' } });
    expect(Number(updated?.ok && updated.version)).toBeGreaterThanOrEqual(
      Number(created?.ok && created.version),
    );
    await contacts.execute([operation({ action: 'remove', target })]);
    expect(await portal.records('contacts')).toEqual([]);
  });

  test('finds the first record when a create is repeated', async () => {
    portal = await startPortal();
    const contacts = (await connect(portal)).gateway('contact');
    const create = operation({ key: '91:contact:1', values: { email: 'ada@example.com' } });
    const [first] = await contacts.execute([create]);
    const [again] = await contacts.execute([{ ...create, intentId: 'intent-2', repeated: true }]);
    expect(again?.ok && again.id).toBe(first?.ok && first.id);
    expect(await portal.records('contacts')).toHaveLength(1);
  });

  test('finds an unanswered create by its e-mail where our key is not unique', async () => {
    portal = await startPortal();
    const { tokens, facts } = await connect(portal);
    const contacts = gatewaysFor(portal, tokens, { ...facts, uniqueKeyTypes: [] })('contact');
    const create = operation({ key: '91:contact:1', values: { email: 'Ada@example.com', phone: '1' } });
    await portal.fail({ match: { path: 'batch/create' }, kind: 'timeoutAfter' });
    await expect(contacts.execute([create])).rejects.toThrow(VendorUnavailable);
    const [again] = await contacts.execute([{ ...create, repeated: true }]);
    expect(again).toMatchObject({ ok: true, values: { email: 'ada@example.com', phone: '1' } });
    const lists = (await portal.calls()).filter(({ path }) => path.includes('/objects/2026-09/contacts?'));
    expect(lists).toEqual([]);
  });

  test.each(bothPositions)('fails the bad ones of a batch alone (partial answers: %s)', async (partial) => {
    portal = await startPortal({ batchUpsertPartialWithTraceIds: partial });
    const contacts = (await connect(portal)).gateway('contact');
    await save('contacts', { email: 'taken@example.com' });
    const addresses = ['a@example.com', 'taken@example.com', 'not an address', 'd@example.com'];
    const creates = addresses.map((email, index) =>
      operation({ intentId: `i-${index}`, key: `91:contact:${index}`, values: { email } }),
    );
    const results = await contacts.execute(creates);
    expect(results.map((result) => [result.intentId, result.ok ? 'ok' : result.category])).toEqual([
      ['i-0', 'ok'],
      ['i-1', 'duplicate-record'],
      ['i-2', 'value-not-accepted'],
      ['i-3', 'ok'],
    ]);
    expect(await portal.records('contacts')).toHaveLength(3);
  });

  test.each(['partial', 'refuse'])(
    'sets apart updates of records that are gone (%s)',
    async (batchUpdateMissingIds) => {
      portal = await startPortal({ batchUpdateMissingIds });
      const contacts = (await connect(portal)).gateway('contact');
      const { id } = await save('contacts', { email: 'ada@example.com' });
      const updates = [id, '999999'].map((target) =>
        operation({ intentId: `i-${target}`, action: 'update', target, values: { phone: '1' } }),
      );
      const results = await contacts.execute(updates);
      expect(results.map((result) => (result.ok ? 'ok' : result.category))).toEqual([
        'ok',
        'conflicting-change',
      ]);
    },
  );

  test("names the administrator's rule behind a refusal", async () => {
    portal = await startPortal({ adminRequiredProperties: 'contacts:phone' });
    const contacts = (await connect(portal)).gateway('contact');
    const [result] = await contacts.execute([operation({ key: 'k', values: { email: 'ada@example.com' } })]);
    expect(result?.ok === false && result.category).toBe('hubspot-rule');
  });
});

describe('writing invoices', () => {
  test.each(bothPositions)(
    'creates one invoice however often it is repeated (unique keys: %s)',
    async (unique) => {
      portal = await startPortal({ uniquePropertiesOnInvoices: unique });
      const invoices = (await connect(portal)).gateway('invoice');
      const contact = await save('contacts', { email: 'ada@example.com' });
      const create = { ...createInvoice, associations: [{ noun: 'contact', id: contact.id }] };
      await portal.fail({
        match: { path: unique ? 'batch/upsert' : 'batch/create' },
        kind: 'timeoutAfter',
        times: unique ? 4 : 1,
      });
      await expect(invoices.execute([create])).rejects.toThrow(VendorUnavailable);
      const [repeated] = await invoices.execute([{ ...create, repeated: true }]);
      const records = await portal.records('invoices');
      expect(records.map(({ id }) => id)).toEqual([repeated?.ok ? repeated.id : '']);
      expect(records[0]?.associations['contacts']).toEqual([contact.id]);
      expect(repeated?.ok && repeated.values).toEqual(invoiceValues);
    },
    400_000,
  );

  test('finds an unanswered create without associations among all invoices', async () => {
    portal = await startPortal({ uniquePropertiesOnInvoices: false, searchLagMs: 600_000 });
    const invoices = (await connect(portal)).gateway('invoice');
    await portal.seed({ contacts: 5, products: 2, invoices: 130 });
    await invoices.execute([createInvoice]);
    await invoices.execute([{ ...createInvoice, repeated: true }]);
    expect(await portal.records('invoices')).toHaveLength(131);
  });

  test.each(bothPositions)('leaves read-only properties out (balance writable: %s)', async (writable) => {
    portal = await startPortal({ nonBillableBalanceWritable: writable });
    const invoices = (await connect(portal)).gateway('invoice');
    const values = { ...invoiceValues, hs_balance_due: '12.50' };
    const [created] = await invoices.execute([operation({ key, values })]);
    expect(created?.ok).toBe(true);
    const [record] = await portal.records('invoices');
    expect(record?.properties['hs_balance_due'] === '12.50').toBe(writable);
  });

  test('associates the contact and its primary company, if it has one', async () => {
    portal = await startPortal();
    const invoices = (await connect(portal)).gateway('invoice');
    const company = await save('companies', { name: 'Northwind' });
    const contacts = [
      await save('contacts', { email: 'ada@example.com' }, { companies: company.id }),
      await save('contacts', { email: 'ben@example.com' }),
    ];
    const targets = [
      await save('invoices', { hs_currency: 'USD' }),
      await save('invoices', { hs_currency: 'USD' }),
    ];
    const joins = targets.map(({ id }, index) =>
      operation({
        intentId: `i-${index}`,
        action: 'associate',
        target: id,
        associations: ['contact', 'company-of-contact'].map((noun) => ({
          noun,
          id: contacts[index]?.id ?? '',
        })),
      }),
    );
    expect((await invoices.execute(joins)).map(({ ok }) => ok)).toEqual([true, true]);
    const [first, second] = await portal.records('invoices');
    expect(first?.associations).toMatchObject({ contacts: [contacts[0]?.id], companies: [company.id] });
    expect(second?.associations['companies']).toBeUndefined();
  });

  test('takes associations off and fails those of records that are gone alone', async () => {
    portal = await startPortal();
    const invoices = (await connect(portal)).gateway('invoice');
    const contact = await save('contacts', { email: 'ada@example.com' });
    const { id } = await save('invoices', { hs_currency: 'USD' }, { contacts: contact.id });
    const ends = [{ noun: 'contact', id: contact.id }];
    await invoices.execute([operation({ action: 'dissociate', target: id, associations: ends })]);
    expect((await portal.records('invoices'))[0]?.associations).toEqual({});
    const joins = [id, '999999'].map((target) =>
      operation({ intentId: target, action: 'associate', target, associations: ends }),
    );
    const results = await invoices.execute(joins);
    expect(results.map((result) => (result.ok ? 'ok' : result.category))).toEqual([
      'ok',
      'conflicting-change',
    ]);
  });
});

describe.each([
  ['line', 'line_items', 'uniquePropertiesOnLineItems', { name: 'Tea', price: '2.5', quantity: '2' }],
  [
    'payment',
    'commerce_payments',
    'uniquePropertiesOnPayments',
    { hs_initial_amount: '5', hs_initiated_date: '2026-01-05T12:00:00.000Z' },
  ],
] as const)('writing a %s', (noun, type, behaviour, values) => {
  test.each(bothPositions)('creates it once on its invoice (unique keys: %s)', async (unique) => {
    portal = await startPortal({ [behaviour]: unique });
    const invoices = (await connect(portal)).gateway('invoice');
    const { id } = await save('invoices', { hs_currency: 'USD', hs_invoice_billable: 'false' });
    const create = operation({
      noun,
      key: `${key}:${noun}:1`,
      values,
      associations: [{ noun: 'invoice', id }],
    });
    const [first] = await invoices.execute([create]);
    const [again] = await invoices.execute([{ ...create, repeated: true }]);
    expect([first?.ok, first?.ok && first.version]).toEqual([true, null]);
    expect(again?.ok && again.id).toBe(first?.ok && first.id);
    const records = await portal.records(type);
    expect(records.map(({ associations }) => associations['invoices'])).toEqual([[id]]);
    const [part] = (await invoices.read([id])).found[0]?.parts[noun] ?? [];
    expect(part).toMatchObject({ id: records[0]?.id, fields: { ledgerline_key: `${key}:${noun}:1` } });
  });
});
