import { describe, expect, test } from '@jest/globals';
import { readRefusal, refusalOf } from '../../../server/quickbooks/errors.ts';
import { faultIn } from '../../../server/quickbooks/faults.ts';

const answer = (status: number, body: string) => ({ status, body, requestId: '1-6a-tid' });

const fault = (code: string, extra: object = {}): string =>
  JSON.stringify({
    Fault: {
      Error: [{ Message: 'Stale Object Error', Detail: 'You and X', code, element: '', ...extra }],
      type: 'ValidationFault',
    },
    time: '2026-05-05T02:08:54.543-07:00',
  });

describe('fault codes', () => {
  test('a code nobody described is rejected-by-quickbooks', () => {
    expect(readRefusal(answer(400, fault('9999')))).toMatchObject({
      class: 'mapping',
      category: 'rejected-by-quickbooks',
    });
  });
});

describe('a catch-all code', () => {
  test.each([
    [
      '6000',
      { Detail: 'Make sure all your transactions have a GST rate before you save.' },
      'tax-code-required',
    ],
    [
      '6000',
      { Detail: 'Make sure all your transactions have a VAT rate before you save.' },
      'tax-code-required',
    ],
    ['6000', { Detail: 'Assurez-vous qu’un taux de TPS est choisi.' }, 'tax-code-required'],
    ['6000', { Detail: 'x', element: 'SalesItemLineDetail.TaxCodeRef' }, 'tax-code-required'],
    ['6000', { Detail: 'A service date is required for this product.' }, 'service-date-required'],
    ['2020', { Detail: 'x', element: 'ServiceDate' }, 'service-date-required'],
    ['6000', { Detail: 'The currency of the transaction is invalid for customer' }, 'currency-mismatch'],
    ['2020', { Detail: 'x', element: 'CurrencyRef' }, 'currency-mismatch'],
    ['6000', { Detail: 'You must set a transaction amount.' }, 'rejected-by-quickbooks'],
    ['2020', { Detail: 'x', element: 'Line' }, 'missing-data'],
    ['6210', { Detail: 'The currency and the tax rate', element: 'CurrencyRef' }, 'closed-books'],
  ])('%s with %j is %s', (code, said, category) => {
    expect(readRefusal(answer(400, fault(code, said)))?.category).toBe(category);
  });
});

describe('details of a refusal', () => {
  const number =
    'This number has already been used. DocNumber=INV-7 is assigned to TxnType=Invoice with TxnId=145';

  test.each([
    ['6140', { Detail: number }, { number: 'INV-7', holderType: 'Invoice', holderId: '145' }],
    ['6140', { Detail: 'Numéro déjà utilisé' }, {}],
    ['6240', { Detail: 'The name supplied already exists. : Id=60' }, { holderId: '60' }],
    ['6240', { Detail: 'Another customer, vendor or employee is already using this name.' }, {}],
    [
      '2050',
      { Detail: 'Min:0, Max:21, supplied length:30', element: 'DocNumber' },
      { field: 'DocNumber', limit: 'length', allowed: '21', actual: '30' },
    ],
    [
      '2500',
      { Detail: 'Invalid Reference Id : Names element id 75 not found' },
      { referenceKind: 'Names', referenceId: '75' },
    ],
    ['2210', { element: 'BillEmail' }, { field: 'BillEmail' }],
  ])('%s with %j are %j', (code, said, details) => {
    expect(readRefusal(answer(400, fault(code, said)))?.details).toEqual(details);
  });

  test('of an answer without a fault are none', () => {
    expect(readRefusal(answer(403, ''))?.details).toEqual({});
  });
});

describe('shapes of refusals', () => {
  test('reads the standard fault with message, detail and request id', () => {
    expect(readRefusal(answer(400, fault('5010')))?.error).toEqual({
      vendor: 'quickbooks',
      status: 400,
      code: '5010',
      message: 'Stale Object Error: You and X',
      requestId: '1-6a-tid',
    });
  });

  test('reads a fault inside HTTP 200', () => {
    expect(readRefusal(answer(200, fault('6190')))?.category).toBe('subscription-read-only');
  });

  test('reads the lower-case fault of the gateway', () => {
    const body = JSON.stringify({
      warnings: null,
      fault: {
        error: [
          {
            message: 'message=AuthenticationFailed; errorCode=003200; statusCode=401',
            detail: 'Token expired',
            code: '003200',
            element: null,
          },
        ],
        type: 'AUTHENTICATION',
      },
      time: 1777975735000,
    });
    expect(readRefusal(answer(401, body))).toMatchObject({ class: 'refresh', error: { code: '3200' } });
  });

  test('finds the code in the message when the gateway states it only there', () => {
    const body = JSON.stringify({
      fault: { error: [{ message: 'errorCode=003100; statusCode=403', detail: null }], type: 'SERVICE' },
    });
    expect(readRefusal(answer(403, body))?.error.code).toBe('3100');
  });

  test('reads an XML fault, entities decoded', () => {
    const body = `<?xml version="1.0"?><IntuitResponse xmlns="http://schema.intuit.com/finance/v3">
      <Fault type="AUTHENTICATION"><Error code="100" element="">
      <Message>AuthenticationErrorGeneral: a &amp; b</Message><Detail>SRV-110</Detail></Error></Fault></IntuitResponse>`;
    expect(readRefusal(answer(401, body))).toMatchObject({
      class: 'refresh',
      error: { code: '100', message: 'AuthenticationErrorGeneral: a & b: SRV-110' },
    });
  });

  test.each([502, 503, 504])('takes the HTML of the edge with HTTP %d for passing trouble', (status) => {
    expect(readRefusal(answer(status, '<html><h1>Unavailable</h1></html>'))?.class).toBe('transient');
  });

  test('takes an empty HTTP 500 for passing trouble', () => {
    expect(readRefusal(answer(500, ''))).toMatchObject({
      class: 'transient',
      error: { message: 'HTTP 500' },
    });
  });

  test.each(['', fault('6000'), '{"fault":{"error":[]}}'])('takes every 429 for throttling: %s', (body) => {
    expect(readRefusal(answer(429, body))?.category).toBe('rate-limited');
  });

  test('a 403 without a known code is a missing permission, not a missing record', () => {
    expect(readRefusal(answer(403, ''))).toMatchObject({
      class: 'user-action',
      category: 'permission-missing',
    });
  });

  test('reads the fault of one batch item', () => {
    const item = { bId: 'b2', Fault: { type: 'ValidationFault', Error: [{ Message: 'm', code: '6240' }] } };
    expect(refusalOf(faultIn(item), 200, null).category).toBe('display-name-used');
  });

  test('of several errors the first known one decides', () => {
    const body = JSON.stringify({
      Fault: { Error: [{ code: '1' }, { code: '6210' }], type: 'ValidationFault' },
    });
    expect(readRefusal(answer(400, body))?.category).toBe('closed-books');
  });

  test('a success that merely speaks of faults is no refusal', () => {
    const body = JSON.stringify({ Customer: { Id: '1', Notes: 'not my "Fault": really' }, time: 't' });
    expect(readRefusal(answer(200, body))).toBeNull();
  });
});
