import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Connection } from '../../../server/engine/connections/ports.ts';
import type { Settlement } from '../../../server/engine/stores.ts';
import { cardsStore } from '../../../server/storage/cards-store.ts';
import { syncStore } from '../../../server/storage/sync-store.ts';
import { anApplication, anInvoice } from '../../support/builders.ts';
import { settledInvoice } from '../../support/card-records.ts';
import { testDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { testTenant } from '../../support/tenant.ts';
import type { TestTenant } from '../../support/tenant.ts';
import { callApi, failing } from './call-api.ts';
import { fakeEngine } from './fake-engine.ts';
import { serve } from './serve.ts';
import type { Served } from './serve.ts';

let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.close());

let mine: TestTenant;
let theirs: TestTenant;
let served: Served;
let status: Connection['status'];
beforeEach(async () => {
  [mine, theirs] = [await testTenant(base.db, ['invoice']), await testTenant(base.db, ['invoice'])];
  for (const { store } of [mine, theirs]) await store.syncs.setState('invoice', 'on');
  status = 'connected';
  const tenants = new Map([
    ['7', mine],
    ['8', theirs],
  ]);
  const scopeOf = ({ portalId }: Pick<Connection, 'portalId'>): TestTenant => tenants.get(portalId) ?? mine;
  const engine = fakeEngine().deps;
  served = await serve({
    connections: {
      findByPortal: async (portalId) => {
        const tenant = tenants.get(portalId);
        if (!tenant) return null;
        return {
          id: tenant.connectionId,
          portalId,
          realmId: tenant.realmId,
          status,
          statusReason: null,
          facts: null,
          setUpDay: '',
        };
      },
    },
    engine: {
      ...engine,
      cardsOf: (connection) => cardsStore(scopeOf(connection)),
      syncsOf: (connection) => syncStore(scopeOf(connection)),
    },
  });
  served.deps.api.listSyncs = (connection) => syncStore(scopeOf(connection)).list();
});
afterEach(() => served.close());

const settle = (tenant: TestTenant, ...outcomes: readonly Settlement[]) =>
  tenant.store.settle(outcomes, new Map([['invoice', 1]]));
const readCard = (id: string, words = {}) =>
  callApi(served, `/api/cards/invoice/${id}`, { method: 'GET', words });
const readDeal = (invoiceIds: readonly string[], userId = '70') =>
  callApi(served, '/api/cards/deal', { body: { invoiceIds }, userId });

describe('the invoice card', () => {
  test('shows amounts, timeline and the way into QuickBooks from what was kept at settling', async () => {
    const payments = [anApplication('p1', '40', { PaymentMethodName: 'Check', PaymentRefNum: '77' })];
    await settle(mine, settledInvoice('901', anInvoice({ balance: '60', payments })));
    expect(await readCard('901')).toMatchObject({
      data: {
        connection: 'connected',
        syncState: 'on',
        allowed: { syncNow: true, resolve: true },
        invoice: {
          quickbooksId: '130',
          standing: { state: 'in-sync', conflicts: [] },
          isDue: false,
          lastSyncedAt: '2026-11-22T10:00:00.000Z',
          summary: {
            number: '1037',
            url: expect.stringContaining('txnId=130'),
            total: 10_000,
            paid: 4_000,
            balance: 6_000,
            events: [
              { kind: 'created', day: '2026-06-01', amount: 10_000 },
              { kind: 'payment', day: '2026-06-10', amount: 4_000, method: 'Check', reference: '77' },
            ],
          },
        },
      },
    });
  });
});

describe('another portal’s invoice', () => {
  beforeEach(() => settle(theirs, settledInvoice('902', anInvoice())));

  test('is as unknown as one that does not exist', async () => {
    expect(await readCard('902')).toEqual(await readCard('999'));
    expect(await readCard('902')).toMatchObject({ data: { invoice: null } });
  });
});
