import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { decide } from '../../../server/sync/decide.ts';
import { sameAcross } from '../../../server/sync/fields/values.ts';
import { flowsTo } from '../../../server/sync/merge.ts';
import { allLinked, anyBill, anyInvoice, anyQuestion, simpleQuestion } from '../../support/arbitraries.ts';
import { aContext, aQuestion } from '../../support/builders.ts';
import { carriedOut, settle } from '../../support/carry-out.ts';
import { sold } from './entities/invoice/sold.ts';

const settled = { kind: 'nothing', settled: true };

test('every question has an answer, and the same question the same one', () => {
  fc.assert(
    fc.property(anyQuestion, (question) => {
      const before = structuredClone({ ...question, definition: null, dependencies: null });
      const decision = decide(question);
      expect(decide(question)).toEqual(decision);
      expect({ ...question, definition: null, dependencies: null }).toEqual(before);
      expect(JSON.parse(JSON.stringify(decision))).toEqual(decision);
    }),
  );
});

test('operations of a plan have names of their own and refer to what an earlier stage creates', () => {
  fc.assert(
    fc.property(anyQuestion, (question) => {
      const decision = decide(question);
      const operations = 'operations' in decision ? decision.operations : [];
      expect(new Set(operations.map(({ name }) => name)).size).toBe(operations.length);
      for (const { target, associations, stage } of operations) {
        for (const end of [target, ...associations.map(({ id }) => id)]) {
          if (end === null || typeof end === 'string') continue;
          const maker = operations.find(({ name, action }) => name === end.createdBy && action === 'create');
          expect(maker?.stage).toBeLessThan(stage);
        }
      }
    }),
  );
});

test('deciding again after the decision was carried out writes nothing', () => {
  fc.assert(
    fc.property(simpleQuestion, (question) => {
      const decision = decide(question);
      fc.pre(decision.kind === 'create' || decision.kind === 'update');
      // A conflict may stand: an address that is gone from the winning side takes no other one with it.
      const again = decide(carriedOut(question, decision));
      expect(['nothing', 'update']).toContain(again.kind);
      expect('operations' in again ? again.operations : []).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('an invoice that follows any change of its original needs nothing more', () => {
  fc.assert(
    fc.property(anyInvoice, anyInvoice, fc.boolean(), (before, now, paymentsApi) => {
      const context = aContext({ portal: { paymentsApi } });
      const first = settle(aQuestion('invoice', { quickbooks: before, dependencies: allLinked, context }));
      fc.pre(first.link !== null);
      expect(decide(first)).toEqual(settled);
      expect(decide(settle({ ...first, quickbooks: now }))).toEqual(settled);
    }),
  );
});

test('an invoice made in HubSpot that follows any edit there needs nothing more', () => {
  fc.assert(
    fc.property(anyBill, anyBill, fc.boolean(), (before, now, customTransactionNumbers) => {
      const context = aContext({ company: { multicurrency: true, customTransactionNumbers } });
      const made = settle(settle(sold(before, { context })));
      expect(decide(made)).toMatchObject(settled);
      // Of an invoice that is out with the customer the currency stays.
      const fields = {
        ...now.fields,
        ...made.hubspot?.fields,
        hs_comments: now.fields['hs_comments'] ?? null,
      };
      const edited = settle({ ...made, hubspot: made.hubspot && { ...now, key: made.hubspot.key, fields } });
      expect(decide(settle(settle(edited)))).toMatchObject(settled);
      expect(decide(edited)).not.toMatchObject({ kind: 'create' });
    }),
  );
});

test('an agreement on a field that may not flow is kept for a later change of direction', () => {
  fc.assert(
    fc.property(simpleQuestion, (question) => {
      const { link, rules, context } = question;
      fc.pre(link?.base !== null && link !== null && decide(question).kind !== 'fail');
      const agreed = settle(question).link?.base;
      for (const mapping of rules.mappings) {
        const closed =
          !flowsTo('hubspot', mapping, rules.direction) && !flowsTo('quickbooks', mapping, rules.direction);
        const [ours, theirs] = [mapping.hubspot.name, mapping.quickbooks.name];
        const values = [
          question.hubspot?.fields[ours] ?? null,
          question.quickbooks?.fields[theirs] ?? null,
        ] as const;
        if (!closed || sameAcross(mapping, ...values, context)) continue;
        expect(agreed?.fields[mapping.id]).toEqual(link?.base?.fields[mapping.id]);
      }
    }),
  );
});
