import { describe, expect, test } from '@jest/globals';
import {
  categoryByCategory,
  categoryByCode,
  readErrorBody,
  Refused,
} from '../../../server/hubspot/errors.ts';
import { tryAgainAfter } from '../../../server/hubspot/retry-timing.ts';
import { errorCodes } from '../../../server/quickbooks/error-codes.ts';
import { readRefusal } from '../../../server/quickbooks/errors.ts';
import { failureCategories } from '../../../server/sync/failure.ts';
import { hubspotErrors, kindsOfTrouble, quickbooksErrors } from '../../fixtures/vendor-errors.ts';
import type { HubSpotError } from '../../fixtures/vendor-errors.ts';

const isCategory = (word: string): boolean => Object.hasOwn(failureCategories, word);
const requestId = '1-6a-request';

describe('what QuickBooks refuses', () => {
  test.each(quickbooksErrors)(
    '$code ($status) is $class and told as $category, with its own words and request id',
    ({ code, status, message, class: errorClass, category }) => {
      const fault = { Error: [{ Message: message, Detail: message, code }], type: 'ValidationFault' };
      const refusal = readRefusal({ status, body: JSON.stringify({ Fault: fault }), requestId });
      expect(refusal).toMatchObject({ class: errorClass, category });
      expect(refusal?.error).toEqual({ vendor: 'quickbooks', status, code, message, requestId });
    },
  );

  test('is known by every code of the table, and the table knows no other', () => {
    const known = quickbooksErrors.map(({ code }) => code).toSorted();
    expect(known).toEqual([...errorCodes.keys()].toSorted());
  });
});

const bodyOf = ({ word, code, policyName }: HubSpotError) => ({
  status: 'error',
  message: 'in HubSpot’s own words',
  correlationId: requestId,
  ...(word !== undefined && { category: word }),
  ...(policyName !== undefined && { policyName }),
  ...(code !== undefined && { errors: [{ message: 'the value', code }] }),
});
const ofRecords = hubspotErrors.filter(({ becomes }) => isCategory(becomes));
const ofConnections = hubspotErrors.filter(({ becomes }) => !isCategory(becomes));

describe('what HubSpot refuses', () => {
  test.each(ofRecords)(
    '$status $word $code is told as $becomes, with its own words and request id',
    (error) => {
      const answer = { status: error.status, headers: new Headers(), body: bodyOf(error) };
      expect(tryAgainAfter(answer, { retries: 0, repeatable: true }).action).toBe('refuse');
      const refused = new Refused(error.status, readErrorBody(answer.body), null);
      expect(refused.category).toBe(error.becomes);
      expect(refused.vendorError).toEqual({
        vendor: 'hubspot',
        status: error.status,
        code: error.code ?? error.word,
        message: 'in HubSpot’s own words',
        requestId,
      });
    },
  );

  test.each(ofConnections)('$status $policyName fails no record: $becomes', (error) => {
    const headers = new Headers({ 'retry-after': '3600' });
    const next = tryAgainAfter(
      { status: error.status, headers, body: bodyOf(error) },
      { retries: 0, repeatable: true },
    );
    expect(next.action).toBe(error.becomes);
  });

  test('is known by every word and code of the table, and the table knows no other but our own', () => {
    const codes = ofRecords.flatMap(({ code }) => code ?? []);
    const words = ofRecords.flatMap(({ word }) => word ?? []);
    expect(codes.toSorted()).toEqual(Object.keys(categoryByCode).toSorted());
    expect([...new Set(words), 'UNACCOUNTED_INPUT'].toSorted()).toEqual(
      Object.keys(categoryByCategory).toSorted(),
    );
  });
});

test.each(Object.entries(kindsOfTrouble))('trouble of the kind "%s" has a category of its own', (_, told) => {
  for (const category of told) expect(failureCategories).toHaveProperty(category);
});
