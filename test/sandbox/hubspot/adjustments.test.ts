import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { AssociationSpecAssociationCategoryEnum } from '@hubspot/api-client/lib/codegen/crm/objects/models/AssociationSpec.js';
import { ADJUSTMENT_TYPES } from '../../../sandbox/hubspot/adjustments.ts';
import { APP, startHubSpot, startReceiver, text } from './harness.ts';
import type { Answer, Call, Json, Running } from './harness.ts';

let hubspot: Running;
let call: Call;
let client: Awaited<ReturnType<Running['install']>>['client'];
const objects = '/crm/objects/2026-09';
const toInvoice = { discounts: 412, fees: 414, taxes: 416 };

beforeAll(async () => {
  hubspot = await startHubSpot();
});
afterAll(() => hubspot.close());
beforeEach(async () => {
  await hubspot.control('POST', 'reset');
  await hubspot.settings({ limits: false });
  ({ call, client } = await hubspot.install());
});

type Properties = Record<string, string>;
const to = (id: string, associationTypeId: number) => ({
  to: { id },
  types: [{ associationCategory: AssociationSpecAssociationCategoryEnum.HubspotDefined, associationTypeId }],
});
const post = (type: string, properties: Properties, associations: unknown[] = []): Promise<Answer> =>
  call('POST', `${objects}/${type}`, { properties, associations });
const make = async (type: string, properties: Properties, associations: unknown[] = []): Promise<string> =>
  text((await post(type, properties, associations)).body.id);
const percent = (value: string): Properties => ({ hs_label: 'P', hs_type: 'PERCENT', hs_value: value });
const fixed = (value: string): Properties => ({ hs_label: 'F', hs_type: 'FIXED', hs_value: value });

/** An invoice with one line of 200. */
const invoiceOf200 = async (properties: Properties = {}): Promise<string> => {
  const line = await make('line_items', { quantity: '2', price: '100' });
  return make('invoices', { hs_currency: 'USD', ...properties }, [to(line, 409)]);
};
const adjust = (type: keyof typeof toInvoice, invoice: string, properties: Properties): Promise<string> =>
  make(type, properties, [to(invoice, toInvoice[type])]);
const billed = async (invoice: string): Promise<string> => {
  const path = `${objects}/invoices/${invoice}?properties=hs_amount_billed`;
  return text((await call('GET', path)).body.properties?.hs_amount_billed);
};
const addGroup = (type: string, name: string): Promise<Answer> =>
  call('POST', `/crm/properties/2026-09/${type}/groups`, { name, label: name });
const isLink = ({ subscriptionType }: Json): boolean => text(subscriptionType) === 'object.associationChange';
const state = async (type: string): Promise<Json[]> => {
  const lines = await (await fetch(`${hubspot.url}/__sim/state/${type}`)).text();
  return lines
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
};

