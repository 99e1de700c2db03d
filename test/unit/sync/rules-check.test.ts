import { describe, expect, test } from '@jest/globals';
import { definitionOf, registry } from '../../../server/sync/entities/registry.ts';
import { checkRules } from '../../../server/sync/rules-check.ts';
import { completeRules } from '../../../server/sync/rules-draft.ts';
import type { MappingDraft } from '../../../server/sync/rules-draft.ts';
import type { FieldMapping, FilterCondition, SyncRules } from '../../../server/sync/rules.ts';
import { rulesFor } from '../../support/builders.ts';

const check = (entity: string, changes: Partial<SyncRules> = {}): readonly string[] =>
  checkRules(definitionOf(registry, entity), rulesFor(entity, changes)).map(
    ({ path, code }) => `${path} ${code}`,
  );

const builtIns = (entity: string): readonly FieldMapping[] => definitionOf(registry, entity).mappings;

const changed = (entity: string, id: string, changes: Partial<FieldMapping>): readonly FieldMapping[] =>
  builtIns(entity).map((mapping) => (mapping.id === id ? { ...mapping, ...changes } : mapping));

const custom = (changes: Partial<FieldMapping> = {}): FieldMapping => ({
  id: 'mine',
  enabled: true,
  builtIn: false,
  direction: 'two-way',
  hubspot: { name: 'jobtitle', type: 'text' },
  quickbooks: { name: 'Title', type: 'text', maxLength: 16 },
  ...changes,
});

const withCustom = (...mappings: readonly FieldMapping[]) => ({
  mappings: [...builtIns('contact'), ...mappings],
});

describe('rules of a sync', () => {
  test.each(['contact', 'product', 'invoice'])('as recommended for a %s can be saved', (entity) => {
    expect(check(entity)).toEqual([]);
  });

  test.each([
    ['invoice', 'two-way', ['options.customItemAccount option-required']],
    [
      'invoice',
      'to-quickbooks',
      ['direction direction-not-possible', 'options.customItemAccount option-required'],
    ],
    ['contact', 'to-quickbooks', []],
    ['product', 'two-way', ['options.incomeAccount option-required']],
    ['product', 'to-quickbooks', ['options.incomeAccount option-required']],
  ] as const)('of a %s in the direction %s: %j', (entity, direction, problems) => {
    expect(check(entity, { direction })).toEqual(problems);
  });

  test('of one entity are not those of another', () => {
    expect(checkRules(definitionOf(registry, 'contact'), rulesFor('product'))).toMatchObject([
      { code: 'other-entity', details: { entity: 'contact' } },
    ]);
  });

  test.each([
    [{ displayNamePolicy: 'fail', keepDisplayName: true }, []],
    [{ displayNamePolicy: 'guess' }, ['options.displayNamePolicy option-value']],
    [{ keepDisplayName: 'yes' }, ['options.keepDisplayName option-value']],
    [{ unicorn: true }, ['options.unicorn option-unknown']],
    [{ constructor: true }, ['options.constructor option-unknown']],
  ])('with the contact options %j: %j', (options, problems) => {
    expect(check('contact', { options })).toEqual(problems);
  });

  test.each([
    [{ feeExpenses: false }, []],
    [{ feeExpenses: true, feeExpenseAccount: '8', feeClearingAccount: '35' }, []],
    [{ feeExpenses: true, feeExpenseAccount: '8' }, ['options.feeClearingAccount option-required']],
    [{ depositAccount: 'bank' }, ['options.depositAccount option-value']],
  ])('with the invoice options %j: %j', (options, problems) => {
    expect(check('invoice', { options })).toEqual(problems);
  });

  test('let products enter QuickBooks once an income account is chosen', () => {
    const options = { onlyWithSku: true, incomeAccount: '79', newItemType: 'NonInventory' };
    expect(check('product', { direction: 'two-way', options })).toEqual([]);
  });
});

describe('built-in mappings', () => {
  test('can be switched off and turned', () => {
    expect(check('contact', { mappings: changed('contact', 'fax', { enabled: false }) })).toEqual([]);
    expect(check('contact', { mappings: changed('contact', 'fax', { direction: 'to-hubspot' }) })).toEqual(
      [],
    );
  });

  test.each([
    ['deleted', 'contact', builtIns('contact').slice(1), ['mappings.email mapping-missing']],
    [
      'doubled',
      'contact',
      [...builtIns('contact'), ...builtIns('contact').slice(0, 1)],
      ['mapping-repeated'],
    ],
    [
      'pointed elsewhere',
      'contact',
      changed('contact', 'fax', { hubspot: { name: 'jobtitle', type: 'text' } }),
      ['mapping-fixed'],
    ],
    [
      'given another limit',
      'contact',
      changed('contact', 'fax', { quickbooks: { name: 'Fax.FreeFormNumber', type: 'phone', maxLength: 99 } }),
      ['mapping-fixed'],
    ],
    [
      'turned against their nature',
      'contact',
      changed('contact', 'displayName', { direction: 'two-way' }),
      ['mappings.displayName.direction mapping-direction'],
    ],
    [
      'switched off though always QuickBooks’ own',
      'invoice',
      changed('invoice', 'balance', { enabled: false }),
      ['mappings.balance.enabled mapping-always-on'],
    ],
  ])('cannot be %s', (_case, entity, mappings, problems) => {
    const found = check(entity, { mappings });
    expect(found).toHaveLength(problems.length);
    for (const [at, problem] of problems.entries()) expect(found[at]).toContain(problem);
  });
});

