import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { RecordRow } from '../../../server/engine/records.ts';
import { aContact, aCustomer } from '../../support/builders.ts';
import { seed } from '../../unit/connections/fake-ports.ts';
import { callApi, failing } from './call-api.ts';
import { serve, sync } from './serve.ts';
import type { Served } from './serve.ts';

let served: Served;
beforeEach(async () => {
  served = await serve();
  seed(served.fakes);
});
afterEach(() => served.close());

const post = (path: string, body?: unknown, userId = '70') => callApi(served, path, { body, userId });
const get = (path: string, words = {}) => callApi(served, path, { method: 'GET', words });

const row: RecordRow = {
  id: '5',
  entity: 'contact',
  hubspotId: null,
  quickbooksId: '12',
  label: 'Ada',
  state: 'failing',
  note: null,
  category: 'display-name-used',
  reason: null,
  details: { tried: ['Ada'] },
  vendorError: { vendor: 'quickbooks', status: 400, code: '6240', message: 'Duplicate', requestId: 'tid-1' },
  nextTryAt: null,
  changedAt: new Date('2026-06-15T10:00:00Z'),
};

describe('records', () => {
  test('are listed by entity, state and category, with cause, remedy and the vendor’s request id', async () => {
    served.engine.rows.push(row);
    const words = { entity: 'contact', state: 'failing', category: 'display-name-used', page: '4' };
    expect(await get('/api/records', words)).toMatchObject({
      data: {
        records: [
          { id: '5', healing: 'person', vendorError: { requestId: 'tid-1' }, details: { tried: ['Ada'] } },
        ],
        next: '5',
      },
    });
    expect(served.engine.asked).toEqual([
      { entity: 'contact', state: 'failing', category: 'display-name-used', after: '4', limit: 50 },
    ]);
  });

  test.each([{ state: 'lost' }, { category: 'constructor' }, { page: '-1' }])(
    'cannot be asked for by %j',
    async (words) => {
      expect(await get('/api/records', words)).toEqual(failing('invalid-request'));
    },
  );

  test('show their state and what was done with them', async () => {
    served.engine.rows.push(row);
    expect(await get('/api/records/contact/quickbooks/12')).toMatchObject({
      data: { record: { label: 'Ada' }, activities: [{ what: 'created', at: '2026-06-15T10:00:00.000Z' }] },
    });
    expect(await get('/api/records/contact/hubspot/99')).toMatchObject({ data: { record: null } });
    expect(await get('/api/records/contact/elsewhere/1')).toEqual(failing('invalid-request'));
  });

  test.each([
    [
      { entity: 'contact', ids: ['5'] },
      { entity: 'contact', ids: ['5'] },
    ],
    [
      { entity: 'contact', category: 'missing-data' },
      { entity: 'contact', category: 'missing-data' },
    ],
    [
      { entity: 'contact', all: true },
      { entity: 'contact', category: null },
    ],
  ])('are tried again as %j asks', async (body, asked) => {
    served.engine.rows.push(row);
    expect(await post('/api/records/retry', body)).toEqual({ ok: true, data: { retried: 1 } });
    expect(served.engine.asked).toEqual([asked]);
    expect(served.engine.woken).toEqual(['c-7-900']);
  });

  test.each([
    { entity: 'contact' },
    { entity: 'contact', ids: [] },
    { entity: 'contact', ids: ['5'], all: true },
  ])('are not tried again as %j, which does not say which', async (body) => {
    expect(await post('/api/records/retry', body)).toEqual(failing('invalid-request'));
  });

  test('are for people who may change settings to change', async () => {
    for (const path of ['/api/records/retry', '/api/records/link', '/api/records/unlink', '/api/sync-now'])
      expect(await post(path, {}, '71')).toEqual(failing('not-allowed'));
  });
});

describe('two records', () => {
  const pair = { entity: 'contact', hubspotId: '501', quickbooksId: '12' };

  test('that exist are linked by hand, also when asked twice', async () => {
    served.engine.records.push(aContact(), aCustomer());
    expect(await post('/api/records/link', pair)).toMatchObject({ ok: true });
    expect(await post('/api/records/link', pair)).toMatchObject({ ok: true });
    expect(served.engine.links[0]).toEqual(pair);
  });

  test.each([
    ['unknown', aCustomer({}, { id: '13' })],
    ['inactive', aCustomer({}, { state: 'inactive' })],
    ['merged into another', aCustomer({}, { mergedInto: '13' })],
  ])('are not linked when the customer is %s', async (_case, customer) => {
    served.engine.records.push(aContact(), customer);
    const details = { kind: 'not-found', side: 'quickbooks' };
    expect(await post('/api/records/link', pair)).toEqual(failing('not-found', details));
  });

  test('are not linked when one has another counterpart', async () => {
    served.engine.records.push(aContact(), aCustomer());
    served.engine.links.push({ ...pair, quickbooksId: '13' });
    expect(await post('/api/records/link', pair)).toEqual(
      failing('already-linked', { kind: 'taken', side: 'hubspot' }),
    );
  });

  test('are taken apart together with our key, which would link them again', async () => {
    served.engine.records.push(aContact({ email: 'a@x.com' }), aCustomer({ email: 'b@x.com' }));
    served.engine.links.push(pair);
    expect(await post('/api/records/unlink', pair)).toEqual({ ok: true, data: { kind: 'unlinked' } });
    expect(served.engine.written).toMatchObject([
      { side: 'hubspot', target: '501', values: { ledgerline_key: null, ledgerline_link: null } },
    ]);
    expect(await post('/api/records/unlink', pair)).toEqual({ ok: true, data: { kind: 'not-linked' } });
  });

  test('stay linked while they share the value they are matched by', async () => {
    served.engine.records.push(aContact({ email: 'A@x.com' }), aCustomer({ email: 'a@x.com' }));
    served.engine.links.push(pair);
    expect(await post('/api/records/unlink', pair)).toEqual(failing('still-matching'));
    expect(served.engine.written).toEqual([]);
  });
});

describe('sync now', () => {
  test('has the feeds read at once for what runs', async () => {
    expect(await post('/api/sync-now')).toEqual({ ok: true, data: { syncs: ['contact'] } });
    expect(await post('/api/sync-now', { entity: 'contact' })).toMatchObject({ ok: true });
    expect(served.engine.asked[0]).toEqual({ name: 'sync-now', value: '2026-06-15T10:00:00.000Z' });
    expect(served.engine.woken).toEqual(['c-7-900', 'c-7-900']);
  });

  test('needs a sync that exists and is on', async () => {
    expect(await post('/api/sync-now', { entity: 'invoice' })).toEqual(failing('unknown-sync'));
    served.engine.syncs.set('product', sync('product', 'off'));
    expect(await post('/api/sync-now', { entity: 'product' })).toEqual(failing('not-running'));
  });
});
