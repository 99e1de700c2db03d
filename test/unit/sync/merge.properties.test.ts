import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Base } from '../../../server/sync/base.ts';
import { cross, hasValue, sameWithin } from '../../../server/sync/fields/values.ts';
import type { Value } from '../../../server/sync/fields/values.ts';
import { flowsTo, merge } from '../../../server/sync/merge.ts';
import { otherSide, sides } from '../../../server/sync/record.ts';
import type { Side } from '../../../server/sync/record.ts';
import type { Direction, FieldMapping } from '../../../server/sync/rules.ts';
import { mergeFacts } from '../../support/arbitraries.ts';
import type { MergeFacts } from '../../support/arbitraries.ts';
import { aBase, aContext, agreedOn } from '../../support/builders.ts';

const context = aContext();
const merging = (facts: MergeFacts) => merge({ ...facts, context });
const then = (facts: MergeFacts, mapping: FieldMapping, side: Side): Value | undefined =>
  facts.base?.fields[mapping.id]?.[side];

/** Every write of a merge: the mapping, the side it goes to, and the value. */
const writesOf = (facts: MergeFacts) => {
  const merged = merging(facts);
  return facts.mappings.flatMap((mapping) =>
    sides.flatMap((target) => {
      const value = merged[target][mapping[target].name];
      return value === undefined ? [] : [{ mapping, target, source: otherSide(target), value }];
    }),
  );
};

test('what is written stood on the other side', () => {
  fc.assert(
    fc.property(mergeFacts(), (facts) => {
      for (const { mapping, target, source, value } of writesOf(facts)) {
        const crossing = {
          value: facts[source][mapping[source].name] ?? null,
          replaces: facts[target][mapping[target].name] ?? null,
          agreed: then(facts, mapping, source) ?? null,
        };
        expect(value).toBe(cross(mapping, source, crossing, context));
      }
    }),
  );
});

test('nothing is written against the direction of the mapping or the sync, and no field on both sides', () => {
  fc.assert(
    fc.property(mergeFacts(), (facts) => {
      const writes = writesOf(facts);
      for (const { mapping, target } of writes)
        expect(flowsTo(target, mapping, facts.rules.direction)).toBe(true);
      expect(new Set(writes.map(({ mapping }) => mapping.id)).size).toBe(writes.length);
    }),
  );
});

test('an empty value never wipes a value, unless that side had one when both last agreed', () => {
  fc.assert(
    fc.property(mergeFacts(), (facts) => {
      for (const { mapping, source, value } of writesOf(facts)) {
        if (hasValue(value)) continue;
        expect(hasValue(then(facts, mapping, source))).toBe(true);
        expect(hasValue(facts[source][mapping[source].name])).toBe(false);
      }
    }),
  );
});

test('where neither side changed, nothing flows', () => {
  fc.assert(
    fc.property(mergeFacts(), (facts) => {
      const base = agreedOn(facts.mappings, facts.hubspot, facts.quickbooks);
      expect(merging({ ...facts, base })).toEqual({
        hubspot: {},
        quickbooks: {},
        conflicts: [],
        unreadable: [],
      });
    }),
  );
});

test('a conflict means that both sides changed and the winner stands', () => {
  fc.assert(
    fc.property(mergeFacts(), (facts) => {
      for (const conflict of merging(facts).conflicts) {
        const mapping = facts.mappings.find(({ id }) => id === conflict.mapping);
        if (!mapping) throw new Error('a conflict names one of the mappings');
        expect(conflict.winner).toBe(facts.rules.winner);
        for (const side of sides) {
          const before = then(facts, mapping, side) ?? null;
          expect(sameWithin(mapping[side], conflict[side], before, context)).toBe(false);
        }
      }
    }),
  );
});

const turned: Readonly<Record<Direction, Direction>> = {
  'two-way': 'two-way',
  'to-hubspot': 'to-quickbooks',
  'to-quickbooks': 'to-hubspot',
};

const turnedFields = ({ fields }: Base): Base['fields'] =>
  Object.fromEntries(
    Object.entries(fields).map(([id, { hubspot, quickbooks }]) => [
      id,
      { hubspot: quickbooks, quickbooks: hubspot },
    ]),
  );

/** The same facts seen from the other side. */
const mirrored = (facts: MergeFacts): MergeFacts => ({
  mappings: facts.mappings.map((mapping) => ({
    ...mapping,
    hubspot: mapping.quickbooks,
    quickbooks: mapping.hubspot,
    direction: turned[mapping.direction],
  })),
  rules: { direction: turned[facts.rules.direction], winner: otherSide(facts.rules.winner) },
  base: facts.base && aBase({ fields: turnedFields(facts.base) }),
  hubspot: facts.quickbooks,
  quickbooks: facts.hubspot,
});

test('swapping the sides and the winner mirrors the result', () => {
  const symmetric = mergeFacts([
    ['text', 'text'],
    ['phone', 'phone'],
    ['money', 'money'],
    ['country', 'country'],
  ]).filter((facts) => facts.mappings.every((mapping) => !mapping.enforced));
  fc.assert(
    fc.property(symmetric, (facts) => {
      const [straight, mirror] = [merging(facts), merging(mirrored(facts))];
      expect(mirror.hubspot).toEqual(straight.quickbooks);
      expect(mirror.quickbooks).toEqual(straight.hubspot);
      expect(mirror.conflicts.map(({ mapping, winner }) => [mapping, winner])).toEqual(
        straight.conflicts.map(({ mapping, winner }) => [mapping, otherSide(winner)]),
      );
    }),
  );
});
