import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { CommandOutcome } from '../../../server/engine/commands.ts';
import type { RecordRow } from '../../../server/engine/records.ts';
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

  test.each(['link', 'unlink'] as const)('are left to the worker to %s, which is woken', async (kind) => {
    served.engine.outcome = { kind: kind === 'link' ? 'linked' : 'unlinked' };
    expect(await post(`/api/records/${kind}`, pair)).toEqual({ ok: true, data: served.engine.outcome });
    expect(served.engine.commands).toEqual([{ kind, pair, askedBy: '70' }]);
    expect(served.engine.woken).toEqual(['c-7-900']);
  });

  test('are said to be asked for when the worker does not get to them while the person waits', async () => {
    expect(await post('/api/records/link', pair)).toEqual({ ok: true, data: { kind: 'asked' } });
  });

  test.each<[CommandOutcome, string, unknown]>([
    [{ kind: 'taken', side: 'hubspot' }, 'already-linked', { kind: 'taken', side: 'hubspot' }],
    [{ kind: 'not-found', side: 'quickbooks' }, 'not-found', { kind: 'not-found', side: 'quickbooks' }],
    [{ kind: 'still-matching' }, 'still-matching', undefined],
    [{ kind: 'expired' }, 'expired', undefined],
  ])('that cannot be had as asked (%j) are answered with %s', async (outcome, code, details) => {
    served.engine.outcome = outcome;
    expect(await post('/api/records/link', pair)).toEqual(failing(code, details));
  });

  test('need a sync that exists and links by hand', async () => {
    expect(await post('/api/records/link', { ...pair, entity: 'product' })).toEqual(failing('unknown-sync'));
    served.engine.syncs.set('invoice', sync('invoice', 'on'));
    expect(await post('/api/records/link', { ...pair, entity: 'invoice' })).toEqual(failing('not-by-hand'));
    expect(await post('/api/records/link', { ...pair, hubspotId: 'x' })).toEqual(failing('invalid-request'));
    expect(served.engine.commands).toEqual([]);
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
