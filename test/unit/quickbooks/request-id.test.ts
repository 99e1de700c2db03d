import { describe, expect, test } from '@jest/globals';
import { requestIdOf } from '../../../server/quickbooks/gateways/request-id.ts';
import type { ResolvedOperation } from '../../../server/sync/operation.ts';
import { operation } from '../../integration/quickbooks/operations.ts';

const place = { realmId: '9341', resource: 'Invoice' };
const idOf = (change: Partial<ResolvedOperation> = {}, at: Partial<typeof place> = {}): string =>
  requestIdOf({ ...place, ...at }, operation({ key: '77', ...change }));

describe('the request id', () => {
  test('of a create stays the same for another intent about the same record', () => {
    expect(idOf({ intentId: '2', values: { DocNumber: '1' } })).toBe(idOf());
    expect(idOf({ attempt: 0 })).toBe(idOf());
  });

  test.each<[string, Partial<ResolvedOperation>, Partial<typeof place>]>([
    ['realm', {}, { realmId: '9342' }],
    ['kind of record', {}, { resource: 'Payment' }],
    ['record', { key: '78' }, {}],
    ['attempt', { attempt: 1 }, {}],
  ])('of a create differs by %s', (_, change, at) => {
    expect(idOf(change, at)).not.toBe(idOf());
  });

  test.each(['update', 'void'] as const)('of an %s follows its intent', (action) => {
    expect(idOf({ action })).toBe(idOf({ action, key: null }));
    expect(idOf({ action })).not.toBe(idOf({ action, intentId: 'intent-2' }));
  });

  test('of a create without a key follows its intent', () => {
    expect(idOf({ key: null })).not.toBe(idOf({ key: null, intentId: 'intent-2' }));
  });

  test('fits into what QuickBooks takes', () => {
    expect(idOf({ key: 'x'.repeat(500) })).toMatch(/^[0-9a-f]{40}$/);
  });
});
