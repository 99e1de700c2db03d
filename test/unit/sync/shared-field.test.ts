import { describe, expect, test } from '@jest/globals';
import { decide } from '../../../server/sync/decide.ts';
import type { DecideInput } from '../../../server/sync/decide.ts';
import type { FieldValues } from '../../../server/sync/record.ts';
import type { Direction, FieldMapping } from '../../../server/sync/rules.ts';
import {
  aContact,
  aCustomer,
  aLink,
  aMapping,
  anInvoice,
  aQuestion,
  linkedTo,
  rulesFor,
} from '../../support/builders.ts';
import { settle } from '../../support/carry-out.ts';

const settled = { kind: 'nothing', settled: true };

/** What an update writes to a side; nothing when there is no update. */
function writes(question: DecideInput, side: 'hubspot' | 'quickbooks'): FieldValues {
  const decision = decide(question);
  const operations = decision.kind === 'update' ? decision.operations : [];
  return Object.assign({}, ...operations.filter((one) => one.side === side).map(({ values }) => values));
}

const switched = (question: DecideInput, id: string, enabled: boolean): DecideInput => ({
  ...question,
  rules: {
    ...question.rules,
    mappings: question.rules.mappings.map((one) => (one.id === id ? { ...one, enabled } : one)),
  },
});

const numbered = (DocNumber: string) => anInvoice({ fields: { DocNumber } });

const onCompany = (id: string, direction: Direction): FieldMapping =>
  aMapping({ id, direction, hubspot: { name: id }, quickbooks: { name: 'CompanyName' } });

/** A pair whose HubSpot `company` and `employer` both stand for the company in QuickBooks, and all agree. */
function employed(direction: Direction): DecideInput {
  const hubspot = aContact({ company: 'Acme', fields: { employer: 'Acme' } });
  const quickbooks = aCustomer({ company: 'Acme' });
  const mappings = [onCompany('company', 'two-way'), onCompany('employer', direction)];
  const rules = rulesFor('contact', { direction: 'two-way', mappings });
  return settle(aQuestion('contact', { hubspot, quickbooks, rules, link: aLink(hubspot, quickbooks) }));
}

const changedInHubspot = (question: DecideInput, fields: FieldValues): DecideInput => ({
  ...question,
  hubspot: question.hubspot && { ...question.hubspot, fields: { ...question.hubspot.fields, ...fields } },
});

describe('two mappings on the number of a QuickBooks invoice agree independently', () => {
  const dependencies = linkedTo({ 'contact:12': '501' });
  const pair = settle(aQuestion('invoice', { quickbooks: numbered('1037'), dependencies }));

  test('both follow a change', () => {
    const both = { hs_number: '1038', ledgerline_number: '1038' };
    expect(writes({ ...pair, quickbooks: numbered('1038') }, 'hubspot')).toEqual(both);
  });

  test('one that was off while the other flowed catches up when it is switched on again', () => {
    const off = { ...switched(pair, 'number', false), quickbooks: numbered('1038') };
    expect(writes(off, 'hubspot')).toEqual({ ledgerline_number: '1038' });
    const meanwhile = settle(off);
    expect(decide(meanwhile)).toEqual(settled);
    const on = switched(meanwhile, 'number', true);
    expect(writes(on, 'hubspot')).toEqual({ hs_number: '1038' });
    expect(decide(settle(on))).toEqual(settled);
  });
});

describe('two mappings on one field of a QuickBooks customer', () => {
  test('pass a change made in HubSpot on to the other HubSpot field', () => {
    const question = changedInHubspot(employed('to-hubspot'), { company: 'Byron' });
    expect(writes(question, 'quickbooks')).toEqual({ CompanyName: 'Byron' });
    const written = settle(question);
    expect(writes(written, 'hubspot')).toEqual({ employer: 'Byron' });
    expect(decide(settle(written))).toEqual(settled);
  });

  test('come to rest on one value when both HubSpot fields were changed apart', () => {
    const question = changedInHubspot(employed('two-way'), { company: 'Byron', employer: 'Lovelace' });
    const after = settle(settle(question));
    expect(decide(after)).toEqual(settled);
    const { company, employer } = after.hubspot?.fields ?? {};
    expect([company, employer]).toEqual(['Lovelace', 'Lovelace']);
    expect(after.quickbooks?.fields['CompanyName']).toBe('Lovelace');
  });
});
