import { describe, expect, test } from '@jest/globals';
import { failureCategories } from '../../../server/sync/failure.ts';
import {
  categoryByCategory,
  categoryByCode,
  failureCategoryOf,
  namedIn,
  readErrorBody,
  Refused,
} from '../../../server/hubspot/errors.ts';

describe('error bodies', () => {
  test.each([...Object.entries(categoryByCode), ...Object.entries(categoryByCategory)])(
    'translates %s into the known category %s',
    (_word, category) => {
      expect(Object.keys(failureCategories)).toContain(category);
    },
  );

  test.each([
    [409, { category: 'CONFLICT' }, 'duplicate-record'],
    [
      400,
      { category: 'VALIDATION_ERROR', errors: [{ code: 'CONFLICTING_UNIQUE_VALUE' }] },
      'duplicate-record',
    ],
    [400, { category: 'VALIDATION_ERROR', errors: [{ code: 'MISSING_REQUIRED_PROPERTY' }] }, 'hubspot-rule'],
    [400, { category: 'VALIDATION_ERROR', errors: [{ code: 'INVALID_OPTION' }] }, 'value-not-accepted'],
    [400, { category: 'VALIDATION_ERROR', errors: [{ code: 'READ_ONLY_VALUE' }] }, 'value-not-accepted'],
    [400, { category: 'VALIDATION_ERROR' }, 'rejected-by-hubspot'],
    [403, { category: 'MISSING_SCOPES' }, 'permission-missing'],
    [403, {}, 'permission-missing'],
    [404, { category: 'OBJECT_NOT_FOUND' }, 'conflicting-change'],
    [418, {}, 'rejected-by-hubspot'],
  ])('%d %j becomes %s', (status, body, category) => {
    expect(failureCategoryOf(status, readErrorBody(body))).toBe(category);
  });

  test.each([undefined, null, '<html>', 7, { errors: 'none', message: 3 }])(
    'reads %j without failing',
    (body) => {
      expect(readErrorBody(body).errors).toEqual([]);
    },
  );

  test("keeps the vendor's words and the correlation id", () => {
    const body = readErrorBody({
      message: 'no',
      category: 'VALIDATION_ERROR',
      correlationId: 'c-1',
      errors: [{ message: 'bad', code: 'INVALID_DATE' }],
    });
    expect(new Refused(400, body, null).vendorError).toEqual({
      vendor: 'hubspot',
      status: 400,
      code: 'INVALID_DATE',
      message: 'no',
      requestId: 'c-1',
    });
  });

  test('collects what contexts name, wherever they stand', () => {
    const body = readErrorBody({
      context: { ids: ['1', 2] },
      errors: [{ message: '', context: { ids: '3', existingObjectId: ['9'] } }],
    });
    expect([...namedIn(body, ['ids'])]).toEqual(['1', '2', '3']);
  });
});
