// Arbitrary questions to the core. Values come from small pools, so that changes, conflicts, matches and values that mean
// the same in other words happen often.

import * as fc from 'fast-check';
import type { Base } from '../../server/sync/base.ts';
import type { DecideInput } from '../../server/sync/decide.ts';
import { registry } from '../../server/sync/entities/registry.ts';
import type { Value } from '../../server/sync/fields/values.ts';
import type { FieldValues, Part, RecordSnapshot, RecordState, Side } from '../../server/sync/record.ts';
import { sides } from '../../server/sync/record.ts';
import type { Direction, FieldMapping, FieldType, SyncRules } from '../../server/sync/rules.ts';
import { aBill, aBilledLine, anAdjustment } from './bill-builders.ts';
import {
  aBase,
  aContext,
  aLine,
  aLink,
  aMapping,
  anApplication,
  anInvoice,
  aQuestion,
  linkedTo,
  rulesFor,
} from './builders.ts';

const pools: Readonly<Record<FieldType, readonly string[]>> = {
  text: ['Ada', ' Ada ', 'Bob', 'Carl', ''],
  multiline: ['one\ntwo', 'one', ''],
  email: ['a@x.com', 'A@x.com', 'b@x.com', 'a@x.com, b@x.com', 'c@x.com; a@x.com', ''],
  phone: ['+1 555', '(1) 555', '1555', '0049 30', 'n/a', ''],
  url: ['https://x.com/', 'x.com', 'y.com', ''],
  money: ['10', '10.00', '10.005', '10.01', '-3', 'ten', ''],
  decimal: ['10', '10.0', '10.005', '0.335', 'ten', ''],
  day: ['2026-01-05', '2026-03-08', '1767571200000', 'soon', ''],
  instant: ['2026-01-05T03:00:00Z', '2026-01-05T17:00:00.000Z', '2026-03-08', '1767571200000', ''],
  boolean: ['true', 'false', '1', 'no', ''],
  enumeration: ['USD', 'EUR', ''],
  country: ['US', 'usa', 'United Kingdom', 'GB', ''],
  state: ['Texas', 'TX', 'CA', ''],
};

const alike: readonly FieldType[] = [
  'text',
  'multiline',
  'email',
  'phone',
  'url',
  'money',
  'decimal',
  'day',
  'instant',
  'boolean',
  'enumeration',
  'country',
  'state',
];

/** Pairs of types people may map; most are alike. */
const typePairs: readonly (readonly [FieldType, FieldType])[] = [
  ...alike.map((type) => [type, type] as const),
  ['instant', 'day'],
  ['day', 'instant'],
  ['text', 'multiline'],
  ['decimal', 'money'],
  ['money', 'decimal'],
  ['text', 'decimal'],
];

export const direction = fc.constantFrom<Direction>('to-hubspot', 'to-quickbooks', 'two-way');
export const side = fc.constantFrom<Side>(...sides);
const valueOf = (type: FieldType): fc.Arbitrary<Value> => fc.option(fc.constantFrom(...pools[type]));

export interface MergeFacts {
  readonly mappings: readonly FieldMapping[];
  readonly rules: Pick<SyncRules, 'direction' | 'winner'>;
  readonly base: Base | null;
  readonly hubspot: FieldValues;
  readonly quickbooks: FieldValues;
}

interface FieldFacts {
  readonly mapping: FieldMapping;
  readonly now: Readonly<Record<Side, Value>>;
  readonly agreed: Readonly<Record<Side, Value>> | null;
}

const fieldFacts = (position: number, types: readonly (readonly [FieldType, FieldType])[]) =>
  fc.constantFrom(...types).chain(([hubspot, quickbooks]) =>
    fc.record<FieldFacts>({
      mapping: fc.record({ direction, enforced: fc.boolean() }).map((it) =>
        aMapping({
          id: `m${position}`,
          hubspot: { name: `ours${position}`, type: hubspot },
          quickbooks: { name: `Theirs${position}`, type: quickbooks },
          direction: it.enforced ? 'to-hubspot' : it.direction,
          ...(it.enforced ? { enforced: true } : {}),
        }),
      ),
      now: fc.record({ hubspot: valueOf(hubspot), quickbooks: valueOf(quickbooks) }),
      agreed: fc.option(fc.record({ hubspot: valueOf(hubspot), quickbooks: valueOf(quickbooks) })),
    }),
  );

