import { describe, expect, test } from '@jest/globals';
import { merge } from '../../../server/sync/merge.ts';
import type { Conflict, MergeInput } from '../../../server/sync/merge.ts';
import type { Value } from '../../../server/sync/fields/values.ts';
import type { Resolution } from '../../../server/sync/resolution.ts';
import { aBase, aContext, aMapping } from '../../support/builders.ts';

// Both had "a", HubSpot became "b" and QuickBooks "c"; QuickBooks won, so both have "c" now.
const recorded: Conflict = { mapping: 'custom', winner: 'quickbooks', hubspot: 'b', quickbooks: 'c' };
const taking = (choice: 'take-hubspot' | 'take-quickbooks', value: Value): Resolution => ({
  choice,
  subject: 'custom',
  value,
});

function merged(changes: Partial<MergeInput> & { ours?: Value; theirs?: Value } = {}) {
  const { ours = 'c', theirs = 'c', ...more } = changes;
  const { hubspot, quickbooks, conflicts } = merge({
    mappings: [aMapping()],
    rules: { direction: 'two-way', winner: 'quickbooks' },
    base: aBase({ fields: { custom: { hubspot: 'c', quickbooks: 'c' } } }),
    hubspot: { ours },
    quickbooks: { Theirs: theirs },
    context: aContext(),
    recorded: [recorded],
    ...more,
  });
  return { hubspot: hubspot['ours'], quickbooks: quickbooks['Theirs'], conflicts };
}

const untouched = { hubspot: undefined, quickbooks: undefined };

describe('a recorded conflict', () => {
  test('stays on record while nobody answers it and neither side changes', () => {
    expect(merged()).toEqual({ ...untouched, conflicts: [recorded] });
  });

  test.each<[string, Resolution, object]>([
    ['the loser’s value', taking('take-hubspot', 'b'), { hubspot: 'b', quickbooks: 'b' }],
    ['the winner’s value, which both have', taking('take-quickbooks', 'c'), untouched],
    ['the loser’s empty value', taking('take-hubspot', null), { hubspot: null, quickbooks: null }],
  ])('is gone when %s is taken, which both get', (_, resolution, written) => {
    expect(merged({ resolutions: [resolution] })).toEqual({ ...untouched, ...written, conflicts: [] });
  });

  test('taken twice is taken once: deciding again after the writes gives nothing', () => {
    const resolutions = [taking('take-hubspot', 'b')];
    const base = aBase({ fields: { custom: { hubspot: 'b', quickbooks: 'b' } } });
    expect(merged({ resolutions, base, ours: 'b', theirs: 'b' })).toEqual({ ...untouched, conflicts: [] });
  });

  test.each<[Value, Value, object]>([
    ['d', 'c', { quickbooks: 'd' }],
    ['c', 'd', { hubspot: 'd' }],
    ['d', 'd', {}],
  ])('is overtaken by a newer change (%p, %p), whatever was taken', (ours, theirs, written) => {
    const expected = { ...untouched, ...written, conflicts: [] };
    expect(merged({ ours, theirs })).toEqual(expected);
    expect(merged({ ours, theirs, resolutions: [taking('take-hubspot', 'b')] })).toEqual(expected);
  });

  test('is followed by a newer one when both change again', () => {
    const resolutions = [taking('take-hubspot', 'b')];
    expect(merged({ ours: 'd', theirs: 'e', resolutions })).toEqual({
      ...untouched,
      hubspot: 'e',
      conflicts: [{ ...recorded, hubspot: 'd', quickbooks: 'e' }],
    });
  });

  test.each(['to-hubspot', 'to-quickbooks'] as const)(
    'is not taken where values flow %s only',
    (direction) => {
      const resolutions = [taking('take-hubspot', 'b')];
      expect(merged({ resolutions, rules: { direction, winner: 'quickbooks' } })).toMatchObject(untouched);
      expect(merged({ resolutions, mappings: [aMapping({ direction })] })).toMatchObject(untouched);
    },
  );

  test('is answered only by a choice of a side for its own field', () => {
    const others: readonly Resolution[] = [
      { ...taking('take-hubspot', 'b'), subject: 'email' },
      { ...taking('take-hubspot', 'b'), subject: null },
      { choice: 'link', subject: 'custom', value: 'b' },
    ];
    expect(merged({ resolutions: others })).toEqual({ ...untouched, conflicts: [recorded] });
  });
});
