import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { aContact, aCustomer, rulesFor } from '../../support/builders.ts';
import { seed } from '../../unit/connections/fake-ports.ts';
import { callApi, failing } from './call-api.ts';
import { serve } from './serve.ts';
import type { Served } from './serve.ts';

let served: Served;
beforeEach(async () => {
  served = await serve();
  seed(served.fakes);
});
afterEach(() => served.close());

const rules = rulesFor('contact');
const put = (path: string, body: unknown, userId = '70') =>
  callApi(served, path, { method: 'PUT', body, userId });
const get = (path: string) => callApi(served, path, { method: 'GET' });
const post = (path: string, body?: unknown, userId = '70') => callApi(served, path, { body, userId });

describe('the syncs', () => {
  test('are listed with rules, version, progress and what may be chosen', async () => {
    served.deps.api.listSyncs = async () => [...served.engine.syncs.values()];
    served.deps.api.readProgress = async () => ({
      contact: {
        counts: { inSync: 1, pending: 2, failing: 0, excluded: 0 },
        firstSync: null,
        lastSyncedAt: null,
        reading: 'rules',
        left: 2,
      },
    });
    const listed = { entity: 'contact', state: 'on', version: 1, rules: { winner: 'quickbooks' } };
    const applyingRules = { readingLists: true, left: 2 };
    expect(await get('/api/syncs')).toMatchObject({
      ok: true,
      data: { mayChange: true, syncs: [{ ...listed, applyingRules, choices: { linkedByHand: true } }] },
    });
  });

  test('are for people who may change settings to change', async () => {
    const refused = failing('not-allowed');
    expect(await put('/api/syncs/contact', { version: 1, rules }, '71')).toEqual(refused);
    for (const path of ['/api/syncs/contact', '/api/syncs/contact/delete', '/api/syncs/contact/preview'])
      expect(await post(path, {}, '71')).toEqual(refused);
    expect(served.engine.syncs.get('contact')).toMatchObject({ version: 1 });
  });

  test('need a connection', async () => {
    await post('/api/disconnect');
    expect(await get('/api/syncs')).toEqual(failing('not-connected'));
  });
});

describe('rules', () => {
  test('are saved under the next version, and the worker is woken', async () => {
    const changed = { ...rules, winner: 'hubspot' };
    expect(await put('/api/syncs/contact', { version: 1, rules: changed })).toMatchObject({
      ok: true,
      data: { version: 2, state: 'on', rules: { winner: 'hubspot' } },
    });
    expect(served.engine.woken).toEqual(['c-7-900']);
    expect(await get('/api/syncs/contact/history')).toMatchObject({
      data: { versions: [{ version: 2, changedBy: '70', changedAt: expect.any(String) }, { version: 1 }] },
    });
  });

  test('are not saved over those of somebody else, who is shown', async () => {
    await put('/api/syncs/contact', { version: 1, rules: { ...rules, winner: 'hubspot' } });
    const current = expect.objectContaining({ version: 2 });
    expect(await put('/api/syncs/contact', { version: 1, rules })).toEqual(
      failing('changed-meanwhile', { current }),
    );
  });

  test('that cannot be carried out are refused in plain words, problem by problem', async () => {
    const invoice = rulesFor('invoice', { direction: 'two-way' });
    expect(await put('/api/syncs/invoice', { version: 1, rules: invoice })).toMatchObject({
      ok: false,
      error: {
        code: 'rules-refused',
        message: 'Choose customItemAccount first: without it nothing can be created in QuickBooks.',
        details: { problems: [{ path: 'options.customItemAccount', code: 'option-required' }] },
      },
    });
  });

  test.each([
    ['no rules', { version: 1 }],
    ['no version', { rules }],
    [
      'an unknown operator',
      {
        version: 1,
        rules: {
          ...rules,
          filters: { toHubspot: [[{ field: 'a', operator: '~', values: [] }]], toQuickbooks: [] },
        },
      },
    ],
    [
      'a mapping id that is no word',
      { version: 1, rules: { ...rules, mappings: [{ id: '../x', enabled: true, direction: 'two-way' }] } },
    ],
  ])('with %s are not understood', async (_case, body) => {
    expect(await put('/api/syncs/contact', body)).toEqual(failing('invalid-request'));
  });

  test('of a sync that does not exist are an expected failure', async () => {
    expect(await put('/api/syncs/unicorn', { version: 1, rules })).toEqual(failing('unknown-sync'));
    expect(await put('/api/syncs/product', { version: 1, rules: rulesFor('product') })).toEqual(
      failing('unknown-sync'),
    );
  });
});

