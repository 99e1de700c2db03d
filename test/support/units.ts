// Units and passes for tests of single steps of the engine: what a test does not give is missed loudly.

import type { Pass, Unit } from '../../server/engine/unit.ts';
import { definitionOf, registry } from '../../server/sync/entities/registry.ts';
import { aContext, rulesFor } from './builders.ts';

/** A unit of a sync that is on, marked once on the QuickBooks side, with nothing read. */
export const aUnit = (entity: string, changes: Partial<Unit> = {}): Unit => ({
  definition: definitionOf(registry, entity),
  sync: { entity, state: 'on', pausedReason: null, rules: rulesFor(entity), version: 1 },
  marks: [{ entity, side: 'quickbooks', id: '12', sequence: '1', priority: 1, attempts: 0 }],
  link: null,
  hubspot: null,
  quickbooks: null,
  recorded: [],
  resolutions: [],
  ...changes,
});

const missing = (part: string): never =>
  // A proxy, because a part may be anything and is asked for something first.
  new Proxy<never>({} as never, {
    get: () => {
      throw new Error(`this test gives its pass no ${part}`);
    },
  });

/** A pass on a fixed morning in an ordinary company. */
export const aPass = (changes: Partial<Pass> = {}): Pass => ({
  registry,
  store: missing('store'),
  access: missing('access'),
  lease: { fence: '1', assertHeld: () => undefined, release: async () => undefined },
  runtime: {
    now: () => new Date('2026-06-15T10:00:00Z'),
    random: () => 0.5,
    sleep: async () => undefined,
    crashPoint: async () => undefined,
  },
  context: aContext(),
  syncs: new Map(),
  pulled: new Set(),
  log: { info: () => undefined, warn: () => undefined },
  ...changes,
});
