import { expect, test } from '@jest/globals';
import { definitionOf, registry, writerOf } from '../../../../server/sync/entities/registry.ts';
import { aLine, anInvoice } from '../../../support/builders.ts';

test('what an entity requires or uses comes before it', () => {
  const order = registry.entities.map((definition) => definition.name);
  for (const definition of registry.entities) {
    for (const needed of [...definition.requires, ...definition.uses]) {
      expect(order.indexOf(needed)).toBeGreaterThanOrEqual(0);
      expect(order.indexOf(needed)).toBeLessThan(order.indexOf(definition.name));
    }
  }
});

test('an unknown entity is a programming error', () => {
  expect(definitionOf(registry, 'invoice').name).toBe('invoice');
  expect(() => definitionOf(registry, 'estimate')).toThrow('estimate');
});

test('a payment names every invoice it is applied to', () => {
  const payment = anInvoice({}, { parts: { application: [aLine('130', {}), aLine('131', {})] } });
  expect(registry.parts[0]?.parentsOf(payment)).toEqual(['130', '131']);
});

test.each([
  ['quickbooks', 'payment', 'payment'],
  ['quickbooks', 'expense', 'payment'],
  ['quickbooks', 'record', 'invoice'],
  ['hubspot', 'payment', 'invoice'],
] as const)('in %s the %s of an invoice is written by the gateway of the %s', (side, noun, entity) => {
  expect(writerOf(registry, 'invoice', { side, noun })).toBe(entity);
});

test.each(registry.entities.map((definition) => [definition.name, definition] as const))(
  'mappings of %s have ids of their own, and no HubSpot property is written by two of them',
  (_, { mappings }) => {
    expect(new Set(mappings.map((mapping) => mapping.id)).size).toBe(mappings.length);
    expect(new Set(mappings.map((mapping) => mapping.hubspot.name)).size).toBe(mappings.length);
  },
);
