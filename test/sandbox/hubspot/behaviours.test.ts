import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DEFAULT_PORTAL } from '../../../sandbox/hubspot/app.ts';
import { DEFAULT_BEHAVIOURS } from '../../../sandbox/hubspot/behaviours.ts';
import { REDIRECT, startHubSpot, text } from './harness.ts';
import type { Answer, Call, Running } from './harness.ts';

// Both positions of the switches that no other file covers.

let hubspot: Running;
let call: Call;
const objects = '/crm/objects/2026-09';

beforeAll(async () => {
  hubspot = await startHubSpot({
    portals: [DEFAULT_PORTAL, { ...DEFAULT_PORTAL, portalId: 7, paymentsApi: false }],
  });
});
afterAll(() => hubspot.close());
beforeEach(async () => {
  await hubspot.control('POST', 'reset');
  await hubspot.settings({ limits: false });
  ({ call } = await hubspot.install());
});

const post = (path: string, body: unknown): Promise<Answer> => call('POST', `${objects}/${path}`, body);
const make = async (type: string, properties: Record<string, string>): Promise<string> =>
  text((await post(type, { properties })).body.id);

test('every switch is explained in the README', async () => {
  const readme = await readFile(new URL('../../../sandbox/hubspot/README.md', import.meta.url), 'utf8');
  const unexplained = Object.keys(DEFAULT_BEHAVIOURS).filter((name) => !readme.includes(`\`${name}\``));
  expect(unexplained).toEqual([]);
});

describe.each(['update', 'upsert'])('a batch %s with trace ids', (kind) => {
  const name = kind === 'update' ? 'batchUpdatePartialWithTraceIds' : 'batchUpsertPartialWithTraceIds';
  test.each([
    [true, 207],
    [false, 400],
  ])('is settled one by one: %s', async (partial, status) => {
    await hubspot.behave({ [name]: partial });
    const key = { name: 'k', label: 'k', type: 'string', fieldType: 'text', groupName: 'contactinformation' };
    await call('POST', '/crm/properties/2026-09/contacts', { ...key, hasUniqueValue: true });
    const [a, b] = [await make('contacts', { k: 'a' }), await make('contacts', { k: 'b' })];
    const named = (id: string, value: string) =>
      kind === 'update' ? { id } : { id: value, idProperty: 'k' };
    const inputs = [
      { ...named(a, 'a'), objectWriteTraceId: '1', properties: { city: 'Oslo' } },
      { ...named(b, 'b'), objectWriteTraceId: '2', properties: { nonsense: 'x' } },
    ];
    expect((await post(`contacts/batch/${kind}`, { inputs })).status).toBe(status);
  });
});

test.each([
  ['refuse', 400, undefined],
  ['ignore', 200, 'Oslo'],
  ['clear', 200, undefined],
])('a null property value: %s', async (treatment, status, city) => {
  await hubspot.behave({ nullPropertyValue: treatment });
  const id = await make('contacts', { city: 'Oslo' });
  const answer = await call('PATCH', `${objects}/contacts/${id}`, { properties: { city: null } });
  expect(answer.status).toBe(status);
  expect(answer.body.properties?.city).toBe(city);
});

test.each([
  ['perUnit', '18'],
  ['perLine', '19'],
])('a discount counts %s', async (lineItemDiscount, amount) => {
  await hubspot.behave({ lineItemDiscount });
  const { body } = await post('line_items', { properties: { quantity: '2', price: '10', discount: '1' } });
  expect(body.properties?.amount).toBe(amount);
});

test.each([true, false])('a write that changes nothing moves the last change: %s', async (moves) => {
  await hubspot.behave({ noopUpdateBumpsLastModified: moves });
  const { body } = await post('products', { properties: { name: 'Desk' } });
  await hubspot.control('POST', 'clock', { advanceMs: 1000 });
  const path = `${objects}/products/${text(body.id)}`;
  const after = await call('PATCH', path, { properties: { name: 'Desk' } });
  expect(text(after.body.updatedAt) > text(body.updatedAt)).toBe(moves);
});

test.each([
  [true, 204],
  [false, 400],
])('non-billable invoices can be deleted: %s', async (nonBillableDeletable, status) => {
  await hubspot.behave({ nonBillableDeletable });
  const properties = { hs_currency: 'USD', hs_invoice_billable: 'false', hs_invoice_status: 'paid' };
  const id = await make('invoices', properties);
  expect((await call('DELETE', `${objects}/invoices/${id}`)).status).toBe(status);
});

