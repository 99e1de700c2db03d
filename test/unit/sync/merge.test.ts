import { describe, expect, test } from '@jest/globals';
import { merge } from '../../../server/sync/merge.ts';
import type { Value } from '../../../server/sync/fields/values.ts';
import type { Side } from '../../../server/sync/record.ts';
import type { Direction, FieldMapping } from '../../../server/sync/rules.ts';
import { aBase, aContext, agreedOn, aMapping } from '../../support/builders.ts';

interface Case {
  readonly hubspot: Value;
  readonly quickbooks: Value;
  /** What both had when they agreed; absent when they never did. */
  readonly agreed?: Value;
  readonly winner?: Side;
  readonly direction?: Direction;
  readonly mapping?: Partial<Pick<FieldMapping, 'direction' | 'enforced'>>;
}

/** The base of a field on which both sides agreed, written alike. */
const agreedOnAs = (value: Value) => aBase({ fields: { custom: { hubspot: value, quickbooks: value } } });

/** Merges one text field and says what is written where, and who won a conflict. */
function merged({
  hubspot,
  quickbooks,
  agreed,
  winner = 'quickbooks',
  direction = 'two-way',
  mapping,
}: Case) {
  const base = agreed === undefined ? null : agreedOnAs(agreed);
  const result = merge({
    mappings: [aMapping(mapping)],
    rules: { direction, winner },
    base,
    hubspot: { ours: hubspot },
    quickbooks: { Theirs: quickbooks },
    context: aContext(),
  });
  const words = [
    ...Object.values(result.hubspot).map((value) => `hubspot=${value ?? 'empty'}`),
    ...Object.values(result.quickbooks).map((value) => `quickbooks=${value ?? 'empty'}`),
    ...result.conflicts.map((conflict) => `conflict won by ${conflict.winner}`),
  ];
  return words.join(', ') || 'nothing';
}

// What both had is "a"; "-" is an empty value. Columns: HubSpot now, QuickBooks now, and what is written two-way,
// to HubSpot only and to QuickBooks only.
const withAgreement: readonly (readonly [Value, Value, string, string, string])[] = [
  ['a', 'a', 'nothing', 'nothing', 'nothing'],
  ['b', 'a', 'quickbooks=b', 'nothing', 'quickbooks=b'],
  ['a', 'b', 'hubspot=b', 'hubspot=b', 'nothing'],
  ['b', 'b', 'nothing', 'nothing', 'nothing'],
  [null, 'a', 'quickbooks=empty', 'nothing', 'quickbooks=empty'],
  ['a', null, 'hubspot=empty', 'hubspot=empty', 'nothing'],
  [null, null, 'nothing', 'nothing', 'nothing'],
];

describe('three-way merge against what both had when they agreed', () => {
  describe.each<Side>(['hubspot', 'quickbooks'])('whoever wins (%s)', (winner) => {
    test.each(withAgreement)(
      'HubSpot %p, QuickBooks %p: %s',
      (hubspot, quickbooks, twoWay, toHubspot, toQuickbooks) => {
        const facts = { hubspot, quickbooks, winner, agreed: 'a' };
        expect(merged({ ...facts, direction: 'two-way' })).toBe(twoWay);
        expect(merged({ ...facts, direction: 'to-hubspot' })).toBe(toHubspot);
        expect(merged({ ...facts, direction: 'to-quickbooks' })).toBe(toQuickbooks);
        expect(merged({ ...facts, mapping: { direction: 'to-hubspot' } })).toBe(toHubspot);
        expect(merged({ ...facts, mapping: { direction: 'to-quickbooks' } })).toBe(toQuickbooks);
      },
    );
  });

  test.each<[Value, Value, Side, string]>([
    ['b', 'c', 'hubspot', 'quickbooks=b, conflict won by hubspot'],
    ['b', 'c', 'quickbooks', 'hubspot=c, conflict won by quickbooks'],
    ['b', null, 'quickbooks', 'hubspot=empty, conflict won by quickbooks'],
    ['b', null, 'hubspot', 'quickbooks=b, conflict won by hubspot'],
    [null, 'c', 'hubspot', 'quickbooks=empty, conflict won by hubspot'],
  ])('changed on both sides to %p and %p with winner %s: %s', (hubspot, quickbooks, winner, expected) => {
    expect(merged({ hubspot, quickbooks, winner, agreed: 'a' })).toBe(expected);
  });

  test('changed on both sides, one-way: the source flows and nobody speaks of a conflict', () => {
    const both = { hubspot: 'b', quickbooks: 'c', agreed: 'a' };
    expect(merged({ ...both, direction: 'to-hubspot', winner: 'hubspot' })).toBe('hubspot=c');
    expect(merged({ ...both, direction: 'to-quickbooks', winner: 'quickbooks' })).toBe('quickbooks=b');
  });

  test('a conflict keeps both values', () => {
    const { conflicts } = merge({
      mappings: [aMapping()],
      rules: { direction: 'two-way', winner: 'hubspot' },
      base: agreedOnAs('a'),
      hubspot: { ours: 'b' },
      quickbooks: { Theirs: 'c' },
      context: aContext(),
    });
    expect(conflicts).toEqual([{ mapping: 'custom', winner: 'hubspot', hubspot: 'b', quickbooks: 'c' }]);
  });

  test('each side has changed only against its own value', () => {
    const stored = { hubspot: { ours: 'Ada L.' }, quickbooks: { Theirs: 'Ada Lovelace' } };
    const input = {
      mappings: [aMapping()],
      rules: { direction: 'two-way', winner: 'hubspot' },
      base: agreedOn([aMapping()], stored.hubspot, stored.quickbooks),
      ...stored,
      context: aContext(),
    } as const;
    expect(merge(input)).toEqual({ hubspot: {}, quickbooks: {}, conflicts: [], unreadable: [] });
  });

  test('emptied on one side where both were empty is no change', () => {
    expect(merged({ hubspot: '', quickbooks: null, agreed: null })).toBe('nothing');
    expect(merged({ hubspot: 'b', quickbooks: null, agreed: null })).toBe('quickbooks=b');
  });
});