describe('a preview', () => {
  const cityIs = (city: string) => ({
    ...rules,
    filters: {
      toHubspot: [[{ field: 'BillAddr.City', operator: 'is', values: [city] }]],
      toQuickbooks: [[{ field: 'email', operator: 'is-known', values: [] }]],
    },
  });
  const customers = (count: number) =>
    Array.from({ length: count }, (_, at) =>
      aCustomer({ fields: { 'BillAddr.City': at % 2 === 0 ? 'Oslo' : 'Bergen' } }, { id: String(at) }),
    );

  test('counts what the filters let through, projects and inactive records left out', async () => {
    const project = aCustomer({ fields: { 'BillAddr.City': 'Oslo', IsProject: 'true' } }, { id: '90' });
    const asleep = aCustomer({ fields: { 'BillAddr.City': 'Oslo' } }, { id: '91', state: 'inactive' });
    served.engine.records.push(...customers(5), project, asleep, aContact({ email: 'a@b.c' }), aContact());
    expect(await post('/api/syncs/contact/preview', { rules: cityIs('Oslo') })).toEqual({
      ok: true,
      data: {
        quickbooks: { count: 3, atLeast: false, counted: 'read', looked: 7 },
        hubspot: { count: 1, atLeast: false, counted: 'read', looked: 2 },
      },
    });
  });

  test('asks the vendor about more than a page, and else says that it saw only a part', async () => {
    served.engine.pageSize = 2;
    served.engine.records.push(...customers(60));
    const partly = { count: 10, atLeast: true, counted: 'read-partly', looked: 20 };
    expect(await post('/api/syncs/contact/preview', { rules: cityIs('Oslo') })).toMatchObject({
      data: { quickbooks: partly },
    });
    served.engine.counted = 30;
    const asked = { count: 30, atLeast: false, counted: 'asked', looked: 2 };
    expect(await post('/api/syncs/contact/preview', { rules: cityIs('Oslo') })).toMatchObject({
      data: { quickbooks: asked },
    });
  });

  test('of a direction that lets nothing cross asks nobody', async () => {
    const oneWay = { ...cityIs('Oslo'), direction: 'to-hubspot' };
    expect(await post('/api/syncs/contact/preview', { rules: oneWay })).toMatchObject({
      data: { hubspot: { count: 0, counted: 'closed' } },
    });
  });
});

describe('deleting a sync', () => {
  test('says first what is lost, then does it, and again changes nothing', async () => {
    expect(await post('/api/syncs/contact/delete')).toMatchObject({
      data: { deleted: false, confirmation: { text: expect.stringContaining('links') } },
    });
    expect(served.engine.syncs.has('contact')).toBe(true);
    const confirmed = { confirm: true };
    const deleted = { data: { deleted: true } };
    expect(await post('/api/syncs/contact/delete', confirmed)).toMatchObject(deleted);
    expect(await post('/api/syncs/contact/delete', confirmed)).toMatchObject(deleted);
    expect(served.engine.syncs.has('contact')).toBe(false);
  });

  test('leaves it to be created again, switched off, with recommended or given rules', async () => {
    await post('/api/syncs/contact/delete', { confirm: true });
    const created = { entity: 'contact', state: 'off', version: 2 };
    expect(await post('/api/syncs/contact')).toMatchObject({ data: { ...created, created: true } });
    expect(await post('/api/syncs/contact')).toMatchObject({ data: { ...created, created: false } });
    const own = { ...rulesFor('product'), winner: 'hubspot' };
    expect(await post('/api/syncs/product', { rules: own })).toMatchObject({
      data: { entity: 'product', rules: { winner: 'hubspot', options: { onlyWithSku: true } } },
    });
  });
});
