import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startHubSpot, text } from './harness.ts';
import type { Answer, Call, Running } from './harness.ts';

let hubspot: Running;
let call: Call;

beforeAll(async () => {
  hubspot = await startHubSpot();
});
afterAll(() => hubspot.close());
beforeEach(async () => {
  await hubspot.control('POST', 'reset');
  await hubspot.settings({ limits: false, behaviours: { searchLagMs: 0 } });
  ({ call } = await hubspot.install());
});

const search = (body: unknown): Promise<Answer> => call('POST', '/crm/objects/2026-09/contacts/search', body);
const filter = (propertyName: string, operator: string, more: object = {}) => ({
  filterGroups: [{ filters: [{ propertyName, operator, ...more }] }],
});
const create = (properties: Record<string, string>): Promise<Answer> =>
  call('POST', '/crm/objects/2026-09/contacts', { properties });
const totalOf = async (body: unknown): Promise<unknown> => (await search(body)).body.total;

describe('caps', () => {
  const one = { propertyName: 'city', operator: 'EQ', value: 'x' };
  const groups = (count: number, size: number) => ({
    filterGroups: Array.from({ length: count }, () => ({ filters: Array.from({ length: size }, () => one) })),
  });
  test.each([
    ['more than 5 groups', groups(6, 1)],
    ['more than 6 filters in a group', groups(1, 7)],
    ['more than 18 filters in all', groups(5, 4)],
    ['more than 3,000 characters', { query: 'x'.repeat(3000) }],
    ['more than 200 per page', { limit: 201 }],
    ['more than one sort', { sorts: ['city', 'zip'] }],
    ['results beyond 10,000', { after: '9900', limit: 200 }],
    ['an unknown property', filter('nonsense', 'HAS_PROPERTY')],
    ['an unknown operator', filter('city', 'LIKE', { value: 'x' })],
  ])('refuse %s', async (_what, body) => {
    const answer = await search(body);
    expect(answer.status).toBe(400);
    expect(answer.body.category).toBe('VALIDATION_ERROR');
  });

  test('allow what is just within them', async () => {
    expect((await search(groups(3, 6))).status).toBe(200);
    expect((await search({ after: '9800', limit: 200 })).status).toBe(200);
  });
});

describe('operators', () => {
  beforeEach(async () => {
    await create({ email: 'ann@x.example', city: 'Oslo', firstname: 'Ann Marie' });
    await create({ email: 'bob@x.example', city: 'Rome' });
    await create({ email: 'cyd@y.example' });
  });

  test.each([
    ['EQ ignores case', filter('city', 'EQ', { value: 'OSLO' }), 1],
    ['NEQ', filter('city', 'NEQ', { value: 'Oslo' }), 2],
    ['IN finds lower-case values', filter('city', 'IN', { values: ['oslo', 'rome'] }), 2],
    ['IN finds nothing for upper-case values', filter('city', 'IN', { values: ['Oslo'] }), 0],
    ['NOT_IN', filter('city', 'NOT_IN', { values: ['oslo'] }), 2],
    ['HAS_PROPERTY', filter('city', 'HAS_PROPERTY'), 2],
    ['NOT_HAS_PROPERTY', filter('city', 'NOT_HAS_PROPERTY'), 1],
    ['CONTAINS_TOKEN', filter('firstname', 'CONTAINS_TOKEN', { value: 'marie' }), 1],
    ['CONTAINS_TOKEN with a wildcard', filter('email', 'CONTAINS_TOKEN', { value: '*@x.example' }), 2],
    ['GT on ids', filter('hs_object_id', 'GT', { value: '1001' }), 2],
    ['BETWEEN on ids', filter('hs_object_id', 'BETWEEN', { value: '1002', highValue: '1003' }), 2],
    ['query words', { query: 'bob' }, 1],
  ])('%s', async (_what, body, total) => {
    expect(await totalOf(body)).toBe(total);
  });
});

describe('the index', () => {
  test('shows a record only some time after it was written, and then its old values for a while', async () => {
    await hubspot.behave({ searchLagMs: 2000 });
    const { body } = await create({ city: 'Oslo' });
    const inOslo = filter('city', 'EQ', { value: 'Oslo' });
    expect(await totalOf(inOslo)).toBe(0);
    await hubspot.control('POST', 'clock', { advanceMs: 2000 });
    expect(await totalOf(inOslo)).toBe(1);
    await call('PATCH', `/crm/objects/2026-09/contacts/${text(body.id)}`, { properties: { city: 'Rome' } });
    expect(await totalOf(inOslo)).toBe(1);
    await hubspot.control('POST', 'clock', { advanceMs: 2000 });
    expect(await totalOf(inOslo)).toBe(0);
  });

  test('never shows archived records', async () => {
    const { body } = await create({ city: 'Oslo' });
    await call('DELETE', `/crm/objects/2026-09/contacts/${text(body.id)}`);
    expect(await totalOf({})).toBe(0);
  });
});

const since = (moment: unknown) => ({
  ...filter('lastmodifieddate', 'GTE', { value: moment }),
  sorts: [{ propertyName: 'lastmodifieddate', direction: 'ASCENDING' }],
  properties: ['lastmodifieddate'],
  limit: 100,
});

describe('polling by last change', () => {
  test('brings what changed since, oldest first, each record once', async () => {
    await hubspot.control('POST', 'seed', { contacts: 50 });
    const cursor = Date.parse(text((await hubspot.control('POST', 'clock', { advanceMs: 5000 })).body.now));
    const path = '/crm/objects/2026-09/contacts';
    await call('PATCH', `${path}/1030`, { properties: { city: 'Oslo' } });
    await hubspot.control('POST', 'clock', { advanceMs: 1000 });
    await call('PATCH', `${path}/1010`, { properties: { city: 'Oslo' } });
    await call('PATCH', `${path}/1010`, { properties: { city: 'Rome' } });
    const { body } = await search(since(String(cursor)));
    expect([...(body.results ?? [])].map((result) => result.id)).toEqual(['1030', '1010']);
    expect(await totalOf(since(0))).toBe(50);
  });

  test('pages through everything there is', async () => {
    await hubspot.control('POST', 'seed', { contacts: 250 });
    const seen = new Set<unknown>();
    let after = '0';
    for (let page = 0; page < 3; page++) {
      const { body } = await search({ ...since(0), after });
      for (const result of body.results ?? []) seen.add(result.id);
      if (body.paging) after = text(body.paging.next?.after);
    }
    expect(seen.size).toBe(250);
  });
});
