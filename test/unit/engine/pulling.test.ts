import { describe, expect, test } from '@jest/globals';
import { findKeyed } from '../../../server/engine/candidates.ts';
import { pullAlong } from '../../../server/engine/pulling.ts';
import type { ConnectionStore } from '../../../server/engine/stores.ts';
import type { Pass } from '../../../server/engine/unit.ts';
import { aBill, aBilledLine } from '../../support/bill-builders.ts';
import { anInvoice, aLink, rulesFor } from '../../support/builders.ts';
import { aPass, aUnit } from '../../support/units.ts';

const on = (entity: string) =>
  [
    entity,
    {
      entity,
      state: 'on',
      pausedReason: null,
      rules: rulesFor(entity, { direction: 'two-way' }),
      version: 1,
    },
  ] as const;

interface Known {
  /** HubSpot ids with a counterpart, and those whose state says why they have none. */
  readonly linked?: readonly string[];
  readonly resting?: readonly string[];
}

function passThatKnows({ linked = [], resting = [] }: Known, syncs = ['contact', 'invoice']): Pass {
  const links = {
    bySide: async (_entity: string, _side: string, ids: readonly string[]) =>
      ids.filter((id) => linked.includes(id)).map((id) => aLink(aBill({}, { id }), { id: '7' })),
    resting: async (_entity: string, _side: string, ids: readonly string[]) =>
      new Map(ids.filter((id) => resting.includes(id)).map((id) => [id, 'filter'])),
  };
  // Nothing else of the store is asked for here.
  return aPass({ store: { links } as unknown as ConnectionStore, syncs: new Map(syncs.map(on)) });
}

const marks = [
  { entity: 'invoice', side: 'hubspot', id: '901', sequence: '1', priority: 1, attempts: 0 },
] as const;
const waiting = {
  unit: aUnit('invoice', { marks, hubspot: aBill({ lines: [aBilledLine('1', {}, '601')] }) }),
  decision: { kind: 'create', operations: [] },
} as const;

describe('a record that refers to others', () => {
  test('is put aside for those that were never looked at, which get its urgency and go first', async () => {
    const { ready, aside } = await pullAlong(passThatKnows({}), [waiting]);
    expect(ready).toEqual([]);
    expect(aside[0]?.follow).toEqual([
      { entity: 'contact', side: 'hubspot', id: '501', priority: 1 },
      { entity: 'invoice', side: 'hubspot', id: '901', priority: 1 },
    ]);
  });

  test('pulls each along once in a pass', async () => {
    const pass = passThatKnows({});
    await pullAlong(pass, [waiting]);
    expect(await pullAlong(pass, [waiting])).toEqual({ ready: [waiting], aside: [] });
  });

  test.each([
    ['are linked', passThatKnows({ linked: ['501'] })],
    ['were looked at', passThatKnows({ resting: ['501'] })],
    ['have no sync that could make them', passThatKnows({}, ['invoice'])],
  ])('goes on when they %s', async (_why, pass) => {
    expect(await pullAlong(pass, [waiting])).toEqual({ ready: [waiting], aside: [] });
  });
});

describe('a QuickBooks invoice that says which HubSpot invoice it was made from', () => {
  const copy = anInvoice({}, { key: '901' });

  test('is that one’s copy while nothing else is', async () => {
    expect(await findKeyed(passThatKnows({}), 'invoice', [copy])).toEqual(new Map([['130', '901']]));
  });

  test('is an invoice of its own when the other has its copy already', async () => {
    expect(await findKeyed(passThatKnows({ linked: ['901'] }), 'invoice', [copy])).toEqual(new Map());
  });
});
