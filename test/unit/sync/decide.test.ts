import { describe, expect, test } from '@jest/globals';
import { decide } from '../../../server/sync/decide.ts';
import type { CandidateRecord, DecideInput } from '../../../server/sync/decide.ts';
import { definitionOf, registry } from '../../../server/sync/entities/registry.ts';
import type { Filter } from '../../../server/sync/rules.ts';
import {
  aContact,
  aContext,
  aCustomer,
  aHubSpotInvoice,
  aLink,
  anInvoice,
  anItem,
  aQuestion,
  linkedTo,
  rulesFor,
} from '../../support/builders.ts';

const candidate = (id: string, linked: string | null = null): CandidateRecord => ({
  id,
  label: `Contact ${id}`,
  linkedTo: linked,
});
const customer = aCustomer({ email: 'ada@x.com' });
const contact = aContact({ email: 'ada@x.com' });
const alone = (changes: Partial<DecideInput> = {}) =>
  decide(aQuestion('contact', { quickbooks: customer, ...changes }));
const twoWay = rulesFor('contact', {
  direction: 'two-way',
  filters: { toHubspot: [], toQuickbooks: [] },
});
const nobody: Filter = [[{ field: 'GivenName', operator: 'is', values: ['Nobody'] }]];

describe('a record without counterpart', () => {
  test('links to the record that carries our key, before anything is matched', () => {
    expect(
      alone({ keyed: '700', candidates: [candidate('501'), candidate('502')], siblings: ['13'] }),
    ).toEqual({
      kind: 'link',
      hubspotId: '700',
      quickbooksId: '12',
      why: 'our-key',
    });
  });

  test('links by our key whatever filter and direction say', () => {
    const rules = rulesFor('contact', {
      direction: 'to-quickbooks',
      filters: { toHubspot: nobody, toQuickbooks: [] },
    });
    expect(alone({ keyed: '700', rules })).toMatchObject({ kind: 'link', why: 'our-key' });
  });

  test('links to the only candidate that is free', () => {
    expect(alone({ candidates: [candidate('501')] })).toEqual({
      kind: 'link',
      hubspotId: '501',
      quickbooksId: '12',
      why: 'match',
    });
  });

  test('links in the other direction alike', () => {
    const decision = decide(
      aQuestion('contact', { hubspot: contact, rules: twoWay, candidates: [candidate('12')] }),
    );
    expect(decision).toEqual({ kind: 'link', hubspotId: '501', quickbooksId: '12', why: 'match' });
  });

  test.each<[string, Partial<DecideInput>]>([
    ['several candidates', { candidates: [candidate('501'), candidate('502')] }],
    ['a candidate and a taken one', { candidates: [candidate('501'), candidate('502', '99')] }],
    ['one candidate that is taken', { candidates: [candidate('501', '99')] }],
    ['a record of its own side that shares its e-mail', { siblings: ['13'] }],
    ['a sibling beside one candidate', { siblings: ['13'], candidates: [candidate('501')] }],
  ])('is never guessed nor created: %s is ambiguous', (_, company) => {
    expect(alone(company)).toMatchObject({
      kind: 'fail',
      failure: {
        category: 'ambiguous-match',
        details: {
          candidates: (company.candidates ?? []).map(({ id }) => id),
          sharing: company.siblings ?? [],
        },
        waitsOn: [
          ...(company.candidates ?? []).map(({ id }) => `record:contact:hubspot:${id}`),
          ...(company.siblings ?? []).map((id) => `record:contact:quickbooks:${id}`),
        ],
      },
    });
  });

  test('is created with the mapped values, our key and a link, when nobody matches', () => {
    const decision = alone();
    expect(decision).toMatchObject({
      kind: 'create',
      operations: [
        {
          action: 'create',
          side: 'hubspot',
          key: 'realm-1:contact:12',
          values: {
            email: 'ada@x.com',
            firstname: 'Ada',
            lastname: 'Lovelace',
            ledgerline_key: 'realm-1:contact:12',
          },
        },
      ],
    });
  });

  test('of HubSpot is created in QuickBooks, keyed by its HubSpot id, and then gets our key', () => {
    const decision = decide(aQuestion('contact', { hubspot: contact, rules: twoWay }));
    expect(decision).toMatchObject({
      kind: 'create',
      operations: [
        {
          stage: 1,
          name: 'quickbooks-record',
          action: 'create',
          side: 'quickbooks',
          key: '501',
          values: { GivenName: 'Ada' },
        },
        { stage: 2, action: 'update', side: 'hubspot', target: '501', keyOf: 'quickbooks-record' },
      ],
    });
  });

  test.each([
    ['to-hubspot', 'hubspot'],
    ['to-quickbooks', 'quickbooks'],
  ] as const)('does not cross against the direction %s', (direction, side) => {
    const record = side === 'hubspot' ? { hubspot: contact } : { quickbooks: customer };
    const rules = rulesFor('contact', { direction });
    expect(decide(aQuestion('contact', { ...record, rules, candidates: [candidate('1')] }))).toEqual({
      kind: 'nothing',
      settled: false,
    });
  });

  test.each<[string, DecideInput]>([
    ['inactive', aQuestion('contact', { quickbooks: aCustomer({}, { state: 'inactive' }) })],
    ['project', aQuestion('contact', { quickbooks: aCustomer({ fields: { IsProject: 'true' } }) })],
    ['category-item', aQuestion('product', { quickbooks: anItem({ Type: 'Category' }) })],
    ['bundle', aQuestion('product', { quickbooks: anItem({ Type: 'Group' }) })],
    ['no-sku', aQuestion('product', { quickbooks: anItem({ Sku: null }) })],
    [
      'filter',
      aQuestion('contact', {
        quickbooks: customer,
        rules: rulesFor('contact', { filters: { toHubspot: nobody, toQuickbooks: [] } }),
      }),
    ],
  ])('is excluded with the reason %s, even where a candidate waits', (reason, question) => {
    expect(decide({ ...question, candidates: [candidate('501')] })).toMatchObject({
      kind: 'exclude',
      reason,
      operations: [],
    });
  });

  test('is forgotten when it is deleted, or not there at all', () => {
    expect(alone({ quickbooks: aCustomer({}, { state: 'deleted' }), keyed: '700' })).toEqual({
      kind: 'nothing',
      settled: false,
    });
    expect(alone({ quickbooks: null })).toEqual({ kind: 'nothing', settled: false });
  });

  test('is filtered by the records associated with it', () => {
    const onInvoice: Filter = [
      [{ of: 'invoice', field: 'hs_invoice_status', operator: 'is', values: ['open'] }],
    ];
    const rules = rulesFor('contact', {
      direction: 'two-way',
      filters: { toHubspot: [], toQuickbooks: onInvoice },
    });
    const question = aQuestion('contact', { hubspot: contact, rules });
    expect(decide(question)).toMatchObject({ kind: 'exclude', reason: 'filter' });
    const associated = { invoice: [{ hs_invoice_status: 'open' }] };
    expect(decide({ ...question, associated })).toMatchObject({ kind: 'create' });
  });

  test('has days of QuickBooks compared in the zone of the realm', () => {
    const since: Filter = [[{ field: 'Seen', operator: 'on-or-after', values: ['2026-01-05'] }]];
    const rules = rulesFor('contact', { filters: { toHubspot: since, toQuickbooks: [] } });
    const quickbooks = aCustomer({ fields: { Seen: '2026-01-05T03:00:00Z' } });
    const inZone = (realmTimeZone: string) =>
      alone({ quickbooks, rules, context: aContext({ company: { realmTimeZone } }) }).kind;
    expect(inZone('America/New_York')).toBe('exclude');
    expect(inZone('Europe/Paris')).toBe('create');
  });
});

