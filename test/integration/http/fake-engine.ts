// What the engine needs from storage and vendors, in memory: a contact sync that is on, and records to find.

import type { CardsDeps, KnownRecord } from '../../../server/engine/cards.ts';
import type { PreviewDeps } from '../../../server/engine/preview.ts';
import type { ByHandDeps, CommandDesk } from '../../../server/engine/by-hand.ts';
import type { Command, CommandOutcome } from '../../../server/engine/commands.ts';
import type { RecordRow, RecordsDeps, RecordsQuery } from '../../../server/engine/records.ts';
import type { ResolutionDesk, ResolvingDeps } from '../../../server/engine/resolving.ts';
import type { CursorMove } from '../../../server/engine/stores.ts';
import type { ChangeOutcome, SyncVersion } from '../../../server/engine/syncs.ts';
import { registry } from '../../../server/sync/entities/registry.ts';
import type { ResolvedOperation } from '../../../server/sync/operation.ts';
import type { Gateway, VendorAccess } from '../../../server/sync/ports.ts';
import type { RecordSnapshot, Side } from '../../../server/sync/record.ts';
import type { Resolution } from '../../../server/sync/resolution.ts';
import type { Sync, SyncRules } from '../../../server/sync/rules.ts';
import { aContext, rulesFor } from '../../support/builders.ts';

type DecisionMade = Readonly<Record<'record' | 'resolution' | 'decidedBy', unknown>> & {
  readonly resolution: Resolution;
};

export interface FakeEngine {
  readonly deps: ResolvingDeps & ByHandDeps & PreviewDeps & CardsDeps;
  readonly syncs: Map<string, Sync>;
  readonly rows: RecordRow[];
  readonly known: KnownRecord[];
  readonly records: RecordSnapshot[];
  readonly commands: Command[];
  /** What the worker makes of commands; null when it does not get to them. */
  outcome: CommandOutcome | null;
  readonly decisions: DecisionMade[];
  readonly asked: (RecordsQuery | CursorMove | object)[];
  readonly written: ResolvedOperation[];
  readonly woken: string[];
  /** How many records one page of a vendor's list holds. */
  pageSize: number;
  /** What a vendor's count answers. */
  counted: number | null;
}

const at = new Date('2026-06-15T10:00:00Z');

export function fakeEngine(): FakeEngine {
  const history: SyncVersion[] = [];
  const syncs = new Map<string, Sync>();
  const store = (rules: SyncRules, changedBy: string): Sync => {
    const version = history.filter((one) => one.rules.entity === rules.entity).length + 1;
    history.unshift({ version, rules, changedBy, changedAt: at });
    const state = syncs.get(rules.entity)?.state ?? 'off';
    const sync: Sync = { entity: rules.entity, state, pausedReason: null, rules, version };
    syncs.set(rules.entity, sync);
    return sync;
  };
  syncs.set('contact', { ...store(rulesFor('contact'), '70'), state: 'on' });
  const fake: Omit<FakeEngine, 'deps'> = {
    syncs,
    rows: [],
    known: [],
    records: [],
    commands: [],
    outcome: null,
    decisions: [],
    asked: [],
    written: [],
    woken: [],
    pageSize: 100,
    counted: null,
  };
  const access = accessOf(fake);
  const deps: FakeEngine['deps'] = {
    registry,
    now: () => at,
    wake: async ({ id }) => void fake.woken.push(id),
    syncsOf: () => ({
      list: async () => [...syncs.values()],
      setState: async (entity, state) => {
        const sync = syncs.get(entity);
        if (sync) syncs.set(entity, { ...sync, state });
      },
    }),
    settingsOf: () => ({
      save: async (rules, changedBy) => store(rules, changedBy),
      async change(rules, version, changedBy): Promise<ChangeOutcome> {
        const current = syncs.get(rules.entity);
        if (!current) return { kind: 'unknown-sync' };
        if (current.version !== version) return { kind: 'changed-meanwhile', current };
        return { kind: 'saved', sync: store(rules, changedBy) };
      },
      remove: async (entity) => void syncs.delete(entity),
      history: async (entity) => history.filter(({ rules }) => rules.entity === entity),
    }),
    recordsOf: () => recordsOf(fake),
    cardsOf: () => ({
      known: async (_entity, ids) => fake.known.filter(({ row }) => ids.includes(row.hubspotId ?? '')),
      activities: async () => [],
      lookAgain: async (ref) => void fake.asked.push(ref),
    }),
    deskOf: () => deskOf(fake),
    sleep: async () => undefined,
    commandsOf: () => commandsOf(fake),
    reachFor: (_connection, _rules, work) => work(access, aContext()),
  };
  return Object.assign(fake, { deps });
}

const recordsOf = (fake: Omit<FakeEngine, 'deps'>): ReturnType<RecordsDeps['recordsOf']> => ({
  async list(query) {
    fake.asked.push(query);
    return { rows: fake.rows, next: fake.rows.at(-1)?.id ?? null };
  },
  history: async ({ side, id }) => ({
    row: fake.rows.find((row) => (side === 'hubspot' ? row.hubspotId : row.quickbooksId) === id) ?? null,
    activities: [{ what: 'created', why: 'changed', before: {}, after: { a: '1' }, vendorError: null, at }],
  }),
  async retry(entity, selection) {
    fake.asked.push({ entity, ...selection });
    return 'ids' in selection ? selection.ids.length : fake.rows.length;
  },
  moveCursor: async (move) => void fake.asked.push(move),
});

const commandsOf = (fake: Omit<FakeEngine, 'deps'>): CommandDesk => ({
  ask: async (command) => String(fake.commands.push(command)),
  outcome: async () => fake.outcome,
});

const deskOf = (fake: Omit<FakeEngine, 'deps'>): ResolutionDesk => ({
  async decide(record, resolution, decidedBy) {
    fake.decisions.push({ record, resolution, decidedBy });
    return 'decided';
  },
  lastDecided: async () => fake.decisions.at(-1)?.resolution ?? null,
});

function accessOf(fake: Omit<FakeEngine, 'deps'>): VendorAccess {
  const unused = (): never => {
    throw new Error('nobody asks for this here');
  };
  const gateway = (side: Side, entity: string): Gateway => {
    const own = (): RecordSnapshot[] =>
      fake.records.filter((record) => record.side === side && record.entity === entity);
    return {
      side,
      entity,
      read: async (ids) => ({ found: own().filter(({ id }) => ids.includes(id)), gone: [], unread: [] }),
      async list(place) {
        const start = Number(place ?? 0);
        const end = start + fake.pageSize;
        return { records: own().slice(start, end), next: end < own().length ? String(end) : null };
      },
      count: async () => own().length,
      countPassing: async () => fake.counted,
      find: unused,
      async execute(operations) {
        fake.written.push(...operations);
        return operations.map(({ intentId, values }) => ({
          intentId,
          ok: true,
          id: '1',
          version: '2',
          values,
        }));
      },
    };
  };
  return { gateway, feed: unused, associated: unused, taxPercents: unused };
}
