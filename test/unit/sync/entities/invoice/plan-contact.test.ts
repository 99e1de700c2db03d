import { describe, expect, test } from '@jest/globals';
import { agreePartly } from '../../../../../server/sync/agree.ts';
import type { Done } from '../../../../../server/sync/agree.ts';
import { decide } from '../../../../../server/sync/decide.ts';
import type { DecideInput } from '../../../../../server/sync/decide.ts';
import { anInvoice } from '../../../../support/builders.ts';
import { settle } from '../../../../support/carry-out.ts';
import { anvils, billed, created, inOrder, named, operations, saw, afterwards } from './billed.ts';

const contact = (id: string) => ({ noun: 'contact', id });
const companyOf = (id: string) => ({ noun: 'company-of-contact', id });

/** The question after only these operations were confirmed and the others refused. */
function halfDone(question: DecideInput, before: DecideInput, names: readonly string[]): DecideInput {
  const done: readonly Done[] = operations(before)
    .filter(({ name }) => names.includes(name))
    .map((operation) => ({
      operation,
      result: { intentId: 'i', ok: true, id: `new:${operation.name}`, version: '1', values: {} },
    }));
  const base = agreePartly(before.link?.base ?? null, done);
  return { ...question, link: question.link && { ...question.link, base } };
}

describe('a new invoice', () => {
  test('is made with its contact and the contact’s company, and the contact needs nothing more', () => {
    expect(named(created(), 'record')?.associations).toEqual([contact('501'), companyOf('501')]);
    expect(named(created(), 'contact')).toBeUndefined();
    expect(settle(created()).link?.base?.references).toEqual({ contact: '501', 'company-of-contact': '501' });
  });

  test('without a customer is made without a contact, and gets both when it has one', () => {
    const nobody = anInvoice({ total: '13', customer: null, lines: [anvils, saw] });
    expect(named(created(nobody), 'record')?.associations).toEqual([]);
    const question = afterwards(billed, nobody);
    expect(inOrder(question)).toEqual(['3 associate contact']);
    expect(named(question, 'contact')?.associations).toEqual([contact('501'), companyOf('501')]);
  });
});

describe('an invoice that was left half written', () => {
  test('remembers the associations that were confirmed', () => {
    const half = halfDone(settle(created()), created(), ['record', 'line:1']);
    expect(half.link?.base?.references).toEqual({ contact: '501', 'company-of-contact': '501' });
    expect(named(half, 'contact')).toBeUndefined();
    expect(named(half, 'contact:old')).toBeUndefined();
  });

  test('gets its contact and the contact’s company where they were not confirmed', () => {
    const half = halfDone(settle(created()), created(), ['line:1']);
    expect(named(half, 'contact')).toMatchObject({
      stage: 3,
      action: 'associate',
      target: 'new:record',
      associations: [contact('501'), companyOf('501')],
    });
    expect(decide(settle(half))).toEqual({ kind: 'nothing', settled: true });
  });
});

describe('an invoice whose customer changed', () => {
  const moved = anInvoice({ total: '13', customer: '13', lines: [anvils, saw] });
  const question = afterwards(moved);

  test('moves to the new customer’s contact and leaves the company alone', () => {
    expect(inOrder(question)).toEqual(['2 dissociate contact:old', '3 associate contact']);
    expect(named(question, 'contact:old')?.associations).toEqual([contact('501')]);
    expect(named(question, 'contact')?.associations).toEqual([contact('502')]);
    expect(decide(settle(question))).toEqual({ kind: 'nothing', settled: true });
  });

  test('has the old contact taken off once more where that was refused', () => {
    const half = halfDone(question, question, ['contact']);
    expect(inOrder(half)).toEqual(['2 dissociate contact:old', '3 associate contact']);
    expect(decide(settle(half))).toEqual({ kind: 'nothing', settled: true });
  });

  test('gets a contact, and still no other company, where only the old one was taken off', () => {
    const half = halfDone(question, question, ['contact:old']);
    expect(inOrder(half)).toEqual(['3 associate contact']);
    expect(named(half, 'contact')?.associations).toEqual([contact('502')]);
    const back = { ...half, quickbooks: billed };
    expect(named(back, 'contact')?.associations).toEqual([contact('501')]);
  });
});
