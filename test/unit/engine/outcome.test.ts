import { describe, expect, test } from '@jest/globals';
import { outcomeOf } from '../../../server/engine/outcome.ts';
import type { PendingResolution } from '../../../server/engine/stores.ts';
import type { Decision } from '../../../server/sync/decision.ts';
import type { Failure } from '../../../server/sync/failure.ts';
import { aContact, aCustomer, aLink } from '../../support/builders.ts';
import { aPass, aUnit } from '../../support/units.ts';

const [contact, customer] = [aContact(), aCustomer()];
const decided: PendingResolution = {
  id: '7',
  hubspotId: contact.id,
  quickbooksId: customer.id,
  choice: 'take-hubspot',
  subject: 'phone',
  value: '111',
};
const unit = aUnit('contact', {
  link: aLink(contact, customer),
  hubspot: contact,
  quickbooks: customer,
  resolutions: [decided],
});
const failure: Failure = { category: 'already-paid', details: {}, vendor: null, waitsOn: [] };

describe('what a person decided', () => {
  test.each<[string, Decision, readonly string[]]>([
    ['in sync', { kind: 'nothing', settled: true }, ['7']],
    ['updated', { kind: 'update', operations: [], conflicts: [] }, ['7']],
    ['excluded', { kind: 'exclude', reason: 'inactive', details: {}, operations: [] }, ['7']],
    ['failing', { kind: 'fail', failure }, []],
    ['waiting', { kind: 'wait', failure }, []],
    ['not read whole', { kind: 'nothing', settled: false }, []],
  ])('about a record that ends %s is answered by %j: %j', (_, decision, answered) => {
    expect(outcomeOf(aPass(), unit, decision, null).resolutions).toEqual(answered);
  });
});

describe('a record that stood in the way of others', () => {
  const single = aUnit('contact', { quickbooks: customer });
  const own = 'record:contact:quickbooks:12';

  test('has them looked at again, but for those it still cannot be told from', () => {
    const rivals = ['record:contact:quickbooks:13'];
    const ambiguous: Failure = { category: 'ambiguous-match', details: {}, vendor: null, waitsOn: rivals };
    const outcome = outcomeOf(aPass(), single, { kind: 'fail', failure: ambiguous }, null);
    expect(outcome).toMatchObject({ causes: [own], sparing: rivals });
  });

  test('has them all looked at again when it can be told apart', () => {
    const outcome = outcomeOf(aPass(), single, { kind: 'fail', failure }, null);
    expect(outcome).toMatchObject({ causes: [own], sparing: [] });
  });
});
