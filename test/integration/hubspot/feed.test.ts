import { afterEach, describe, expect, test } from '@jest/globals';
import type { HubSpotClient } from '../../../server/hubspot/client.ts';
import { createHubSpotFeed } from '../../../server/hubspot/feed.ts';
import { readAssociated } from '../../../server/hubspot/associated.ts';
import { clientFor, startPortal } from './portal.ts';
import type { TestPortal } from './portal.ts';

let portal: TestPortal;
afterEach(() => portal.close());

async function start() {
  portal = await startPortal({ searchLagMs: 0 });
  const { tokens } = await portal.install();
  const client = clientFor(portal, tokens);
  return { client, feed: createHubSpotFeed({ client, paymentsApi: true, now: () => new Date() }) };
}
const save = (type: string, change: object, associated?: object) =>
  portal.edit({ type, action: 'save', change, ...(associated && { with: associated }) });

describe('the change feed', () => {
  test('names changed contacts, products and invoices by id', async () => {
    const { feed } = await start();
    const from = await feed.start();
    const contact = await save('contacts', { email: 'ada@example.com' });
    const product = await save('products', { name: 'Tea' });
    const invoice = await save('invoices', { hs_currency: 'USD' });
    const page = await feed.since(from);
    expect(page).toMatchObject({ truncated: false });
    expect(page === 'tooOld' ? [] : page.changes.map(({ entity, id }) => [entity, id])).toEqual([
      ['contact', contact.id],
      ['product', product.id],
      ['invoice', invoice.id],
    ]);
  });

  test('names changed payments, and goes on without them where the account lost its processor', async () => {
    const { client, feed } = await start();
    const from = await feed.start();
    const change = { hs_initial_amount: '5', hs_initiated_date: '2026-06-10T12:00:00Z' };
    const payment = await save('commerce_payments', change);
    expect(await feed.since(from)).toMatchObject({ changes: [{ entity: 'payment', id: payment.id }] });
    await portal.accountEdit('Portal', { action: 'save', change: { paymentsApi: false } });
    const contact = await save('contacts', { email: 'ada@example.com' });
    expect(await feed.since(from)).toMatchObject({ changes: [{ entity: 'contact', id: contact.id }] });
    expect(await readAssociated(client, 'payment', 'invoice', [payment.id])).toEqual([]);
  });

  test('reads all pages', async () => {
    const { feed } = await start();
    const from = new Date(Date.now() - 29 * 86_400_000).toISOString();
    for (let index = 0; index < 3; index++) await portal.seed({ contacts: 900, seed: index });
    const page = await feed.since(from);
    const ids = page === 'tooOld' ? [] : page.changes.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(400);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('misses no record when one it has read is changed before the next page', async () => {
    const { client } = await start();
    const from = new Date(Date.now() - 29 * 86_400_000).toISOString();
    for (let seed = 0; seed < 2; seed += 1) await portal.seed({ contacts: 900, seed });
    const changedAt = ({ properties }: { properties: Record<string, string> }) =>
      properties['lastmodifieddate'] ?? '';
    const told = (await portal.records('contacts')).filter((contact) => changedAt(contact) >= from);
    const [oldest] = told.toSorted((a, b) => Date.parse(changedAt(a)) - Date.parse(changedAt(b)));
    let calls = 0;
    const call: HubSpotClient['call'] = async (request, schema) => {
      const answer = await client.call(request, schema);
      calls += 1;
      if (calls === 1)
        await portal.edit({ type: 'contacts', id: oldest?.id, action: 'save', change: { city: 'Oslo' } });
      return answer;
    };
    const page = await createHubSpotFeed({
      client: { call },
      paymentsApi: false,
      now: () => new Date(),
    }).since(from);
    const ids = page === 'tooOld' ? [] : page.changes.map(({ id }) => id);
    expect(told.length).toBeGreaterThan(200);
    expect(told.map(({ id }) => id).filter((id) => !ids.includes(id))).toEqual([]);
  });

  test('keeps how far it came when there is much to read, and goes on from there', async () => {
    const { client } = await start();
    for (let seed = 0; seed < 3; seed += 1) await portal.seed({ contacts: 5_000, seed });
    const feed = createHubSpotFeed({ client, paymentsApi: false, now: () => new Date() });
    const from = new Date(Date.now() - 29 * 86_400_000).toISOString();
    const first = await feed.since(from);
    if (first === 'tooOld') throw new Error('it is not');
    expect(first).toMatchObject({ more: true, truncated: false });
    expect(first.watermark > from).toBe(true);
    const rest = await feed.since(first.watermark);
    const ids = new Set(
      [first, rest].flatMap((page) => (page === 'tooOld' ? [] : page.changes)).map(({ id }) => id),
    );
    const told = (await portal.records('contacts')).filter(
      ({ properties }) => (properties['lastmodifieddate'] ?? '') >= from,
    );
    expect(told.filter(({ id }) => !ids.has(id))).toEqual([]);
    expect(rest).toMatchObject({ more: false });
  });

  test('says when it looks back too far', async () => {
    const { feed } = await start();
    expect(await feed.since(new Date(Date.now() - 31 * 86_400_000).toISOString())).toBe('tooOld');
  });
});

describe('parents', () => {
  test('are the invoices of lines and the contacts of companies', async () => {
    const { client } = await start();
    const company = await save('companies', { name: 'Northwind' });
    const contact = await save('contacts', { email: 'ada@example.com' }, { companies: company.id });
    const line = await save('line_items', { name: 'Tea', price: '1' });
    const invoice = await save('invoices', { hs_currency: 'USD' }, { line_items: line.id });
    expect(await readAssociated(client, 'line', 'invoice', [line.id, '999'])).toEqual([invoice.id]);
    expect(await readAssociated(client, 'company', 'contact', [company.id])).toEqual([contact.id]);
  });
});
