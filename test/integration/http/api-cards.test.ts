import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Connection } from '../../../server/engine/connections/ports.ts';
import type { Settlement } from '../../../server/engine/stores.ts';
import { cardsStore } from '../../../server/storage/cards-store.ts';
import { syncStore } from '../../../server/storage/sync-store.ts';
import { anApplication, anInvoice } from '../../support/builders.ts';
import { settledInvoice } from '../../support/card-records.ts';
import { settlement } from '../../support/settlements.ts';
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
let connectionStatus: Connection['status'];
beforeEach(async () => {
  [mine, theirs] = [await testTenant(base.db, ['invoice']), await testTenant(base.db, ['invoice'])];
  for (const { store } of [mine, theirs]) await store.syncs.setState('invoice', 'on');
  connectionStatus = 'connected';
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
          status: connectionStatus,
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

describe('a failing invoice', () => {
  const details = {
    choices: ['take-quickbooks', 'take-hubspot', 'unheard-of'],
    differences: ['added: 1 × Anvil, 5.00', 'voided'],
  };
  const failure = { category: 'changed-in-quickbooks', details, vendor: null, waitsOn: [] } as const;
  const status = { state: 'failing', failure, nextTryAt: null } as const;

  test('is shown with category, what may be chosen, and whether the reader may choose', async () => {
    await settle(mine, settledInvoice('901', anInvoice(), status));
    expect(await readCard('901', { userId: '71' })).toMatchObject({
      data: {
        allowed: { syncNow: true, resolve: false },
        invoice: {
          lastSyncedAt: null,
          standing: {
            state: 'failing',
            category: 'changed-in-quickbooks',
            healing: 'person',
            differences: [{ kind: 'added', text: '1 × Anvil, 5.00' }, { kind: 'voided' }],
            choices: [{ choice: 'take-quickbooks' }, { choice: 'take-hubspot' }],
          },
        },
      },
    });
  });

  const total = { category: 'total-differs', details: { choices: ['take-quickbooks'] } } as const;
  const number = { category: 'invoice-number-used', details: { free: 'INV-7-2' } } as const;
  test.each([
    [total, [{ choice: 'take-quickbooks', subject: null, value: null }]],
    [number, [{ choice: 'use-number', subject: null, value: 'INV-7-2' }]],
    [{ category: 'closed-books', details: {} } as const, []],
  ])('offers what its failure names: %j', async (said, choices) => {
    const named = { ...status, failure: { ...failure, ...said } };
    await settle(mine, settledInvoice('901', anInvoice(), named));
    expect(await readCard('901')).toMatchObject({ data: { invoice: { standing: { choices } } } });
  });

  test('is looked at again for anybody in the portal, on both sides and at once', async () => {
    await settle(mine, settledInvoice('901', anInvoice(), status));
    for (const userId of ['71', '71'])
      expect(await callApi(served, '/api/records/invoice/hubspot/901/sync-now', { userId })).toMatchObject({
        ok: true,
      });
    const due = { entities: ['invoice'], limit: 10, now: mine.runtime.now(), atMost: 0 } as const;
    const marks = await mine.store.marks.due(due);
    expect(marks.map(({ side, id }) => `${side} ${id}`).toSorted()).toEqual([
      'hubspot 901',
      'quickbooks 130',
    ]);
    expect(await readCard('901')).toMatchObject({ data: { invoice: { isDue: true } } });
  });

  test('that was put off is not said to be looked at now', async () => {
    await settle(mine, settledInvoice('901', anInvoice(), status));
    await mine.store.marks.add([{ entity: 'invoice', side: 'quickbooks', id: '130', priority: 1 }]);
    const marks = await mine.store.marks.due({ entities: ['invoice'], limit: 10, now: mine.runtime.now() });
    await settle(mine, settlement({ marks, retryAt: new Date('2026-11-22T10:05:00Z') }));
    expect(await readCard('901')).toMatchObject({ data: { invoice: { isDue: false } } });
  });

  test('is not looked at while its sync does not run', async () => {
    await mine.store.syncs.setState('invoice', 'off');
    const path = '/api/records/invoice/hubspot/901/sync-now';
    expect(await callApi(served, path)).toEqual(failing('not-running'));
    expect(await readCard('901')).toMatchObject({ data: { allowed: { syncNow: false, resolve: false } } });
  });
});

test('a conflict is shown with both values and the choice that takes the other one', async () => {
  const conflict = {
    mapping: 'dueDate',
    winner: 'quickbooks',
    hubspot: '2026-07-01',
    quickbooks: '2026-07-02',
  };
  const status = { state: 'in-sync', note: JSON.stringify([conflict]) } as const;
  await settle(mine, settledInvoice('901', anInvoice(), status));
  expect(await readCard('901')).toMatchObject({
    data: {
      invoice: {
        standing: {
          conflicts: [
            { field: 'dueDate', choice: { choice: 'take-hubspot', subject: 'dueDate', value: '2026-07-01' } },
          ],
        },
      },
    },
  });
});

test('an invoice outside the filter is shown with the filter of the side it was made on', async () => {
  await settle(
    mine,
    settledInvoice('901', anInvoice(), { state: 'excluded', reason: 'filter', details: {} }),
  );
  expect(await readCard('901')).toMatchObject({
    data: { invoice: { standing: { reason: 'filter', filter: { direction: 'to-hubspot' } } } },
  });
});

test('an invoice deleted in QuickBooks owes nothing', async () => {
  const status = { state: 'excluded', reason: 'deleted-in-quickbooks', details: {} } as const;
  await settle(mine, settledInvoice('901', anInvoice(), status));
  expect(await readCard('901')).toMatchObject({
    data: { invoice: { summary: { status: 'deleted', balance: 0, total: 10_000 } } },
  });
});

test('a connection that ended still shows what was last known, and allows nothing', async () => {
  await settle(mine, settledInvoice('901', anInvoice()));
  connectionStatus = 'disconnected';
  expect(await readCard('901')).toMatchObject({
    data: {
      connection: 'disconnected',
      allowed: { syncNow: false, resolve: false },
      invoice: { summary: { number: '1037' } },
    },
  });
});

describe('the deal card', () => {
  test('adds up per currency and lists what happened to all invoices, newest first', async () => {
    const paid = anInvoice({ balance: '60', payments: [anApplication('p1', '40')] });
    await settle(
      mine,
      settledInvoice('901', paid),
      settledInvoice('902', anInvoice({ currency: 'EUR' }, { id: '131' })),
    );
    expect(await readDeal(['902', '901', '999'], '71')).toMatchObject({
      data: {
        invoices: [
          { hubspotId: '902', state: 'in-sync' },
          { hubspotId: '901', state: 'in-sync', summary: { balance: 6_000 } },
          { hubspotId: '999', state: 'unknown', summary: null },
        ],
        totals: expect.arrayContaining([
          { currency: 'EUR', billed: 10_000, paid: 0, credits: 0, outstanding: 10_000 },
          { currency: 'USD', billed: 10_000, paid: 4_000, credits: 0, outstanding: 6_000 },
        ]),
        events: [
          { kind: 'payment', hubspotId: '901', currency: 'USD' },
          { kind: 'created' },
          { kind: 'created' },
        ],
        eventsCut: false,
      },
    });
  });

  test('answers as many invoices as fit, and refuses more', async () => {
    const ids = Array.from({ length: 201 }, (_, index) => String(index + 1));
    expect(await readDeal(ids.slice(1))).toMatchObject({ ok: true });
    expect(await readDeal(ids)).toEqual(failing('invalid-request'));
    expect(await readDeal(['901; drop table'])).toEqual(failing('invalid-request'));
  });
});

describe('another portal’s invoice', () => {
  beforeEach(() => settle(theirs, settledInvoice('902', anInvoice())));

  test('is as unknown as one that does not exist, on both cards', async () => {
    expect(await readCard('902')).toEqual(await readCard('999'));
    expect(await readCard('902')).toMatchObject({ data: { invoice: null } });
    expect(await readDeal(['902'])).toMatchObject({
      data: { invoices: [{ state: 'unknown', summary: null }], totals: [], events: [] },
    });
  });

  test('is not marked by a click in this one', async () => {
    await callApi(served, '/api/records/invoice/hubspot/902/sync-now');
    const due = { entities: ['invoice'], limit: 10, now: theirs.runtime.now() };
    expect(await theirs.store.marks.due(due)).toEqual([]);
  });

  test('is shown to its own', async () => {
    expect(await readCard('902', { portalId: '8' })).toMatchObject({
      data: { invoice: { hubspotId: '902' } },
    });
  });
});