const now = (facts: readonly FieldFacts[], of: Side): FieldValues =>
  Object.fromEntries(facts.map((fact) => [fact.mapping[of].name, fact.now[of]]));

const agreedFields = (facts: readonly FieldFacts[]): Base['fields'] =>
  Object.fromEntries(facts.flatMap(({ mapping, agreed }) => (agreed ? [[mapping.id, agreed]] : [])));

/** Two records under one to three mappings, with or without an agreement per field. */
export const mergeFacts = (types = typePairs): fc.Arbitrary<MergeFacts> =>
  fc
    .tuple(
      fc
        .integer({ min: 1, max: 3 })
        .chain((n) => fc.tuple(...Array.from({ length: n }, (_, position) => fieldFacts(position, types)))),
      fc.record({ direction, winner: side }),
      fc.boolean(),
    )
    .map(([facts, rules, linkedBefore]) => ({
      mappings: facts.map((fact) => fact.mapping),
      rules,
      base: linkedBefore ? aBase({ fields: agreedFields(facts) }) : null,
      hubspot: now(facts, 'hubspot'),
      quickbooks: now(facts, 'quickbooks'),
    }));

const recordOf = (of: Side, entity: string, fields: FieldValues, state: RecordState): RecordSnapshot => ({
  ...anInvoice({}, { references: {}, parts: {}, state }),
  side: of,
  entity,
  id: of === 'hubspot' ? '501' : '12',
  fields,
});

/** A pair or a single of contacts or products under arbitrary mappings, both records active. */
export const simpleQuestion: fc.Arbitrary<DecideInput> = fc
  .tuple(
    mergeFacts(),
    fc.constantFrom('contact', 'product'),
    fc.constantFrom('pair', 'hubspot', 'quickbooks'),
  )
  .map(([facts, entity, shape]) => {
    const hubspot = recordOf('hubspot', entity, facts.hubspot, 'active');
    const quickbooks = recordOf('quickbooks', entity, facts.quickbooks, 'active');
    const rules = rulesFor(entity, { ...facts.rules, mappings: facts.mappings, options: {} });
    return aQuestion(entity, {
      rules,
      hubspot: shape === 'quickbooks' ? null : hubspot,
      quickbooks: shape === 'hubspot' ? null : quickbooks,
      link: shape === 'pair' ? aLink(hubspot, quickbooks, { base: facts.base }) : null,
    });
  });

const amount = fc.constantFrom('0', '10', '-3', '10.005', '1240');
const line = (id: string): fc.Arbitrary<Part> =>
  fc
    .record({
      Amount: amount,
      Qty: fc.constantFrom(null, '1', '2', '-1'),
      UnitPrice: fc.constantFrom(null, '10', '5', '-3'),
      DetailType: fc.constantFrom('SalesItemLineDetail', 'DiscountLineDetail', 'DescriptionOnly'),
      Description: fc.constantFrom(null, 'Words'),
    })
    .map((fields) => aLine(id, fields, '7'));
