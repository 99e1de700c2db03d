import { describe, expect, test } from '@jest/globals';
import { decide } from '../../../server/sync/decide.ts';
import type { DecideInput } from '../../../server/sync/decide.ts';
import type { Filter } from '../../../server/sync/rules.ts';
import {
  aContact,
  aCustomer,
  agreedOn,
  aLink,
  aMapping,
  anItem,
  aProduct,
  aQuestion,
  rulesFor,
} from '../../support/builders.ts';

const customer = aCustomer({ email: 'ada@x.com' });
const contact = aContact({ email: 'ada@x.com' });
const twoWay = rulesFor('contact', {
  direction: 'two-way',
  filters: { toHubspot: [], toQuickbooks: [] },
});
const nobody: Filter = [[{ field: 'GivenName', operator: 'is', values: ['Nobody'] }]];

const pair = (changes: Partial<DecideInput> = {}): DecideInput => {
  const keyed = aContact({ email: 'ada@x.com' }, { key: 'realm-1:contact:12' });
  const base = agreedOn(twoWay.mappings, keyed.fields, customer.fields);
  return aQuestion('contact', {
    hubspot: keyed,
    quickbooks: customer,
    link: aLink(contact, customer, { base }),
    ...changes,
  });
};

describe('a pair', () => {
  test('that agrees needs nothing and is settled', () => {
    expect(decide(pair())).toEqual({ kind: 'nothing', settled: true });
  });

  test('of which a side was not read is left alone', () => {
    expect(decide(pair({ hubspot: null }))).toEqual({ kind: 'nothing', settled: false });
    expect(decide(pair({ quickbooks: null }))).toEqual({ kind: 'nothing', settled: false });
  });

  test('is updated where a value changed', () => {
    const decision = decide(pair({ quickbooks: aCustomer({ email: 'ada@x.com', first: 'Augusta' }) }));
    expect(decision).toMatchObject({
      kind: 'update',
      conflicts: [],
      operations: [{ side: 'hubspot', action: 'update', target: '501', values: { firstname: 'Augusta' } }],
    });
  });

  test('gets our key where it is missing or names another record', () => {
    for (const key of [null, 'realm-2:contact:12']) {
      expect(decide(pair({ hubspot: { ...contact, key } }))).toMatchObject({
        kind: 'update',
        operations: [{ values: { ledgerline_key: 'realm-1:contact:12' } }],
      });
    }
  });

  test('in conflict is updated by the winner and keeps both values', () => {
    const decision = decide(
      pair({
        rules: rulesFor('contact', { direction: 'two-way', winner: 'hubspot' }),
        hubspot: aContact({ email: 'ada@x.com', first: 'Augusta' }, { key: 'realm-1:contact:12' }),
        quickbooks: aCustomer({ email: 'ada@x.com', first: 'Byron' }, { version: '4' }),
      }),
    );
    expect(decision).toMatchObject({
      kind: 'update',
      conflicts: [{ mapping: 'firstname', hubspot: 'Augusta', quickbooks: 'Byron', winner: 'hubspot' }],
      operations: [{ side: 'quickbooks', target: '12', version: '4', values: { GivenName: 'Augusta' } }],
    });
  });

  test('whose other value a person takes writes it on both sides and is in conflict no more', () => {
    const recorded = [
      { mapping: 'firstname', winner: 'quickbooks', hubspot: 'Augusta', quickbooks: 'Ada' },
    ] as const;
    expect(decide(pair({ recorded }))).toEqual({ kind: 'update', operations: [], conflicts: recorded });
    const resolutions = [{ choice: 'take-hubspot', subject: 'firstname', value: 'Augusta' }] as const;
    expect(decide(pair({ recorded, resolutions }))).toMatchObject({
      kind: 'update',
      conflicts: [],
      operations: [
        { side: 'hubspot', action: 'update', values: { firstname: 'Augusta' } },
        { side: 'quickbooks', action: 'update', values: { GivenName: 'Augusta' } },
      ],
    });
  });

  test('goes on whatever the filter says, unless pairs that no longer match are to stop', () => {
    const changed = aCustomer({ email: 'ada@x.com', first: 'Augusta' });
    const rules = rulesFor('contact', { filters: { toHubspot: nobody, toQuickbooks: [] } });
    expect(decide(pair({ quickbooks: changed, rules }))).toMatchObject({ kind: 'update' });
    const stopping = { ...rules, stopUpdatingUnmatched: true };
    expect(decide(pair({ quickbooks: changed, rules: stopping }))).toMatchObject({
      kind: 'exclude',
      reason: 'filter',
    });
    const matching = { ...stopping, filters: { toHubspot: [], toQuickbooks: nobody } };
    expect(decide(pair({ quickbooks: changed, rules: matching }))).toMatchObject({ kind: 'update' });
  });

  test('made in HubSpot is held against the filter to QuickBooks', () => {
    const question = pair();
    const link = question.link && { ...question.link, origin: 'hubspot' as const };
    const rules = {
      ...twoWay,
      stopUpdatingUnmatched: true,
      filters: { toHubspot: nobody, toQuickbooks: [] },
    };
    expect(decide({ ...question, link, rules })).toEqual({ kind: 'nothing', settled: true });
  });

  test.each<[string, Partial<DecideInput>, string]>([
    ['deleted in HubSpot', { hubspot: { ...contact, state: 'deleted' } }, 'deleted-in-hubspot'],
    ['archived in HubSpot', { hubspot: { ...contact, state: 'inactive' } }, 'deleted-in-hubspot'],
    [
      'deleted in HubSpot, QuickBooks unread',
      { hubspot: { ...contact, state: 'deleted' }, quickbooks: null },
      'deleted-in-hubspot',
    ],
    ['deleted in QuickBooks', { quickbooks: { ...customer, state: 'deleted' } }, 'deleted-in-quickbooks'],
    ['made inactive in QuickBooks', { quickbooks: { ...customer, state: 'inactive' } }, 'inactive'],
    ['turned into a project', { quickbooks: aCustomer({ fields: { IsProject: 'true' } }) }, 'project'],
    [
      'merged away in QuickBooks',
      { quickbooks: { ...customer, state: 'deleted', mergedInto: '14' } },
      'merged',
    ],
    [
      'merged and inactive in QuickBooks',
      { quickbooks: { ...customer, state: 'inactive', mergedInto: '14' } },
      'merged',
    ],
    [
      'merged into a gone contact',
      { hubspot: { ...contact, state: 'deleted', mergedInto: '502' } },
      'merged',
    ],
    [
      'merged into a contact with a pair of its own',
      { hubspot: { ...contact, mergedInto: '502', key: 'realm-1:contact:14' } },
      'merged',
    ],
  ])('that was %s rests, excluded, and nothing is written', (_, changes, reason) => {
    const decision = decide(pair(changes));
    expect(decision).toMatchObject({ kind: 'exclude', reason, operations: [] });
    if (reason === 'merged')
      expect(decision).toMatchObject({ details: { into: changes.hubspot ? '502' : '14' } });
  });

  test('is inherited by the winner of a merge that had none', () => {
    const hubspot = aContact({ email: 'ada@x.com' }, { mergedInto: '502', key: 'realm-1:contact:12' });
    expect(decide(pair({ hubspot }))).toEqual({ kind: 'nothing', settled: true });
  });

  test('comes back when it is active again', () => {
    expect(decide(pair({ quickbooks: { ...customer, state: 'inactive' } })).kind).toBe('exclude');
    const back = aCustomer({ email: 'ada@x.com', last: 'King' }, { version: '9' });
    expect(decide(pair({ quickbooks: back }))).toMatchObject({
      kind: 'update',
      operations: [{ values: { lastname: 'King' } }],
    });
  });
});

