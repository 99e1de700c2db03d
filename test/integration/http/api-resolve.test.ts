import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { RecordRow } from '../../../server/engine/records.ts';
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

const resolve = (body: unknown, userId = '70') => callApi(served, '/api/records/resolve', { body, userId });

const conflict = { mapping: 'phone', winner: 'quickbooks', hubspot: '111', quickbooks: '222' };
const inConflict: RecordRow = {
  id: '5',
  entity: 'contact',
  hubspotId: '501',
  quickbooksId: '12',
  label: 'Ada',
  state: 'in-sync',
  note: JSON.stringify([conflict]),
  category: null,
  reason: null,
  details: {},
  vendorError: null,
  nextTryAt: null,
  changedAt: new Date('2026-06-15T10:00:00Z'),
};
const takeHubspot = {
  entity: 'contact',
  hubspotId: '501',
  quickbooksId: '12',
  choice: 'take-hubspot',
  subject: 'phone',
  value: null,
};

describe('a decision about a record', () => {
  test('takes a conflict’s other value as it is on record, for the person who said so', async () => {
    served.engine.rows.push(inConflict);
    expect(await resolve(takeHubspot)).toEqual({ ok: true, data: { kind: 'decided' } });
    expect(served.engine.decisions).toEqual([
      {
        record: { entity: 'contact', hubspotId: '501', quickbooksId: '12' },
        resolution: { choice: 'take-hubspot', subject: 'phone', value: '111' },
        decidedBy: '70',
      },
    ]);
    expect(served.engine.woken).toEqual(['c-7-900']);
  });

  test('that was carried out before is answered as done, and nothing is stored again', async () => {
    served.engine.rows.push({ ...inConflict, note: null });
    expect(await resolve(takeHubspot)).toEqual(failing('not-fitting', { state: 'in-sync', category: null }));
    const resolution = { choice: 'take-hubspot', subject: 'phone', value: '111' } as const;
    served.engine.decisions.push({ record: null, resolution, decidedBy: '70' });
    expect(await resolve(takeHubspot)).toEqual({ ok: true, data: { kind: 'done' } });
    expect(served.engine.decisions).toHaveLength(1);
    expect(served.engine.woken).toEqual([]);
  });

  test('about a conflict whose values have changed since the person saw them is refused', async () => {
    served.engine.rows.push(inConflict);
    expect(await resolve({ ...takeHubspot, value: '110' })).toEqual(failing('not-fitting'));
    expect(await resolve({ ...takeHubspot, value: '111' })).toMatchObject({ ok: true });
  });

  test('needs a record and a sync that exist, and ids of one and the same record', async () => {
    served.engine.rows.push(inConflict);
    expect(await resolve({ ...takeHubspot, quickbooksId: '13' })).toEqual(failing('unknown-record'));
    expect(await resolve({ ...takeHubspot, hubspotId: '502' })).toEqual(failing('unknown-record'));
    expect(await resolve({ ...takeHubspot, entity: 'invoice' })).toEqual(failing('unknown-sync'));
    expect(await resolve({ ...takeHubspot, hubspotId: null })).toMatchObject({ ok: true });
    expect(await resolve({ ...takeHubspot, quickbooksId: null })).toMatchObject({ ok: true });
  });

  test.each([{ hubspotId: null, quickbooksId: null }, { choice: 'guess' }, { subject: 7 }, { more: true }])(
    'is refused with %j',
    async (changes) => {
      expect(await resolve({ ...takeHubspot, ...changes })).toEqual(failing('invalid-request'));
    },
  );

  test('is for people who may change settings', async () => {
    expect(await resolve(takeHubspot, '71')).toEqual(failing('not-allowed'));
  });
});
