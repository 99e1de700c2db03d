import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { processMarks } from '../../../server/engine/chunk.ts';
import { closeOpenIntents, isHeld } from '../../../server/engine/recovery.ts';
import type { NewIntent } from '../../../server/engine/stores.ts';
import type { Pass, Unit } from '../../../server/engine/unit.ts';
import { inTenant } from '../../../server/storage/database.ts';
import { definitionOf, registry } from '../../../server/sync/entities/registry.ts';
import type { Operation, ResolvedOperation } from '../../../server/sync/operation.ts';
import type { Gateway, OperationResult } from '../../../server/sync/ports.ts';
import { RateLimited, VendorUnavailable } from '../../../server/sync/reactions.ts';
import { aContext, aCustomer } from '../../support/builders.ts';
import { testDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { newLink, settlement } from '../../support/settlements.ts';
import { rulesFor, testTenant } from '../../support/tenant.ts';
import type { TestTenant } from '../../support/tenant.ts';

let base: TestDatabase;
let tenant: TestTenant;
let vendor: FakeVendor;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.close());
beforeEach(async () => {
  tenant = await testTenant(base.db);
  vendor = new FakeVendor();
});

/** Creates a record `h-<key>` for each key, except where it falls silent. */
class FakeVendor {
  readonly posted: string[][] = [];
  readonly silentKeys = new Set<string>();
  readonly existing = new Map<string, string>();
  trouble: Error = new VendorUnavailable('hubspot', 'no answer');

  gateway(side: Gateway['side'], entity: string): Gateway {
    const unused = (): never => {
      throw new Error('not asked here');
    };
    return {
      side,
      entity,
      read: async (ids) => ({
        found: ids.map((id) => aCustomer({}, { id, label: `contact ${id}` })),
        gone: [],
        unread: [],
      }),
      list: unused,
      count: unused,
      find: unused,
      findByOurKey: async (keys) => new Map([...this.existing].filter(([key]) => keys.includes(key))),
      execute: async (operations) => this.#execute(operations),
    };
  }

  #execute(operations: readonly ResolvedOperation[]): readonly OperationResult[] {
    const keys = operations.map(({ key }) => key ?? '');
    this.posted.push(keys);
    if (keys.some((key) => this.silentKeys.has(key))) throw this.trouble;
    return operations.map(({ intentId, key }) => createdAs(intentId, `h-${key}`));
  }
}

const createdAs = (intentId: string, id: string): OperationResult => ({
  intentId,
  ok: true,
  id,
  version: '5',
  values: {},
});

function passOf(entities: readonly string[] = ['contact']): Pass {
  const syncs = entities.map((entity) => ({
    entity,
    state: 'on' as const,
    pausedReason: null,
    rules: rulesFor(entity),
    version: 1,
  }));
  return {
    registry,
    store: tenant.store,
    access: {
      gateway: (side, entity) => vendor.gateway(side, entity),
      feed: () => {
        throw new Error('not asked here');
      },
      taxPercents: async () => ({}),
      associated: async () => [],
    },
    lease: tenant.lease,
    runtime: {
      now: tenant.runtime.now,
      random: () => 0,
      sleep: async () => undefined,
      crashPoint: () => undefined,
    },
    context: aContext(),
    syncs: new Map(syncs.map((sync) => [sync.entity, sync])),
    log: { info: () => undefined, warn: () => undefined },
    pulled: new Set(),
  };
}

/** The create of a HubSpot contact for a QuickBooks customer, known by the customer's id. */
function create(id: string, changes: Partial<Operation> = {}): NewIntent {
  const operation: Operation = {
    name: 'record',
    stage: 1,
    side: 'hubspot',
    noun: 'record',
    action: 'create',
    target: null,
    version: null,
    key: id,
    values: { email: `${id}@example.com` },
    associations: [],
    ...changes,
  };
  const request = { ...operation, target: null, associations: [], intentId: '', repeated: false };
  return { ref: { entity: 'contact', side: 'quickbooks', id }, counterpart: null, operation, request };
}

const unitOf = (id: string): Unit => ({
  definition: definitionOf(registry, 'contact'),
  sync: { entity: 'contact', state: 'on', pausedReason: null, rules: rulesFor('contact'), version: 1 },
  marks: [{ entity: 'contact', side: 'quickbooks', id, sequence: '1', priority: 2, attempts: 0 }],
  link: null,
  hubspot: null,
  quickbooks: null,
  recorded: [],
  resolutions: [],
});

const openKeys = async () => (await tenant.store.intents.listOpen(1_000)).map(({ ref }) => ref.id);
const linkOf = async (id: string) => (await tenant.store.links.bySide('contact', 'quickbooks', [id]))[0];
const rows = <Row>(sql: string): Promise<readonly Row[]> =>
  inTenant(base.db, tenant, async (trx) => (await trx.raw<{ rows: Row[] }>(sql)).rows);
const pass60Minutes = () => tenant.setTime(new Date(tenant.runtime.now().getTime() + 60 * 60_000));