test.each([
  ['nonBillableAmountBilledWritable', { hs_amount_billed: '5' }],
  ['nonBillableBalanceWritable', { hs_balance_due: '5' }],
  ['invoiceSourceWritable', { hs_invoice_source: 'data_sync' }],
])('%s decides who writes it', async (name, change) => {
  const properties = { hs_currency: 'USD', hs_invoice_billable: 'false', ...change };
  await hubspot.behave({ [name]: true });
  expect((await post('invoices', { properties })).status).toBe(201);
  await hubspot.behave({ [name]: false });
  expect((await post('invoices', { properties })).body).toMatchObject({
    errors: [{ code: 'READ_ONLY_VALUE' }],
  });
});

test.each([true, false])('open billable invoices can be edited and deleted: %s', async (allowed) => {
  await hubspot.behave({ openInvoiceEditable: allowed, openInvoiceDeletable: allowed });
  await hubspot.control('POST', 'seed', { contacts: 1, invoices: 1 });
  const path = `${objects}/invoices/1001`;
  expect((await call('PATCH', path, { properties: { hs_title: 'A' } })).status).toBe(allowed ? 200 : 400);
  expect((await call('DELETE', path)).status).toBe(allowed ? 204 : 400);
});

test.each(['from', 'both'])('associating needs write scopes of %s', async (associationWriteScopes) => {
  const standIn = await startHubSpot({
    requiredScopes: ['oauth', 'crm.objects.contacts.read', 'crm.objects.contacts.write'],
    optionalScopes: ['crm.objects.companies.read'],
  });
  const limited = await standIn.install();
  await standIn.behave({ associationWriteScopes });
  const contact = await standIn.edit({ type: 'contacts', action: 'save', change: { city: 'Oslo' } });
  const company = await standIn.edit({ type: 'companies', action: 'save', change: { name: 'A' } });
  const path = `${objects}/contacts/${text(contact.id)}/associations/default/companies/${text(company.id)}`;
  expect((await limited.call('PUT', path)).status).toBe(associationWriteScopes === 'from' ? 200 : 403);
  await standIn.close();
});

test.each(['line items', 'line_items'])('line items are listed as %s', async (lineItemsAssociationKey) => {
  await hubspot.behave({ lineItemsAssociationKey });
  await hubspot.control('POST', 'seed', { invoices: 1 });
  const read = await call('GET', `${objects}/invoices/1001?associations=line_items`);
  expect(Object.keys(read.body.associations ?? {})).toEqual([lineItemsAssociationKey]);
});

test('payments answer the chosen status where they are not set up', async () => {
  await hubspot.behave({ paymentsUnavailableStatus: 404 });
  const other = await hubspot.install({ account: '7:9001' });
  expect((await other.call('GET', `${objects}/commerce_payments`)).status).toBe(404);
});

test.each([true, false])('line items accept unique properties: %s', async (uniquePropertiesOnLineItems) => {
  await hubspot.behave({ uniquePropertiesOnLineItems });
  const key = { name: 'k', label: 'k', type: 'string', fieldType: 'text', groupName: 'lineiteminformation' };
  const answer = await call('POST', '/crm/properties/2026-09/line_items', { ...key, hasUniqueValue: true });
  expect(answer.status).toBe(uniquePropertiesOnLineItems ? 201 : 400);
});

test('an uninstalled account answers refreshes with the chosen status', async () => {
  const { tokens } = await hubspot.install();
  await hubspot.edit({ type: 'App', action: 'delete' });
  await hubspot.behave({ uninstalledRefreshStatus: 'BAD_HUB' });
  const refreshed = await hubspot.token({
    grant_type: 'refresh_token',
    refresh_token: tokens.refresh_token,
  });
  expect(refreshed.body.status).toBe('BAD_HUB');
});

test('codes and tokens are as long-lived and long as chosen', async () => {
  await hubspot.behave({ authorizationCodeTtlMs: 1000, accessTokenLength: 80 });
  const location = (await hubspot.authorize()).headers.get('location') ?? '';
  await hubspot.control('POST', 'clock', { advanceMs: 1000 });
  const code = new URL(location).searchParams.get('code') ?? '';
  const late = await hubspot.token({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT });
  expect(late.body.status).toBe('BAD_AUTH_CODE');
  expect((await hubspot.install()).tokens.access_token).toHaveLength(80);
});
