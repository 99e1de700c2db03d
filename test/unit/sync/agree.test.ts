import { describe, expect, test } from '@jest/globals';
import { agree, agreePartly, sameAsAgreed } from '../../../server/sync/agree.ts';
import type { AgreeInput, Done } from '../../../server/sync/agree.ts';
import type { Operation } from '../../../server/sync/operation.ts';
import type { FieldValues } from '../../../server/sync/record.ts';
import { product } from '../../../server/sync/entities/product.ts';
import { aBase, aContext, aMapping, anItem, aProduct, rulesFor } from '../../support/builders.ts';

const done = (operation: Partial<Operation>, answered: FieldValues = {}, id = '601'): Done => ({
  operation: {
    name: 'record',
    stage: 1,
    side: 'hubspot',
    noun: 'record',
    action: 'update',
    target: '601',
    version: null,
    key: null,
    values: {},
    associations: [],
    ...operation,
  },
  result: { intentId: 'i', ok: true, id, version: '2', values: answered },
});

const agreement = (changes: Partial<AgreeInput> = {}) =>
  agree({
    definition: product,
    rules: rulesFor('product', {
      mappings: [aMapping({ hubspot: { name: 'name' }, quickbooks: { name: 'Name' } })],
    }),
    context: aContext(),
    base: null,
    hubspot: { name: 'Anvil' },
    quickbooks: anItem(),
    done: [],
    ...changes,
  });

describe('what both sides agree on', () => {
  test('is what they have where it means the same, each in its own words', () => {
    const base = agreement({ hubspot: { name: ' Anvil ' } });
    expect(base.fields).toEqual({ custom: { hubspot: ' Anvil ', quickbooks: 'Anvil' } });
  });

  test('is taken from the vendor’s answer where something was written', () => {
    const base = agreement({
      hubspot: { name: 'Old' },
      done: [done({ values: { name: 'Anvil' } }, { name: 'ANVIL' })],
    });
    expect(base.fields).toEqual({ custom: { hubspot: 'ANVIL', quickbooks: 'Anvil' } });
  });

  test('is what was sent where the answer does not say', () => {
    const base = agreement({ hubspot: { name: 'Old' }, done: [done({ values: { name: 'Anvil' } })] });
    expect(base.fields).toEqual({ custom: { hubspot: 'Anvil', quickbooks: 'Anvil' } });
  });

  test('stays what it was for a field that differs and may not flow', () => {
    const base = aBase({ fields: { custom: { hubspot: 'Saw', quickbooks: 'Saw' } } });
    expect(agreement({ base, hubspot: { name: 'Axe' } })).toEqual(base);
    expect(agreement({ hubspot: { name: 'Axe' } })).toEqual(aBase());
  });

  test.each(['switched off', 'read-only in this portal'])(
    'stays what it was for a field that is %s',
    (why) => {
      const base = aBase({ fields: { custom: { hubspot: 'Saw', quickbooks: 'Saw' } } });
      const off = aMapping({ enabled: false, hubspot: { name: 'name' }, quickbooks: { name: 'Name' } });
      const changes =
        why === 'switched off'
          ? { rules: rulesFor('product', { mappings: [off] }) }
          : { context: aContext({ portal: { readOnlyProperties: ['name'] } }) };
      expect(agreement({ base, ...changes })).toEqual(base);
    },
  );

  test('is nothing new for a field that only another mapping wrote', () => {
    const name = { hubspot: { name: 'name' }, quickbooks: { name: 'Name' } };
    const mappings = [aMapping(name), aMapping({ ...name, id: 'twin', hubspot: { name: 'twin' } })];
    const base = aBase({ fields: { twin: { hubspot: 'Saw', quickbooks: 'Saw' } } });
    const { fields } = agreement({
      base,
      rules: rulesFor('product', { direction: 'two-way', winner: 'hubspot', mappings }),
      hubspot: { name: 'Anvil', twin: 'Saw' },
      quickbooks: anItem({ Name: 'Saw' }),
      done: [done({ side: 'quickbooks', values: { Name: 'Anvil' } })],
    });
    expect(fields).toEqual({ ...base.fields, custom: { hubspot: 'Anvil', quickbooks: 'Anvil' } });
  });
});

const contact = (id: string) => [{ noun: 'contact', id }];

