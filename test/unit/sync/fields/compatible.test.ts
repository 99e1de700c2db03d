import { describe, expect, test } from '@jest/globals';
import { areCompatible } from '../../../../server/sync/fields/compatible.ts';
import type { Direction, FieldType } from '../../../../server/sync/rules.ts';

describe('two fields', () => {
  test.each<[FieldType, FieldType, Direction, boolean]>([
    ['text', 'text', 'two-way', true],
    ['text', 'multiline', 'to-quickbooks', true],
    ['text', 'multiline', 'two-way', false],
    ['email', 'text', 'to-quickbooks', true],
    ['text', 'email', 'to-quickbooks', false],
    ['decimal', 'money', 'two-way', true],
    ['decimal', 'text', 'to-quickbooks', false],
    ['text', 'money', 'to-hubspot', false],
    ['instant', 'day', 'two-way', true],
    ['day', 'text', 'two-way', false],
    ['enumeration', 'text', 'two-way', true],
    ['country', 'text', 'two-way', true],
    ['phone', 'email', 'two-way', false],
    ['boolean', 'boolean', 'two-way', true],
    ['boolean', 'text', 'to-quickbooks', false],
  ])(
    'of HubSpot type %s and QuickBooks type %s go together %s: %s',
    (hubspot, quickbooks, direction, fit) => {
      const [one, other] = [
        { name: 'one', type: hubspot },
        { name: 'other', type: quickbooks },
      ];
      expect(areCompatible({ hubspot: one, quickbooks: other, direction })).toBe(fit);
    },
  );
});
