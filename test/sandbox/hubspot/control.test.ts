import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startHubSpot, text } from './harness.ts';
import type { Call, Json, Running } from './harness.ts';

let hubspot: Running;
let call: Call;

beforeAll(async () => {
  hubspot = await startHubSpot();
});
afterAll(() => hubspot.close());
beforeEach(async () => {
  await hubspot.control('POST', 'reset');
  ({ call } = await hubspot.install());
});

const lines = async (type: string): Promise<Json[]> => {
  const response = await fetch(`${hubspot.url}/__sim/state/${type}`);
  return (await response.text())
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
};

const emailsOf = (all: Json[]): unknown[] => all.map(({ properties }) => properties?.email);

describe('seeding', () => {
  const size = { contacts: 20, companies: 4, products: 5, deals: 3, invoices: 6, seed: 11 };

  test('makes connected records, the same for the same seed', async () => {
    await hubspot.control('POST', 'seed', size);
    const first = await lines('contacts');
    const [invoice] = await lines('invoices');
    expect(invoice?.associations).toMatchObject({ contacts: [expect.anything()] });
    expect(Number(invoice?.properties?.hs_amount_billed)).toBeGreaterThan(0);
    await hubspot.control('POST', 'reset');
    await hubspot.control('POST', 'seed', size);
    expect(emailsOf(await lines('contacts'))).toEqual(emailsOf(first));
  });

  test('is counted, and can be repeated on top', async () => {
    await hubspot.control('POST', 'seed', size);
    await hubspot.control('POST', 'seed', { contacts: 20, companies: 4, seed: 11 });
    const { body } = await hubspot.control('GET', 'state');
    expect(body.counts).toMatchObject({ contacts: 40, companies: 8, products: 5, deals: 3, invoices: 6 });
    const found = await lines('contacts');
    expect(new Set(emailsOf(found)).size).toBe(40);
  });
});

describe('edits', () => {
  test('make records with what they belong to, and are not limited', async () => {
    const contact = await hubspot.edit({
      type: 'contacts',
      action: 'save',
      change: { email: 'a@x.example' },
    });
    const change = { price: '5', quantity: '2' };
    const line = await hubspot.edit({ type: 'line_items', action: 'save', change });
    const invoice = await hubspot.edit({
      type: 'invoices',
      action: 'save',
      change: { hs_currency: 'USD', hs_invoice_status: 'open' },
      with: { contacts: contact.id, line_items: [line.id] },
    });
    expect(invoice).toMatchObject({
      properties: { hs_amount_billed: '10' },
      associations: { contacts: [contact.id], line_items: [line.id] },
    });
    const voided = await hubspot.edit({ type: 'invoices', id: text(invoice.id), action: 'void' });
    expect(voided.properties?.hs_invoice_status).toBe('voided');
  });

  test('answer HubSpot’s own refusals', async () => {
    const change = { nonsense: 'x' };
    const answer = await hubspot.control('POST', 'edit', { type: 'contacts', action: 'save', change });
    expect(answer.status).toBe(400);
    expect(text(answer.body.error)).toContain('nonsense');
  });

  test('set primary companies', async () => {
    const contact = await hubspot.edit({
      type: 'contacts',
      action: 'save',
      change: { email: 'a@x.example' },
    });
    const names = ['First', 'Second'];
    const companies = await Promise.all(
      names.map((name) => hubspot.edit({ type: 'companies', action: 'save', change: { name } })),
    );
    for (const company of companies) {
      const other = { type: 'companies', id: company.id, label: 'Primary' };
      await hubspot.edit({ type: 'contacts', id: contact.id, action: 'associate', with: other });
    }
    const [shown] = await lines('contacts');
    expect(shown?.properties?.associatedcompanyid).toBe(companies[1]?.id);
  });
});

describe('faults', () => {
  test.each([
    ['429', 429],
    ['500', 500],
    ['401', 401],
    ['stale', 423],
    ['html503', 503],
    ['fault200', 200],
  ])('%s answers %i', async (kind, status) => {
    await hubspot.control('POST', 'fail', { match: { path: '/crm/' }, kind, times: 1 });
    expect((await call('GET', '/crm/objects/2026-09/contacts')).status).toBe(status);
    expect((await call('GET', '/crm/objects/2026-09/contacts')).body).toMatchObject({ results: [] });
  });
});

test('timeline events are kept once per id, and workflow answers per callback', async () => {
  const event = { eventTypeName: 'pe1_invoice_paid', id: 'e-1', objectId: '7', properties: { amount: '5' } };
  const path = '/integrators/timeline/2026-03/events';
  expect((await call('POST', path, event)).status).toBe(201);
  expect((await call('POST', `${path}/batch`, { inputs: [event, { ...event, id: 'e-2' }] })).status).toBe(
    201,
  );
  expect((await lines('timeline_events')).map(({ id }) => id)).toEqual(['e-1', 'e-2']);
  const answer = { outputFields: { hs_execution_state: 'SUCCESS' } };
  const done = await call('POST', '/automation/actions/callbacks/2026-03/cb-1/complete', answer);
  expect(done.status).toBe(204);
  expect(await lines('workflow_callbacks')).toEqual([{ callbackId: 'cb-1', ...answer }]);
});