describe.each(ADJUSTMENT_TYPES)('%s', (type) => {
  test('are created, read, updated and archived by the published client', async () => {
    const { basicApi } = client.crm.objects;
    const invoice = await invoiceOf200();
    const { id } = await basicApi.create(type, {
      properties: percent('10'),
      associations: [to(invoice, toInvoice[type])],
    });
    await basicApi.update(type, id, { properties: { hs_value: '20' } });
    const names = ['hs_label', 'hs_type', 'hs_value'];
    const read = await basicApi.getById(type, id, names, undefined, ['invoices']);
    expect(read.properties).toMatchObject({ hs_label: 'P', hs_type: 'PERCENT', hs_value: '20' });
    expect(read.associations?.['invoices']?.results).toMatchObject([{ id: invoice }]);
    await basicApi.archive(type, id);
    await expect(basicApi.getById(type, id)).rejects.toMatchObject({ code: 404 });
  });

  test('are written in batches and searched', async () => {
    const { batchApi, searchApi } = client.crm.objects;
    const inputs = ['1', '2', '3'].map((value) => ({ properties: fixed(value), associations: [] }));
    const made = await batchApi.create(type, { inputs });
    const updates = made.results.map(({ id }) => ({ id, properties: { hs_label: `n${id}` } }));
    await batchApi.update(type, { inputs: updates });
    await hubspot.control('POST', 'clock', { advanceMs: 5000 });
    const filters = [{ propertyName: 'hs_label', operator: 'EQ', value: `n${made.results[1]?.id}` }];
    const found = await call('POST', `${objects}/${type}/search`, { filterGroups: [{ filters }] });
    expect(found.body).toMatchObject({ total: 1, results: [{ id: made.results[1]?.id }] });
    await batchApi.archive(type, { inputs: made.results.map(({ id }) => ({ id })) });
    expect((await searchApi.doSearch(type, { limit: 10 })).total).toBe(0);
  });

  test('take no other kinds and no text as value', async () => {
    expect((await post(type, { hs_type: 'percent' })).body).toMatchObject({
      errors: [{ code: 'INVALID_OPTION' }],
    });
    expect((await post(type, fixed('ten'))).body).toMatchObject({ errors: [{ code: 'INVALID_DOUBLE' }] });
  });

  test('are associated and dissociated by a person, which moves the amount', async () => {
    const invoice = await invoiceOf200();
    const made = await hubspot.edit({ type, action: 'save', change: fixed('10') });
    const edit = { type: 'invoices', id: invoice, with: { type, id: made.id } };
    await hubspot.edit({ ...edit, action: 'associate' });
    expect(await state(type)).toMatchObject([{ id: made.id, associations: { invoices: [invoice] } }]);
    expect(await billed(invoice)).toBe(type === 'discounts' ? '190' : '210');
    await hubspot.edit({ ...edit, action: 'dissociate' });
    expect(await billed(invoice)).toBe('200');
  });

  test('accept own properties unless switched, unique ones only when switched', async () => {
    const create = async (name: string, hasUniqueValue: boolean): Promise<number> => {
      const own = { name, label: name, type: 'string', fieldType: 'text', groupName: 'ours', hasUniqueValue };
      return (await call('POST', `/crm/properties/2026-09/${type}`, own)).status;
    };
    await addGroup(type, 'ours');
    expect([await create('plain', false), await create('key', true)]).toEqual([201, 400]);
    await hubspot.behave({ uniqueCommerceAdjustmentProperties: true });
    expect(await create('key', true)).toBe(201);
    await hubspot.behave({ commerceAdjustmentProperties: false });
    expect([await create('other', false), (await addGroup(type, 'more')).status]).toEqual([400, 400]);
  });
});

describe('the amount of a billable invoice', () => {
  test('has discounts taken first, then fees added, then taxes', async () => {
    const invoice = await invoiceOf200();
    await adjust('taxes', invoice, percent('10'));
    await adjust('fees', invoice, percent('5'));
    await adjust('fees', invoice, fixed('11'));
    await adjust('discounts', invoice, percent('50'));
    await adjust('discounts', invoice, fixed('20'));
    // 200 − 100 − 20 = 80; + 4 + 11 = 95; + 9.50
    expect(await billed(invoice)).toBe('104.5');
  });

  test.each([
    ['USD', '217.75'],
    ['JPY', '218'],
  ])('has percentages rounded to the minor unit of %s', async (hs_currency, amount) => {
    const invoice = await invoiceOf200({ hs_currency });
    await adjust('taxes', invoice, percent('8.8745'));
    expect(await billed(invoice)).toBe(amount);
  });

  test('never falls below zero by discounts', async () => {
    const invoice = await invoiceOf200();
    await adjust('discounts', invoice, fixed('500'));
    await adjust('fees', invoice, fixed('3'));
    expect(await billed(invoice)).toBe('3');
  });

  test('follows changes of what is associated', async () => {
    const invoice = await invoiceOf200();
    const tax = await adjust('taxes', invoice, fixed('10'));
    await call('PATCH', `${objects}/taxes/${tax}`, { properties: { hs_value: '15' } });
    expect(await billed(invoice)).toBe('215');
    await call('DELETE', `${objects}/taxes/${tax}`);
    expect(await billed(invoice)).toBe('200');
  });
});

