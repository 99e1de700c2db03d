import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startHubSpot, text } from './harness.ts';
import type { Call, Running } from './harness.ts';

let hubspot: Running;
let call: Call;
const contacts = '/crm/objects/2026-09/contacts';

beforeAll(async () => {
  hubspot = await startHubSpot();
});
afterAll(() => hubspot.close());
beforeEach(async () => {
  await hubspot.control('POST', 'reset');
  await hubspot.settings({ limits: false });
  ({ call } = await hubspot.install());
});

const createContact = async (properties: Record<string, string>): Promise<string> =>
  text((await call('POST', contacts, { properties })).body.id);

const addKey = (type: string, name = 'qbo_id') =>
  call('POST', `/crm/properties/2026-09/${type}`, {
    name,
    label: name,
    type: 'string',
    fieldType: 'text',
    groupName: type === 'contacts' ? 'contactinformation' : 'invoiceinformation',
    hasUniqueValue: true,
  });

const upsert = (city: string) =>
  call('POST', `${contacts}/batch/upsert`, {
    inputs: [{ id: 'r:1', idProperty: 'qbo_id', properties: { city } }],
  });

describe('single records', () => {
  test('are created with 201, read, changed and archived', async () => {
    const created = await call('POST', contacts, {
      properties: { email: 'Ann@X.example', firstname: 'Ann' },
    });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ archived: false, properties: { email: 'ann@x.example' } });
    const path = `${contacts}/${text(created.body.id)}`;
    const changed = await call('PATCH', path, { properties: { firstname: '', city: 'Oslo' } });
    expect(changed.status).toBe(200);
    const read = await call('GET', `${path}?properties=firstname,city,nonsense`);
    expect(read.body.properties).toMatchObject({ firstname: null, city: 'Oslo' });
    expect(read.body.properties).not.toHaveProperty('nonsense');
    expect((await call('DELETE', path)).status).toBe(204);
    expect((await call('GET', path)).status).toBe(404);
    expect((await call('GET', `${path}?archived=true`)).body).toMatchObject({ archived: true });
    expect((await call('PATCH', path, { properties: {} })).status).toBe(404);
  });

  test('are listed in pages of at most 100', async () => {
    await hubspot.control('POST', 'seed', { contacts: 130 });
    const first = await call('GET', `${contacts}?limit=100`);
    expect([...(first.body.results ?? [])]).toHaveLength(100);
    const after = text(first.body.paging?.next?.after);
    const second = await call('GET', `${contacts}?limit=100&after=${after}`);
    expect([...(second.body.results ?? [])]).toHaveLength(30);
    expect(second.body).not.toHaveProperty('paging');
    expect((await call('GET', `${contacts}?limit=101`)).status).toBe(400);
  });

  test.each([
    ['an unknown property', { nonsense: 'x' }, 'PROPERTY_DOESNT_EXIST'],
    ['a read-only property', { hs_object_id: '7' }, 'READ_ONLY_VALUE'],
    ['a value outside the options', { lifecyclestage: 'enemy' }, 'INVALID_OPTION'],
    ['a broken e-mail address', { email: 'ann' }, 'INVALID_EMAIL'],
    ['too long a text', { firstname: 'x'.repeat(65_537) }, 'INVALID_LENGTH'],
  ])('refuse %s', async (_what, properties, code) => {
    const answer = await call('POST', contacts, { properties });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ category: 'VALIDATION_ERROR', errors: [{ code }] });
  });

  test('need what their type requires', async () => {
    for (const type of ['companies', 'deals', 'products', 'invoices', 'commerce_payments']) {
      const answer = await call('POST', `/crm/objects/2026-09/${type}`, { properties: {} });
      expect(answer.body).toMatchObject({ errors: [{ code: 'MISSING_REQUIRED_PROPERTY' }] });
    }
    expect((await call('POST', '/crm/objects/2026-09/line_items', { properties: {} })).status).toBe(201);
  });

  test('need what the account itself requires, on versions that enforce it', async () => {
    await hubspot.behave({ adminRequiredProperties: 'contacts:phone' });
    const input = { properties: { email: 'ann@x.example' } };
    expect((await call('POST', contacts, input)).status).toBe(400);
    expect((await call('POST', '/crm/objects/2026-03/contacts', input)).status).toBe(201);
  });

  test('have dates cut to the day with a warning since 2026-09, refused before', async () => {
    const input = { properties: { hs_recurring_billing_start_date: '2026-05-05T10:00:00Z' } };
    const now = await call('POST', '/crm/objects/2026-09/line_items', input);
    expect(now.body.properties?.hs_recurring_billing_start_date).toBe('2026-05-05');
    expect(now.body.warnings).toMatchObject([{ code: 'PROPERTY_VALUE_NORMALIZED' }]);
    expect((await call('POST', '/crm/objects/2026-03/line_items', input)).status).toBe(400);
  });

  test('answer to numbers and singular names of their type too', async () => {
    const id = await createContact({ email: 'ann@x.example' });
    for (const name of ['0-1', 'contact', 'contacts']) {
      expect((await call('GET', `/crm/objects/2026-03/${name}/${id}`)).status).toBe(200);
    }
    expect((await call('GET', '/crm/objects/2026-09/dragons')).status).toBe(404);
    expect((await call('GET', '/crm/objects/1999-01/contacts')).status).toBe(404);
  });
});