describe('mappings of one’s own', () => {
  test.each<[string, Partial<FieldMapping>, readonly string[]]>([
    ['fit', {}, []],
    ['name no HubSpot field', { hubspot: { name: '', type: 'text' } }, ['.hubspot mapping-unnamed-end']],
    [
      'name no QuickBooks field',
      { quickbooks: { name: '', type: 'text' } },
      ['.quickbooks mapping-unnamed-end'],
    ],
    [
      'name an unknown field',
      { quickbooks: { name: 'Shoe', type: 'text' } },
      ['.quickbooks mapping-unknown-field'],
    ],
    ['name no property', { hubspot: { name: 'Not One', type: 'text' } }, ['.hubspot mapping-unknown-field']],
    [
      'name our key',
      { hubspot: { name: 'ledgerline_key', type: 'text' } },
      ['.hubspot mapping-reserved-field'],
    ],
    [
      'write what HubSpot keeps',
      { hubspot: { name: 'createdate', type: 'text' } },
      ['.hubspot mapping-read-only'],
    ],
    [
      'write what QuickBooks keeps',
      { quickbooks: { name: 'FullyQualifiedName', type: 'text' } },
      ['mapping-read-only'],
    ],
    ['state another limit', { quickbooks: { name: 'Title', type: 'text' } }, ['mapping-limit-unknown']],
    ['claim to be built in', { builtIn: true }, ['mapping-fixed']],
    [
      'write a list without its options',
      { direction: 'to-hubspot', hubspot: { name: 'jobtitle', type: 'enumeration' } },
      ['.hubspot mapping-limit-unknown'],
    ],
  ])('%s', (_case, changes, problems) => {
    const found = check('contact', withCustom(custom(changes)));
    expect(found).toHaveLength(problems.length);
    for (const [at, problem] of problems.entries()) expect(found[at]).toContain(problem);
  });

  test('do not write a field another mapping writes, unless one of them is off', () => {
    const second = custom({ id: 'second', hubspot: { name: 'salutation', type: 'text' } });
    expect(check('contact', withCustom(custom(), second))).toEqual([
      'mappings.second.quickbooks mapping-field-taken',
    ]);
    expect(check('contact', withCustom(custom({ enabled: false }), second))).toEqual([]);
    expect(check('contact', withCustom(custom(), { ...second, direction: 'to-hubspot' }))).toEqual([]);
  });

  test('get QuickBooks’ own types and limits, whatever the proposal says of them', () => {
    const { mappings, ...rules } = rulesFor('contact');
    const own: MappingDraft = custom({ quickbooks: { name: 'Notes', type: 'money', maxLength: 1 } });
    const meddled = mappings.map((mapping) => ({ ...mapping, quickbooks: { name: 'Balance' } }));
    const completed = completeRules(definitionOf(registry, 'contact'), {
      ...rules,
      mappings: [...meddled, own],
    });
    expect(completed.mappings.slice(0, -1)).toEqual(mappings);
    expect(completed.mappings.at(-1)?.quickbooks).toEqual({
      name: 'Notes',
      type: 'multiline',
      maxLength: 2000,
    });
  });
});

describe('filters', () => {
  const is = (field: string, operator: FilterCondition['operator'], ...values: readonly string[]) => ({
    field,
    operator,
    values,
  });

  test.each<[FilterCondition, readonly string[]]>([
    [is('BillAddr.City', 'is', 'Oslo'), []],
    [is('Balance', 'more-than', '10.50'), []],
    [is('Balance', 'between', '10', '9'), ['values filter-values']],
    [is('Balance', 'between', '10'), ['values filter-values']],
    [is('Balance', 'more-than', 'much'), ['values filter-number']],
    [is('Balance', 'contains', '1'), ['operator filter-operator']],
    [is('CompanyName', 'before', '2026-01-01'), ['operator filter-operator']],
    [is('CompanyName', 'is'), ['values filter-values']],
    [is('CompanyName', 'is', ' '), ['values filter-values']],
    [is('CompanyName', 'is-any-of', 'a', 'b'), []],
    [is('CompanyName', 'is-any-of'), ['values filter-values']],
    [is('CompanyName', 'is-known'), []],
    [is('CompanyName', 'is-known', 'yes'), ['values filter-values']],
    [is('ShoeSize', 'is', '42'), ['field filter-unknown-field']],
    [{ ...is('TotalAmt', 'is', '1'), of: 'invoice' }, ['of filter-unknown-association']],
  ])('of QuickBooks records: %j', (condition, problems) => {
    expect(check('contact', { filters: { toHubspot: [[condition]], toQuickbooks: [] } })).toEqual(
      problems.map((problem) => `filters.toHubspot.0.0.${problem}`),
    );
  });

  test.each<[FilterCondition, readonly string[]]>([
    [is('lifecyclestage', 'is-any-of', 'customer'), []],
    [is('company.domain', 'contains', 'example'), []],
    [{ ...is('hs_createdate', 'on-or-after', '2026-01-01'), of: 'invoice' }, []],
    [{ ...is('hs_createdate', 'on-or-after', '2026-02-30'), of: 'invoice' }, ['values filter-day']],
    [is('createdate', 'before', 'yesterday'), ['values filter-day']],
    [is('createdate', 'between', '2026-01-01', '2026-01-31'), []],
    [{ ...is('amount', 'more-than', '1'), of: 'deal' }, ['of filter-unknown-association']],
    [is('No Property', 'is', '1'), ['field filter-unknown-field']],
  ])('of HubSpot records: %j', (condition, problems) => {
    expect(check('contact', { filters: { toHubspot: [], toQuickbooks: [[condition]] } })).toEqual(
      problems.map((problem) => `filters.toQuickbooks.0.0.${problem}`),
    );
  });

  test('have no empty groups: one would let everything through unseen', () => {
    expect(check('contact', { filters: { toHubspot: [[]], toQuickbooks: [] } })).toEqual([
      'filters.toHubspot.0 filter-empty-group',
    ]);
  });
});