test('a written amount of a non-billable invoice stays as it is', async () => {
  const invoice = await invoiceOf200({ hs_invoice_billable: 'false', hs_amount_billed: '12.34' });
  await adjust('taxes', invoice, fixed('10'));
  expect(await billed(invoice)).toBe('12.34');
});

describe('a second tax of an invoice', () => {
  const refusal = { errors: [{ code: 'INVOICE_HAS_TAX' }] };

  test('is refused when it is created or associated, while the first can be associated again', async () => {
    const invoice = await invoiceOf200();
    const first = await adjust('taxes', invoice, fixed('1'));
    expect((await post('taxes', fixed('2'), [to(invoice, 416)])).body).toMatchObject(refusal);
    const other = await make('taxes', fixed('3'));
    const associate = (tax: string): Promise<Answer> =>
      call('PUT', `${objects}/invoices/${invoice}/associations/default/taxes/${tax}`);
    expect((await associate(other)).body).toMatchObject(refusal);
    const reverse = `${objects}/taxes/${other}/associations/default/invoices/${invoice}`;
    expect((await call('PUT', reverse)).body).toMatchObject(refusal);
    expect((await associate(first)).status).toBe(200);
  });

  test('is refused within one batch and on a new invoice', async () => {
    const invoice = await invoiceOf200();
    const inputs = ['1', '2'].map((value) => ({
      properties: fixed(value),
      associations: [to(invoice, 416)],
    }));
    expect((await call('POST', `${objects}/taxes/batch/create`, { inputs })).body).toMatchObject(refusal);
    const taxes = [await make('taxes', fixed('1')), await make('taxes', fixed('2'))];
    const both = taxes.map((tax) => to(tax, 415));
    expect((await post('invoices', { hs_currency: 'USD' }, both)).body).toMatchObject(refusal);
    expect(await billed(invoice)).toBe('200');
  });

  test('is accepted once the first is archived', async () => {
    const invoice = await invoiceOf200();
    const first = await adjust('taxes', invoice, fixed('1'));
    await call('DELETE', `${objects}/taxes/${first}`);
    await adjust('taxes', invoice, fixed('2'));
    expect(await billed(invoice)).toBe('202');
  });
});

test.each([
  ['invoices', 'crm.objects.invoices.read'],
  ['line_items', 'crm.objects.line_items.read'],
  ['own', 'crm.objects.taxes.read'],
])('taxes are opened by the scopes of %s when switched so', async (commerceAdjustmentScopes, scope) => {
  const standIn = await startHubSpot({ requiredScopes: ['oauth', scope], optionalScopes: [] });
  const limited = await standIn.install();
  const read = async (): Promise<number> => (await limited.call('GET', `${objects}/taxes`)).status;
  await standIn.behave({ commerceAdjustmentScopes });
  expect(await read()).toBe(200);
  await standIn.behave({ commerceAdjustmentScopes: 'contacts' });
  expect(await read()).toBe(403);
  await standIn.close();
});

test('changes and associations are told by webhooks', async () => {
  const receiver = await startReceiver();
  const standIn = await startHubSpot({ ...APP, webhookUrl: receiver.url });
  const { call: write } = await standIn.install();
  const invoice = await write('POST', `${objects}/invoices`, { properties: { hs_currency: 'USD' } });
  const body = { properties: fixed('7'), associations: [to(text(invoice.body.id), 416)] };
  await write('POST', `${objects}/taxes`, body);
  const events = await receiver.until((all) => all.filter(isLink).length === 2);
  const own = { changeSource: 'INTEGRATION', sourceId: '5150' };
  expect(events).toContainEqual(
    expect.objectContaining({ ...own, objectTypeId: '0-86', propertyName: 'hs_value', propertyValue: '7' }),
  );
  expect(events.filter(isLink)).toMatchObject([
    { ...own, fromObjectTypeId: '0-86', toObjectTypeId: '0-53', associationTypeId: 416 },
    { ...own, fromObjectTypeId: '0-53', toObjectTypeId: '0-86', associationTypeId: 415 },
  ]);
  await standIn.close();
  await receiver.close();
});
