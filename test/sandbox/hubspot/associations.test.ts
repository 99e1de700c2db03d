import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { AssociationSpecAssociationCategoryEnum } from '@hubspot/api-client/lib/codegen/crm/associations/v4/models/AssociationSpec.js';
import { startHubSpot, text } from './harness.ts';
import type { Call, Running } from './harness.ts';

let hubspot: Running;
let call: Call;
let contact: string;
let first: string;
let second: string;
const objects = '/crm/objects/2026-09';
const links = '/crm/associations/2026-09';

beforeAll(async () => {
  hubspot = await startHubSpot();
});
afterAll(() => hubspot.close());
beforeEach(async () => {
  await hubspot.control('POST', 'reset');
  await hubspot.settings({ limits: false });
  ({ call } = await hubspot.install());
  const make = async (type: string, properties: object): Promise<string> =>
    text((await call('POST', `${objects}/${type}`, { properties })).body.id);
  contact = await make('contacts', { email: 'ann@x.example' });
  first = await make('companies', { name: 'First' });
  second = await make('companies', { name: 'Second' });
});

const types = async (company: string): Promise<unknown[]> => {
  const { body } = await call('GET', `${objects}/contacts/${contact}/associations/companies`);
  return [...(body.results ?? [])]
    .filter((result) => text(result.id) === company)
    .map((result) => result.type);
};

describe('on records', () => {
  test('the first company becomes the primary one, and another can take its place', async () => {
    await call('PUT', `${objects}/contacts/${contact}/associations/default/companies/${first}`);
    await call('PUT', `${objects}/companies/${second}/associations/default/contacts/${contact}`);
    expect(await types(first)).toEqual(
      expect.arrayContaining(['contact_to_company', 'contact_to_company_unlabeled']),
    );
    expect(await types(second)).toEqual(['contact_to_company_unlabeled']);
    const primary = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 1 }];
    await call('PUT', `${objects}/contacts/${contact}/associations/companies/${second}`, primary);
    expect(await types(first)).toEqual(['contact_to_company_unlabeled']);
    const read = await call('GET', `${objects}/contacts/${contact}?properties=associatedcompanyid`);
    expect(read.body.properties?.associatedcompanyid).toBe(second);
  });

  test('no primary company appears by itself when switched off', async () => {
    await hubspot.behave({ firstCompanyIsPrimary: false });
    await call('PUT', `${objects}/contacts/${contact}/associations/default/companies/${first}`);
    expect(await types(first)).toEqual(['contact_to_company_unlabeled']);
  });

  test('v4 reads name toObjectId, and deletion is quiet', async () => {
    await call('PUT', `${objects}/contacts/${contact}/associations/default/companies/${first}`);
    const read = await call('GET', `/crm/v4/objects/contacts/${contact}/associations/companies`);
    expect(read.body.results).toMatchObject([{ toObjectId: Number(first) }]);
    const path = `${objects}/contacts/${contact}/associations/companies/${first}`;
    expect((await call('DELETE', path)).status).toBe(204);
    expect((await call('DELETE', path)).status).toBe(204);
    expect(await types(first)).toEqual([]);
  });

  test('reads of a record bring them along when asked', async () => {
    await call('PUT', `${objects}/contacts/${contact}/associations/default/companies/${first}`);
    const read = await call('GET', `${objects}/contacts/${contact}?associations=companies,deals`);
    expect(read.body.associations?.companies?.results).toContainEqual({
      id: first,
      type: 'contact_to_company',
    });
    expect(read.body.associations).not.toHaveProperty('deals');
  });

  test('products are associated with nothing, and types must fit the pair', async () => {
    const product = await call('POST', `${objects}/products`, { properties: { name: 'Desk' } });
    const path = `${objects}/contacts/${contact}/associations/default/products/${text(product.body.id)}`;
    expect((await call('PUT', path)).status).toBe(400);
    const wrong = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 177 }];
    const answer = await call('PUT', `${objects}/contacts/${contact}/associations/companies/${first}`, wrong);
    expect(answer.body).toMatchObject({ errors: [{ code: 'INVALID_ASSOCIATION_TYPE' }] });
  });
});