describe('first contact, and a field without agreed value', () => {
  test.each<[Value, Value, Side, Direction, string]>([
    ['b', 'c', 'hubspot', 'two-way', 'quickbooks=b'],
    ['b', 'c', 'quickbooks', 'two-way', 'hubspot=c'],
    [null, 'c', 'hubspot', 'two-way', 'hubspot=c'],
    ['b', null, 'quickbooks', 'two-way', 'quickbooks=b'],
    ['b', 'b', 'quickbooks', 'two-way', 'nothing'],
    [null, null, 'quickbooks', 'two-way', 'nothing'],
    ['b', 'c', 'hubspot', 'to-hubspot', 'hubspot=c'],
    ['b', 'c', 'quickbooks', 'to-quickbooks', 'quickbooks=b'],
    ['b', null, 'quickbooks', 'to-hubspot', 'nothing'],
    [null, 'c', 'hubspot', 'to-quickbooks', 'nothing'],
  ])('HubSpot %p, QuickBooks %p, winner %s, %s: %s', (hubspot, quickbooks, winner, direction, expected) => {
    expect(merged({ hubspot, quickbooks, winner, direction })).toBe(expected);
  });

  test('what another mapping of the same fields agreed on counts as no agreement', () => {
    const result = merge({
      mappings: [aMapping()],
      rules: { direction: 'two-way', winner: 'quickbooks' },
      base: aBase({ fields: { other: { hubspot: 'a', quickbooks: 'c' } } }),
      hubspot: { ours: 'b' },
      quickbooks: { Theirs: 'c' },
      context: aContext(),
    });
    expect(result).toMatchObject({ hubspot: { ours: 'c' }, conflicts: [] });
  });
});

describe('an enforced value is always that of QuickBooks', () => {
  const mapping = { enforced: true, direction: 'to-hubspot' } as const;
  test.each<[string, Value, Value, Value | undefined, string]>([
    ['changed in QuickBooks', 'a', 'b', 'a', 'hubspot=b'],
    ['changed in HubSpot', 'b', 'a', 'a', 'hubspot=a'],
    ['changed in both', 'b', 'c', 'a', 'hubspot=c'],
    ['changed in both alike', 'b', 'b', 'a', 'nothing'],
    ['emptied in HubSpot', null, 'a', 'a', 'hubspot=a'],
    ['emptied in QuickBooks', 'a', null, 'a', 'hubspot=empty'],
    ['filled in HubSpot where QuickBooks never had a value', 'b', null, null, 'nothing'],
    ['unchanged', 'a', 'a', 'a', 'nothing'],
    ['first seen', 'b', 'c', undefined, 'hubspot=c'],
    ['first seen, empty in QuickBooks', 'b', null, undefined, 'nothing'],
  ])('%s', (_, hubspot, quickbooks, agreed, expected) => {
    const before = agreed === undefined ? {} : { agreed };
    for (const winner of ['hubspot', 'quickbooks'] as const) {
      expect(merged({ hubspot, quickbooks, ...before, mapping, winner })).toBe(expected);
      expect(merged({ hubspot, quickbooks, ...before, mapping, winner, direction: 'to-hubspot' })).toBe(
        expected,
      );
    }
  });

  test('and does not flow where the sync goes to QuickBooks only', () => {
    expect(merged({ hubspot: 'b', quickbooks: 'a', agreed: 'a', mapping, direction: 'to-quickbooks' })).toBe(
      'nothing',
    );
  });
});

test('a mapping and a sync that point in opposite directions let nothing through', () => {
  const facts = { hubspot: 'b', quickbooks: 'c', direction: 'to-quickbooks' } as const;
  expect(merged({ ...facts, mapping: { direction: 'to-hubspot' } })).toBe('nothing');
  expect(merged({ ...facts, agreed: 'a', mapping: { direction: 'to-hubspot' } })).toBe('nothing');
});

test('a value that would be written as it already stands is not written', () => {
  const result = merge({
    mappings: [aMapping({ hubspot: { type: 'email' }, quickbooks: { type: 'email' } })],
    rules: { direction: 'two-way', winner: 'quickbooks' },
    base: agreedOnAs('a@x.com'),
    hubspot: { ours: 'A@X.com' },
    quickbooks: { Theirs: 'a@x.com, b@x.com' },
    context: aContext(),
  });
  expect(result).toEqual({ hubspot: {}, quickbooks: {}, conflicts: [], unreadable: [] });
});

test('a value that cannot be read as the target’s type is named, and never wipes what stands there', () => {
  const result = merge({
    mappings: [aMapping({ quickbooks: { type: 'decimal' } })],
    rules: { direction: 'two-way', winner: 'hubspot' },
    base: agreedOnAs('5'),
    hubspot: { ours: 'about five' },
    quickbooks: { Theirs: '5' },
    context: aContext(),
  });
  const unreadable = [{ mapping: 'custom', target: 'quickbooks' }];
  expect(result).toEqual({ hubspot: {}, quickbooks: {}, conflicts: [], unreadable });
});
