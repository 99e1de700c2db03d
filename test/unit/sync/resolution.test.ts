import { describe, expect, test } from '@jest/globals';
import type { FailureCategory } from '../../../server/sync/failure.ts';
import { fitted } from '../../../server/sync/resolution.ts';
import type { Resolution, ResolutionChoice } from '../../../server/sync/resolution.ts';

const conflict = { mapping: 'phone', winner: 'quickbooks', hubspot: '111', quickbooks: null } as const;
const inSync = { category: null, conflicts: [conflict] };

describe('a choice about a conflict', () => {
  test.each<[ResolutionChoice, string | null]>([
    ['take-hubspot', '111'],
    ['take-quickbooks', null],
  ])('%s keeps the value that side had: %p', (choice, value) => {
    const asked: Resolution = { choice, subject: 'phone', value: null };
    expect(fitted(asked, inSync)).toEqual({ ...asked, value });
  });

  test('fits no other field and no value that is not on record', () => {
    expect(fitted({ choice: 'take-hubspot', subject: 'email', value: null }, inSync)).toBeNull();
    expect(fitted({ choice: 'take-hubspot', subject: 'phone', value: '112' }, inSync)).toBeNull();
    expect(fitted({ choice: 'take-hubspot', subject: null, value: null }, inSync)).toBeNull();
  });
});

const all: readonly Resolution[] = [
  { choice: 'take-hubspot', subject: null, value: null },
  { choice: 'take-quickbooks', subject: null, value: null },
  { choice: 'link', subject: '77', value: '180' },
  { choice: 'post-unapplied', subject: '77', value: null },
  { choice: 'use-number', subject: null, value: '1038' },
];

describe('a failing record offers', () => {
  test.each<[FailureCategory, readonly ResolutionChoice[]]>([
    ['changed-in-quickbooks', ['take-hubspot', 'take-quickbooks']],
    ['total-differs', ['take-hubspot', 'take-quickbooks']],
    ['ambiguous-match', ['link', 'post-unapplied']],
    ['already-paid', ['link', 'post-unapplied']],
    ['refunded-in-hubspot', ['take-quickbooks', 'link']],
    ['invoice-number-used', ['use-number']],
    ['temporary-error', []],
  ])('with %s: %j', (category, choices) => {
    const fitting = all.filter((resolution) => fitted(resolution, { category, conflicts: [] }));
    expect(fitting.map(({ choice }) => choice)).toEqual(choices);
  });

  test.each<Resolution>([
    { choice: 'link', subject: '77', value: null },
    { choice: 'link', subject: null, value: '180' },
    { choice: 'post-unapplied', subject: null, value: null },
  ])('no choice that leaves out what it is about: %j', (resolution) => {
    expect(fitted(resolution, { category: 'already-paid', conflicts: [] })).toBeNull();
    const unnumbered = { choice: 'use-number', subject: null, value: null } as const;
    expect(fitted(unnumbered, { category: 'invoice-number-used', conflicts: [] })).toBeNull();
  });
});