describe('a create that is never answered', () => {
  beforeEach(async () => {
    await tenant.store.intents.open([create('1'), create('2'), create('3')]);
    vendor.silentKeys.add('2');
  });

  test('leaves the answers of its siblings stored and its own record alone', async () => {
    const held = await closeOpenIntents(passOf());
    expect([await linkOf('1'), await linkOf('3')]).toMatchObject([
      { hubspotId: 'h-1' },
      { hubspotId: 'h-3' },
    ]);
    expect(await openKeys()).toEqual(['2']);
    expect(['1', '2', '3'].map((id) => isHeld(held, unitOf(id)))).toEqual([false, true, false]);
  });

  test('is asked about again by the next pass', async () => {
    await closeOpenIntents(passOf());
    vendor.silentKeys.clear();
    const held = await closeOpenIntents(passOf());
    expect(await linkOf('2')).toMatchObject({ hubspotId: 'h-2' });
    expect(held.size).toBe(0);
  });

  test('fails its record after an hour, which is marked and rests for this pass', async () => {
    pass60Minutes();
    const held = await closeOpenIntents(passOf());
    expect(await openKeys()).toEqual([]);
    expect(await rows('select quickbooks_id, state, category, label from record_states')).toEqual([
      { quickbooks_id: '2', state: 'failing', category: 'temporary-error', label: 'contact 2' },
    ]);
    expect(await rows(`select record_id from marks where record_id = '2'`)).toHaveLength(1);
    expect(isHeld(held, unitOf('2'))).toBe(true);
  });

  test('ends the pass where the vendor limits our calls', async () => {
    vendor.trouble = new RateLimited('hubspot', 1_000);
    await expect(closeOpenIntents(passOf())).rejects.toBe(vendor.trouble);
    expect(await openKeys()).toEqual(['1', '2', '3']);
  });

  test('puts the mark of its record off without a look at the vendors', async () => {
    await tenant.store.marks.add([{ entity: 'contact', side: 'quickbooks', id: '2', priority: 1 }]);
    const held = await closeOpenIntents(passOf());
    const [calls, due] = [vendor.posted.length, { entities: ['contact'], limit: 10, atMost: 1 as const }];
    const marks = await tenant.store.marks.due({ ...due, now: tenant.runtime.now() });
    await processMarks(passOf(), definitionOf(registry, 'contact'), marks, held);
    expect(vendor.posted).toHaveLength(calls);
    expect(await tenant.store.marks.due({ ...due, now: tenant.runtime.now() })).toEqual([]);
    pass60Minutes();
    expect(await tenant.store.marks.due({ ...due, now: tenant.runtime.now() })).toMatchObject([{ id: '2' }]);
  });
});

test('a vendor that answers nothing is not asked about every create, and none is given up unasked', async () => {
  const keys = Array.from({ length: 20 }, (_, index) => `${index}`);
  await tenant.store.intents.open(keys.map((key) => create(key)));
  keys.forEach((key) => vendor.silentKeys.add(key));
  pass60Minutes();
  const held = await closeOpenIntents(passOf());
  expect(vendor.posted.map(({ length }) => length)).toEqual([20, 1, 1, 1]);
  expect(await openKeys()).toHaveLength(17);
  expect(held.size).toBe(20);
});

test('what was answered of a record is stored while another of its creates stays open', async () => {
  const line = create('1', { name: 'line:1', noun: 'line', key: 'line-1' });
  const [record = ''] = await tenant.store.intents.open([create('1'), line]);
  await tenant.store.intents.answer([createdAs(record, 'h-1')]);
  vendor.silentKeys.add('line-1');
  const held = await closeOpenIntents(passOf());
  expect(await linkOf('1')).toMatchObject({ hubspotId: 'h-1', base: null });
  expect(await tenant.store.intents.listOpen(10)).toMatchObject([{ operation: { name: 'line:1' } }]);
  expect(isHeld(held, { ...unitOf('1'), link: (await linkOf('1')) ?? null })).toBe(true);
});

test('creates of a sync that is off are looked for by our key and never posted', async () => {
  await tenant.store.intents.open([create('1'), create('2'), create('3', { side: 'quickbooks' })]);
  vendor.existing.set('1', 'h-1');
  await closeOpenIntents(passOf(['product']));
  expect(vendor.posted).toEqual([]);
  expect(await linkOf('1')).toMatchObject({ hubspotId: 'h-1' });
  expect(await linkOf('2')).toBeUndefined();
  expect(await openKeys()).toEqual([]);
});

test('what is recovered is on record with its values and both ids', async () => {
  const [, change = ''] = await tenant.store.intents.open([
    create('1'),
    create('2', { action: 'update', target: 'h-2', key: null, values: { phone: '555' } }),
  ]);
  await tenant.store.settle([settlement({ link: newLink('h-2', '2') })], new Map());
  await tenant.store.intents.answer([createdAs(change, 'h-2')]);
  await closeOpenIntents(passOf());
  const why = 'recovered after an interruption';
  expect(
    await rows('select hubspot_id, quickbooks_id, what, why, after from activities order by quickbooks_id'),
  ).toEqual([
    { hubspot_id: 'h-1', quickbooks_id: '1', what: 'created', why, after: { email: '1@example.com' } },
    { hubspot_id: 'h-2', quickbooks_id: '2', what: 'updated', why, after: { phone: '555' } },
  ]);
});

test('associations confirmed with a create are remembered on a link that stands already', async () => {
  const [id = ''] = await tenant.store.intents.open([
    create('1', { associations: [{ noun: 'contact', id: '77' }] }),
  ]);
  await tenant.store.settle([settlement({ link: newLink('h-1', '1') })], new Map());
  await tenant.store.intents.answer([createdAs(id, 'h-1')]);
  await closeOpenIntents(passOf());
  expect((await linkOf('1'))?.base).toEqual({ ...newLink('h-1', '1').base, references: { contact: '77' } });
});