const switchedOff = { state: 'missing', cause: 'sync:contact', blockedBy: 'contact sync is off' } as const;

describe('waiting', () => {
  test('an invoice waits for its customer, and says for what and who blocks it', () => {
    expect(decide(aQuestion('invoice', { quickbooks: anInvoice({ customer: '12' }) }))).toEqual({
      kind: 'wait',
      failure: {
        category: 'waiting-for-customer',
        details: { reference: 'contact', id: '12', blockedBy: 'contact sync is off' },
        vendor: null,
        waitsOn: ['link:contact:quickbooks:12'],
      },
    });
  });

  test('an invoice wakes by its customer’s own link, too, where something else blocks that', () => {
    const question = aQuestion('invoice', { quickbooks: anInvoice(), dependencies: () => switchedOff });
    expect(decide(question)).toMatchObject({
      kind: 'wait',
      failure: { waitsOn: ['sync:contact', 'link:contact:quickbooks:12'] },
    });
  });

  test('what needs a product first says that it waits for one', () => {
    const definition = { ...definitionOf(registry, 'invoice'), requires: ['product'] };
    const quickbooks = anInvoice({}, { references: { product: '7' } });
    expect(decide(aQuestion('invoice', { definition, quickbooks }))).toMatchObject({
      kind: 'wait',
      failure: { category: 'waiting-for-item', details: { reference: 'product', id: '7' } },
    });
  });

  test('a paired invoice waits too when its customer has no pair any more', () => {
    const [hubspot, quickbooks] = [aHubSpotInvoice(), anInvoice()];
    const question = aQuestion('invoice', { hubspot, quickbooks, link: aLink(hubspot, quickbooks) });
    expect(decide(question)).toMatchObject({ kind: 'wait' });
  });

  test('an invoice goes on when its customer is paired, and never waits for items', () => {
    const dependencies = linkedTo({ 'contact:12': '501' });
    const question = aQuestion('invoice', { quickbooks: anInvoice(), dependencies });
    expect(decide(question)).toMatchObject({ kind: 'create' });
    expect(decide({ ...question, quickbooks: anInvoice({ customer: null }) })).toMatchObject({
      kind: 'create',
    });
  });
});