describe('references', () => {
  const base = aBase({ references: { contact: '1', deal: '5' } });
  const off = done({ name: 'contact:old', action: 'dissociate', associations: contact('1') });
  const on = done({ name: 'contact', action: 'associate', associations: contact('2') });

  test('are those a record was created with or joined to, beside the ones known before', () => {
    for (const action of ['create', 'associate'] as const) {
      const made = done({ action, associations: [...contact('2'), { noun: 'company', id: '8' }] });
      const known = aBase({ references: { deal: '5' } });
      const references = { contact: '2', company: '8', deal: '5' };
      expect(agreement({ base: known, done: [made] }).references).toEqual(references);
      expect(agreePartly(known, [made]).references).toEqual(references);
    }
  });

  test('are replaced when the old one was taken off, whichever answer came first', () => {
    for (const both of [
      [off, on],
      [on, off],
    ]) {
      expect(agreement({ base, done: both }).references).toEqual({ contact: '2', deal: '5' });
    }
  });

  test('stay what they were while the old one could not be taken off', () => {
    expect(agreePartly(base, [on]).references).toEqual({ contact: '1', deal: '5' });
  });

  test('are empty where the old one was taken off and the new one could not be joined', () => {
    expect(agreePartly(base, [off]).references).toEqual({ contact: null, deal: '5' });
  });

  test('do not come from what rows are joined to', () => {
    const line = done({ name: 'line:1', noun: 'line', action: 'create', associations: contact('2') });
    expect(agreement({ base, done: [line] }).references).toEqual(base.references);
  });
});

const row = (changes: Partial<Operation>, id = '70') =>
  done({ name: 'line:1', noun: 'line', action: 'create', ...changes }, {}, id);

describe('rows', () => {
  const known = aBase({
    parts: { line: { 1: { hubspotId: '70', hubspot: { price: '5' }, quickbooks: { price: '5' } } } },
  });

  test('that were created are known by their id, with the content they stand for', () => {
    const made = row({ values: { price: '5.00' }, source: { price: '5' } });
    expect(agreement({ done: [made] }).parts).toEqual({
      line: { 1: { hubspotId: '70', hubspot: { price: '5.00' }, quickbooks: { price: '5' } } },
    });
  });

  test('that were changed keep what was not written', () => {
    const changed = row({
      action: 'update',
      values: { quantity: '2' },
      source: { price: '5', quantity: '2' },
    });
    expect(agreement({ base: known, done: [changed] }).parts['line']?.['1']).toEqual({
      hubspotId: '70',
      hubspot: { price: '5', quantity: '2' },
      quickbooks: { price: '5', quantity: '2' },
    });
  });

  test.each<[string, Partial<Operation>]>([
    ['removed', { action: 'remove' }],
    ['taken off', { action: 'update', forget: true }],
  ])('that were %s are forgotten', (_, change) => {
    expect(agreement({ base: known, done: [row(change)] }).parts).toEqual({ line: {} });
  });

  test('that nothing was done to stay known, and associations are no rows', () => {
    expect(agreement({ base: known, done: [row({ action: 'associate' })] }).parts).toEqual(known.parts);
  });

  describe('made in HubSpot', () => {
    const posted = row(
      {
        name: 'payment:31',
        noun: 'payment',
        side: 'quickbooks',
        values: { TotalAmt: '60.00' },
        rows: [{ Amount: '60.00', TxnId: '130' }],
        source: { hs_latest_status: 'succeeded' },
      },
      '180',
    );
    const known180 = {
      hubspotId: '31',
      origin: 'hubspot',
      hubspot: { hs_latest_status: 'succeeded' },
      quickbooks: { TotalAmt: '60.00', Amount: '60.00', TxnId: '130' },
    };

    test('are known by their id in QuickBooks, with what they cover there', () => {
      expect(agreement({ done: [posted] }).parts).toEqual({ payment: { 180: known180 } });
    });

    test('may be linked to what is there already, in place of a former one or of a mirror', () => {
      const mirror = { hubspotId: '99', hubspot: {}, quickbooks: {} };
      const base = aBase({ parts: { payment: { 180: { ...known180, origin: 'hubspot' }, 181: mirror } } });
      const off = row({ name: 'payment:181', noun: 'payment', action: 'update', forget: true }, '99');
      const link = row(
        {
          name: 'payment:31',
          noun: 'payment',
          side: 'quickbooks',
          action: 'link',
          values: { Amount: '60' },
        },
        '181',
      );
      expect(agreement({ base, done: [off, link] }).parts).toEqual({
        payment: { 181: { hubspotId: '31', origin: 'hubspot', hubspot: {}, quickbooks: { Amount: '60' } } },
      });
    });
  });

  test('that exist after a half-done write are known, while no field counts as agreed', () => {
    const made = [
      done({ values: { name: 'Anvil' } }),
      row({ values: { price: '5' }, source: { price: '5' } }),
    ];
    expect(agreePartly(null, made)).toEqual({
      ...aBase(),
      parts: { line: { 1: { hubspotId: '70', hubspot: { price: '5' }, quickbooks: { price: '5' } } } },
    });
  });
});

test('a side is as agreed only when every mapped field is, and was agreed on', () => {
  const mappings = [aMapping({ hubspot: { name: 'name' }, quickbooks: { name: 'Name' } })];
  const base = aBase({ fields: { custom: { hubspot: 'Anvil', quickbooks: 'Saw' } } });
  const same = (name: string, against = base) =>
    sameAsAgreed('hubspot', aProduct({ name }), against, mappings, aContext());
  expect(same(' Anvil')).toBe(true);
  expect(same('Saw')).toBe(false);
  expect(same('Anvil', aBase())).toBe(false);
});