describe('in batches', () => {
  test('are created, read and archived', async () => {
    const spec = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 279 }];
    const inputs = [{ from: { id: contact }, to: { id: first }, types: spec }];
    const created = await call('POST', `${links}/contacts/companies/batch/create`, { inputs });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ results: [{ fromObjectId: contact, toObjectId: first }] });
    const read = await call('POST', `${links}/contacts/companies/batch/read`, { inputs: [{ id: contact }] });
    expect(read.body).toMatchObject({
      results: [{ from: { id: contact }, to: [{ toObjectId: first }] }],
    });
    const undo = { inputs: [{ from: { id: contact }, to: [{ id: first }] }] };
    expect((await call('POST', `${links}/contacts/companies/batch/archive`, undo)).status).toBe(204);
    expect(await types(first)).toEqual([]);
  });

  test('report records without associations and records that do not exist', async () => {
    const read = await call('POST', `${links}/contacts/companies/batch/read`, { inputs: [{ id: contact }] });
    expect(read.status).toBe(207);
    expect(read.body).toMatchObject({
      errors: [{ subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND' }],
    });
    const inputs = [
      { from: { id: contact }, to: { id: first } },
      { from: { id: contact }, to: { id: '99999' } },
    ];
    const linked = await call('POST', `${links}/contacts/companies/batch/associate/default`, { inputs });
    expect(linked.status).toBe(207);
    expect(linked.body).toMatchObject({ errors: [{ context: { toObjectId: ['99999'] } }] });
  });

  test('settle pair by pair where a line item already has a parent', async () => {
    const make = async (type: string, properties: object): Promise<string> =>
      text((await call('POST', `${objects}/${type}`, { properties })).body.id);
    const line = await make('line_items', { price: '5' });
    const invoices = [
      await make('invoices', { hs_currency: 'USD' }),
      await make('invoices', { hs_currency: 'USD' }),
    ];
    const inputs = invoices.map((id) => ({ from: { id }, to: { id: line } }));
    const answer = await call('POST', `${links}/invoices/line_items/batch/associate/default`, { inputs });
    expect(answer.status).toBe(207);
    expect(answer.body).toMatchObject({ errors: [{ context: { objectId: [line] } }] });
    const parents = await call('GET', `${objects}/line_items/${line}/associations/invoices`);
    expect(parents.body.results).toEqual([{ id: invoices[0], type: 'line_item_to_invoice' }]);
  });

  test('create at most 2,000 and read at most 1,000', async () => {
    const pairs = Array.from({ length: 2001 }, () => ({ from: { id: contact }, to: { id: first } }));
    const created = await call('POST', `${links}/contacts/companies/batch/associate/default`, {
      inputs: pairs,
    });
    expect(created.status).toBe(400);
    const ids = Array.from({ length: 1001 }, () => ({ id: contact }));
    expect((await call('POST', `${links}/contacts/companies/batch/read`, { inputs: ids })).status).toBe(400);
  });
});

test('labels list the types of a pair', async () => {
  const { body } = await call('GET', `${links}/contacts/companies/labels`);
  expect([...(body.results ?? [])].map((type) => [type.typeId, type.label])).toEqual([
    [279, null],
    [1, 'Primary'],
  ]);
});

test('the published client associates and reads in batches', async () => {
  const { client } = await hubspot.install();
  const { basicApi, batchApi } = client.crm.associations.v4;
  await basicApi.create('contacts', contact, 'companies', first, [
    { associationCategory: AssociationSpecAssociationCategoryEnum.HubspotDefined, associationTypeId: 279 },
  ]);
  const read = await batchApi.getPage('contacts', 'companies', { inputs: [{ id: contact }] });
  expect(read.results[0]?.to).toHaveLength(1);
});