describe('unique values', () => {
  test('an e-mail address belongs to one contact, further addresses included', async () => {
    const id = await createContact({ email: 'ann@x.example', hs_additional_emails: 'ann@y.example' });
    for (const email of ['ANN@x.example', 'ann@y.example']) {
      const answer = await call('POST', contacts, { properties: { email } });
      expect(answer.status).toBe(409);
      expect(answer.body).toMatchObject({
        category: 'CONFLICT',
        message: `Contact already exists. Existing ID: ${id}`,
      });
    }
    await call('DELETE', `${contacts}/${id}`);
    expect((await call('POST', contacts, { properties: { email: 'ann@x.example' } })).status).toBe(201);
  });

  test('a unique property finds its record and is held by one', async () => {
    await addKey('contacts');
    const id = await createContact({ qbo_id: '123:7' });
    expect((await call('GET', `${contacts}/123:7?idProperty=qbo_id`)).body.id).toBe(id);
    expect((await call('GET', `${contacts}/x?idProperty=city`)).status).toBe(400);
    const again = await call('POST', contacts, { properties: { qbo_id: '123:7' } });
    expect(again.body).toMatchObject({ errors: [{ code: 'CONFLICTING_UNIQUE_VALUE' }] });
  });
});

describe('batches', () => {
  test('hold at most 100 inputs', async () => {
    const inputs = Array.from({ length: 101 }, () => ({ properties: {} }));
    expect((await call('POST', `${contacts}/batch/create`, { inputs })).status).toBe(400);
  });

  test('are refused whole when one input is bad, and nothing is written', async () => {
    const inputs = [{ properties: { firstname: 'A' } }, { properties: { nonsense: 'x' } }];
    expect((await call('POST', `${contacts}/batch/create`, { inputs })).status).toBe(400);
    const twice = [{ properties: { email: 'a@x.example' } }, { properties: { email: 'a@x.example' } }];
    expect((await call('POST', `${contacts}/batch/create`, { inputs: twice })).status).toBe(400);
    expect((await hubspot.control('GET', 'state')).body.counts?.contacts).toBe(0);
  });

  test('are settled one by one when every input has a trace id', async () => {
    const inputs = [
      { objectWriteTraceId: 'good', properties: { firstname: 'A' } },
      { objectWriteTraceId: 'bad', properties: { nonsense: 'x' } },
    ];
    const answer = await call('POST', `${contacts}/batch/create`, { inputs });
    expect(answer.status).toBe(207);
    expect(answer.body).toMatchObject({
      results: [{ objectWriteTraceId: 'good' }],
      numErrors: 1,
      errors: [{ category: 'VALIDATION_ERROR', context: { objectWriteTraceId: ['bad'] } }],
    });
  });

  test('read what exists and name the missing ids', async () => {
    const id = await createContact({ email: 'ann@x.example' });
    const answer = await call('POST', `${contacts}/batch/read`, {
      properties: ['email'],
      inputs: [{ id }, { id: '99999' }],
    });
    expect(answer.status).toBe(207);
    expect(answer.body).toMatchObject({
      results: [{ id, properties: { email: 'ann@x.example' } }],
      errors: [{ category: 'OBJECT_NOT_FOUND', context: { ids: ['99999'] } }],
    });
  });

  test('update what exists, or refuse all over a missing id when switched', async () => {
    const id = await createContact({ email: 'ann@x.example' });
    const update = (city: string) =>
      call('POST', `${contacts}/batch/update`, {
        inputs: [
          { id, properties: { city } },
          { id: '99999', properties: { city } },
        ],
      });
    const partial = await update('Oslo');
    expect(partial.status).toBe(207);
    expect(partial.body).toMatchObject({ errors: [{ context: { ids: ['99999'] } }] });
    await hubspot.behave({ batchUpdateMissingIds: 'refuse' });
    expect((await update('Rome')).status).toBe(404);
    const read = await call('GET', `${contacts}/${id}?properties=city`);
    expect(read.body.properties?.city).toBe('Oslo');
  });

  test('refuse the same id twice', async () => {
    const id = await createContact({});
    const inputs = [
      { id, properties: {} },
      { id, properties: {} },
    ];
    expect((await call('POST', `${contacts}/batch/update`, { inputs })).status).toBe(400);
  });

  test('upsert by a unique property and say what is new', async () => {
    await addKey('contacts');
    expect((await upsert('Oslo')).body).toMatchObject({ results: [{ new: true }] });
    const second = await upsert('Rome');
    expect(second.status).toBe(200);
    expect(second.body).toMatchObject({
      results: [{ new: false, properties: { city: 'Rome', qbo_id: 'r:1' } }],
    });
  });

  test('archive quietly what is there', async () => {
    const id = await createContact({});
    const inputs = [{ id }, { id: '99999' }];
    expect((await call('POST', `${contacts}/batch/archive`, { inputs })).status).toBe(204);
    expect((await call('GET', `${contacts}/${id}`)).status).toBe(404);
  });
});