const withMapping = (changes: Parameters<typeof aMapping>[0]) =>
  rulesFor('product', { mappings: [aMapping({ quickbooks: { name: 'Name' }, ...changes })], options: {} });

describe('a value its target does not take fails the record and is never cut', () => {
  test.each<[string, Parameters<typeof aMapping>[0], Readonly<Record<string, string>>]>([
    ['too long', { hubspot: { maxLength: 4 } }, { limit: 'length', allowed: '4', actual: '5' }],
    [
      'none of the options',
      { hubspot: { options: ['saw', 'axe'] } },
      { limit: 'options', allowed: 'saw, axe' },
    ],
    ['unreadable as a number', { hubspot: { type: 'decimal' } }, { limit: 'type', allowed: 'decimal' }],
  ])('%s, when a record is created and when a pair is updated', (_, mapping, details) => {
    const rules = withMapping(mapping);
    const failure = {
      category: 'value-not-accepted',
      details: { mapping: 'custom', side: 'hubspot', field: 'ours', ...details },
    };
    const created = aQuestion('product', { quickbooks: anItem(), rules });
    expect(decide(created)).toMatchObject({ kind: 'fail', failure });
    const hubspot = aProduct({ ours: '1' });
    expect(decide({ ...created, hubspot, link: aLink(hubspot, anItem()) })).toMatchObject({
      kind: 'fail',
      failure,
    });
  });

  test('a value that just fits is written', () => {
    const rules = withMapping({ hubspot: { maxLength: 5 } });
    expect(decide(aQuestion('product', { quickbooks: anItem(), rules })).kind).toBe('create');
  });

  test('a value that is not written is not held against the limits', () => {
    const rules = withMapping({ hubspot: { maxLength: 1, options: ['x'] } });
    const hubspot = aProduct({ ours: 'Anvil' }, { key: 'realm-1:product:7' });
    const question = aQuestion('product', { hubspot, quickbooks: anItem(), rules });
    expect(decide({ ...question, link: aLink(hubspot, anItem()) })).toEqual({
      kind: 'nothing',
      settled: true,
    });
  });

  test('a value is emptied whatever the limits say', () => {
    const rules = withMapping({ hubspot: { maxLength: 1, options: ['x'] } });
    const [hubspot, quickbooks] = [aProduct({ ours: 'Anvil' }), anItem({ Name: null })];
    const base = agreedOn(rules.mappings, hubspot.fields, anItem().fields);
    const link = aLink(hubspot, quickbooks, { base });
    expect(decide(aQuestion('product', { hubspot, quickbooks, rules, link }))).toMatchObject({
      kind: 'update',
      operations: [{ values: { ours: null } }],
    });
  });

  test('the limits of QuickBooks hold towards QuickBooks', () => {
    const hubspot = aContact({ first: 'x'.repeat(101) });
    expect(decide(aQuestion('contact', { hubspot, rules: twoWay }))).toMatchObject({
      kind: 'fail',
      failure: { category: 'value-not-accepted', details: { field: 'GivenName', side: 'quickbooks' } },
    });
  });
});