const some = <T>(make: (id: string) => fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.subarray(['1', '2', '3']).chain((ids) => fc.tuple(...ids.map(make)));

/** A QuickBooks invoice with arbitrary rows, payments, amounts and days. */
export const anyInvoice: fc.Arbitrary<RecordSnapshot> = fc
  .record({
    lines: some(line),
    payments: some((id) => amount.map((text) => anApplication(`18${id}`, text))),
    total: amount,
    balance: amount,
    due: fc.constantFrom(null, '2026-06-14', '2026-06-30'),
    currency: fc.constantFrom('USD', 'JPY', 'KWD'),
    customer: fc.constantFrom('12', '13'),
    fields: fc.record({ 'TxnTaxDetail.TotalTax': fc.constantFrom(null, '0', '1.5') }),
  })
  .chain((wish) =>
    fc.constantFrom<RecordState>('active', 'active', 'voided').map((state) => anInvoice(wish, { state })),
  );

/** Where the customers `12` and `13` and the item `7` are paired. */
export const allLinked = linkedTo({ 'contact:12': '501', 'contact:13': '502', 'product:7': '601' });

const net = fc.constantFrom('0', '10', '10.005', '0.335', '1240');
const billedLine = (id: string): fc.Arbitrary<Part> =>
  fc
    .record({
      amount: net,
      quantity: fc.constantFrom(null, '1', '3', '0.5'),
      price: fc.constantFrom(null, '10', '3.335'),
      name: fc.constantFrom('Words', 'Other words'),
    })
    .chain((fields) =>
      fc.constantFrom(null, '601', '777').map((product) => aBilledLine(id, fields, product)),
    );
const adjustment = (id: string): fc.Arbitrary<Part> =>
  fc
    .tuple(fc.constantFrom('PERCENT' as const, 'FIXED' as const), fc.constantFrom('5', '12.5', '300'))
    .map(([type, value]) => anAdjustment(id, type, value));

/** An invoice made in HubSpot with arbitrary lines, discounts and fees, open or voided. */
export const anyBill: fc.Arbitrary<RecordSnapshot> = fc
  .record({
    lines: some(billedLine),
    discounts: some(adjustment),
    fees: some(adjustment),
    contact: fc.constantFrom('501', '502'),
    fields: fc.record({
      hs_currency: fc.constantFrom('USD', 'USD', 'EUR'),
      hs_number: fc.constantFrom('INV-7', 'INV-8'),
      hs_comments: fc.constantFrom(null, 'Thanks'),
    }),
  })
  .map((wish) => aBill({ ...wish, lines: wish.lines.length > 0 ? wish.lines : [aBilledLine('1')] }));

const anyState = fc.constantFrom<RecordState>('active', 'inactive', 'voided', 'deleted');

/** Any question at all, sense or nonsense, about any entity. */
export const anyQuestion: fc.Arbitrary<DecideInput> = fc
  .record({
    question: simpleQuestion,
    definition: fc.constantFrom(...registry.entities),
    states: fc.record({ hubspot: anyState, quickbooks: anyState }),
    mergedInto: fc.constantFrom(null, null, '77'),
    invoice: anyInvoice,
    bill: anyBill,
    origin: side,
    keyed: fc.constantFrom(null, null, '700'),
    candidates: fc.subarray([
      { id: '501', label: 'One', linkedTo: null },
      { id: '502', label: 'Two', linkedTo: '9' },
    ]),
    siblings: fc.subarray(['13']),
    stopUpdatingUnmatched: fc.boolean(),
    dependencies: fc.constantFrom(allLinked, linkedTo()),
    paymentsApi: fc.boolean(),
  })
  .map(
    ({
      question,
      states,
      mergedInto,
      invoice,
      bill,
      origin,
      stopUpdatingUnmatched,
      paymentsApi,
      ...rest
    }) => ({
      ...question,
      ...rest,
      rules: { ...question.rules, stopUpdatingUnmatched },
      context: aContext({ portal: { paymentsApi } }),
      link: question.link && { ...question.link, origin },
      hubspot: question.hubspot && {
        ...question.hubspot,
        state: states.hubspot,
        mergedInto,
        references: bill.references,
        parts: bill.parts,
        fields: { ...question.hubspot.fields, ...bill.fields },
      },
      quickbooks: question.quickbooks && {
        ...question.quickbooks,
        state: states.quickbooks,
        mergedInto,
        references: invoice.references,
        parts: invoice.parts,
        fields: { ...question.quickbooks.fields, ...invoice.fields },
      },
    }),
  );