describe('merges', () => {
  test('leave one record that both ids read, and that batch updates know by the winner’s id only', async () => {
    const winner = await createContact({ email: 'ann@x.example' });
    const loser = await createContact({ email: 'ann@y.example', city: 'Oslo' });
    await hubspot.edit({ type: 'contacts', id: winner, action: 'merge', with: { id: loser } });
    const properties = 'hs_merged_object_ids,hs_additional_emails,city';
    const read = await call('GET', `${contacts}/${loser}?properties=${properties}`);
    expect(read.body).toMatchObject({
      id: winner,
      properties: { hs_merged_object_ids: loser, hs_additional_emails: 'ann@y.example', city: 'Oslo' },
    });
    const inputs = [{ id: loser, properties: { city: 'Rome' } }];
    const update = await call('POST', `${contacts}/batch/update`, { inputs });
    expect(update.body).toMatchObject({ results: [], errors: [{ context: { ids: [loser] } }] });
  });

  test('make a third record when switched', async () => {
    await hubspot.behave({ mergeCreatesNewRecord: true });
    const [a, b] = [await createContact({ email: 'a@x.example' }), await createContact({ city: 'Oslo' })];
    const merged = await hubspot.edit({ type: 'contacts', id: a, action: 'merge', with: { id: b } });
    expect([a, b]).not.toContain(merged.id);
    expect((await call('GET', `${contacts}/${b}`)).body.id).toBe(merged.id);
    expect(merged.properties).toMatchObject({ email: 'a@x.example', city: 'Oslo' });
  });
});

test('a restored record is back under its id', async () => {
  const id = await createContact({ email: 'ann@x.example' });
  await hubspot.edit({ type: 'contacts', id, action: 'delete' });
  await hubspot.edit({ type: 'contacts', id, action: 'save', with: { restore: true } });
  expect((await call('GET', `${contacts}/ann@x.example?idProperty=email`)).body.id).toBe(id);
});

test('the published client creates, reads in batches and lists', async () => {
  const { client } = await hubspot.install();
  const { basicApi, batchApi } = client.crm.contacts;
  const created = await basicApi.create({ properties: { email: 'ann@x.example' }, associations: [] });
  const batch = await batchApi.read({
    properties: ['email'],
    propertiesWithHistory: [],
    inputs: [{ id: created.id }],
  });
  expect(batch.results[0]?.properties['email']).toBe('ann@x.example');
  const invoice = await client.crm.commerce.invoices.basicApi.create({
    properties: { hs_currency: 'USD' },
    associations: [],
  });
  expect(invoice.properties['hs_invoice_status']).toBe('draft');
  const dated = await client.apiRequest({ method: 'GET', path: `${contacts}/${created.id}` });
  expect(dated.status).toBe(200);
});
