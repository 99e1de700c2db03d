import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { OBJECT_TYPES } from '../../../sandbox/hubspot/object-types.ts';
import { APP, startHubSpot } from './harness.ts';
import type { Answer, Call, Running } from './harness.ts';

let hubspot: Running;
let call: Call;
const base = '/crm/properties/2026-09';

beforeAll(async () => {
  hubspot = await startHubSpot();
});
afterAll(() => hubspot.close());
beforeEach(async () => {
  await hubspot.control('POST', 'reset');
  await hubspot.settings({ limits: false });
  ({ call } = await hubspot.install());
});

const property = (name: string, change: object = {}) => ({
  name,
  label: name,
  type: 'string',
  fieldType: 'text',
  groupName: 'contactinformation',
  ...change,
});
const create = (name: string, change: object = {}): Promise<Answer> =>
  call('POST', `${base}/contacts`, property(name, change));

describe('standard properties', () => {
  test.each(OBJECT_TYPES)('of %s have labels, types and options, and cannot be changed', async (type) => {
    const { body } = await call('GET', `${base}/${type}`);
    const all = [...(body.results ?? [])];
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    expect(all.every(({ hubspotDefined }) => Boolean(hubspotDefined))).toBe(true);
    const own = await call('DELETE', `${base}/${type}/hs_object_id`);
    expect(own.status).toBe(400);
  });

  test.each([
    ['contacts', 'hs_additional_emails mobilephone fax associatedcompanyid lastmodifieddate zip'],
    ['companies', 'name domain address2 hs_lastmodifieddate'],
    ['deals', 'dealname dealstage pipeline amount closedate deal_currency_code'],
    ['products', 'name price hs_sku hs_cost_of_goods_sold hs_price_usd'],
    ['line_items', 'quantity price amount hs_product_id hs_line_item_currency_code'],
    ['invoices', 'hs_currency hs_number hs_invoice_billable hs_due_date hs_balance_due'],
    ['commerce_payments', 'hs_initial_amount hs_latest_status hs_processor_type hs_payment_method_last_4'],
    ['discounts', 'hs_label hs_type hs_value hs_duration hs_sort_order hs_createdate'],
    ['fees', 'hs_label hs_type hs_value hs_lastmodifieddate'],
    ['taxes', 'hs_label hs_type hs_value hs_object_id'],
  ])('of %s include those a sync maps', async (type, names) => {
    for (const name of names.split(' '))
      expect((await call('GET', `${base}/${type}/${name}`)).status).toBe(200);
  });
});

describe('own properties', () => {
  test('are created once', async () => {
    const created = await create('qbo_id', { hasUniqueValue: true });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ hubspotDefined: false, hasUniqueValue: true });
    const again = await create('qbo_id');
    expect(again.status).toBe(409);
    expect(again.body).toMatchObject({
      category: 'OBJECT_ALREADY_EXISTS',
      subCategory: 'Properties.PROPERTY_WITH_NAME_EXISTS',
    });
  });

  test.each([
    ['a capital letter', 'Bad', {}],
    ['an unknown group', 'a', { groupName: 'nowhere' }],
    ['a field type that does not fit', 'a', { fieldType: 'date' }],
    ['options that are missing', 'a', { type: 'enumeration', fieldType: 'select' }],
    ['a unique date', 'a', { type: 'date', fieldType: 'date', hasUniqueValue: true }],
  ])('are refused for %s', async (_what, name, change) => {
    expect((await create(name, change)).status).toBe(400);
  });

  test('are unique in at most ten cases', async () => {
    for (let index = 1; index <= 10; index++) await create(`key_${index}`, { hasUniqueValue: true });
    expect((await create('key_11', { hasUniqueValue: true })).status).toBe(400);
    expect((await create('plain')).status).toBe(201);
  });

  test('come in batches and in groups of the app’s own', async () => {
    const group = { name: 'qbo_sync', label: 'QuickBooks' };
    expect((await call('POST', `${base}/contacts/groups`, group)).status).toBe(201);
    expect((await call('POST', `${base}/contacts/groups`, group)).status).toBe(409);
    const inputs = ['a', 'b'].map((name) => property(name, { groupName: 'qbo_sync' }));
    expect((await call('POST', `${base}/contacts/batch/create`, { inputs })).status).toBe(200);
    const more = { inputs: [...inputs, property('c')] };
    const second = await call('POST', `${base}/contacts/batch/create`, more);
    expect(second.status).toBe(207);
    expect(second.body).toMatchObject({ results: [{ name: 'c' }], numErrors: 2 });
    const read = await call('POST', `${base}/contacts/batch/read`, { inputs: [{ name: 'a' }] });
    expect(read.body).toMatchObject({ results: [{ groupName: 'qbo_sync' }] });
  });

  test('are renamed and archived', async () => {
    await create('a');
    const renamed = await call('PATCH', `${base}/contacts/a`, { label: 'New' });
    expect(renamed.body.label).toBe('New');
    expect((await call('DELETE', `${base}/contacts/a`)).status).toBe(204);
    expect((await call('GET', `${base}/contacts/a`)).status).toBe(404);
  });

  test('are created by the published client', async () => {
    const { client } = await hubspot.install();
    const { coreApi } = client.crm.properties;
    expect((await coreApi.getAll('invoices')).results.length).toBeGreaterThan(20);
  });
});

describe('limits', () => {
  beforeEach(() => hubspot.settings({ limits: true }));

  test('let 110 calls through in ten seconds, with headers, and refuse the next', async () => {
    const path = '/crm/objects/2026-09/contacts';
    const first = await call('GET', path);
    expect(first.headers.get('x-hubspot-ratelimit-max')).toBe('110');
    expect(first.headers.get('x-hubspot-ratelimit-interval-milliseconds')).toBe('10000');
    const answers = await Promise.all(Array.from({ length: 111 }, () => call('GET', path)));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(2);
    expect(refused[0]?.body).toMatchObject({ errorType: 'RATE_LIMIT', policyName: 'TEN_SECONDLY_ROLLING' });
    await hubspot.control('POST', 'clock', { advanceMs: 10_000 });
    expect((await call('GET', path)).status).toBe(200);
  });

  test('let 5 searches through in a second, without headers, apart from the others', async () => {
    const path = '/crm/objects/2026-09/contacts/search';
    const answers = await Promise.all(Array.from({ length: 6 }, () => call('POST', path, {})));
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.body.policyName).toBe('SECONDLY');
    expect(answers[0]?.headers.has('x-hubspot-ratelimit-remaining')).toBe(false);
    const other = await call('GET', '/crm/objects/2026-09/contacts');
    expect(other.headers.get('x-hubspot-ratelimit-remaining')).toBe('109');
  });
});

describe('scopes', () => {
  test('that were not granted are named in a 403', async () => {
    const { call: limited } = await hubspot.install({ optional_scope: '' });
    const answer = await limited('GET', '/crm/objects/2026-09/commerce_payments');
    expect(answer.status).toBe(403);
    expect(answer.body).toMatchObject({
      category: 'MISSING_SCOPES',
      errors: [{ context: { requiredGranularScopes: ['crm.objects.commercepayments.read'] } }],
    });
  });

  test('of products come with the commerce scope alone', async () => {
    expect(APP.requiredScopes).toContain('e-commerce');
    expect((await call('GET', '/crm/objects/2026-09/products')).status).toBe(200);
    const change = { groupName: 'productinformation' };
    expect((await call('POST', `${base}/products`, property('a', change))).status).toBe(201);
  });
});
