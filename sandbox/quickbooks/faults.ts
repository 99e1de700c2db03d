// The vendor's fault codes and the envelopes they travel in.

export interface FaultError {
  Message: string;
  Detail: string;
  code: string;
  element?: string;
}

const INACTIVE_TEXT =
  "Something you're trying to use has been made inactive. Check the fields with accounts, customers, items, vendors or employees.";

const MESSAGES = {
  '500': 'Unsupported Operation',
  '600': 'Duplicate Request ID',
  '610': 'Object Not Found',
  '620': 'Transaction cannot be linked',
  '900': 'Self Parent',
  '1040': 'Batch size exceeds allowed limit',
  '2000': 'Invalid object name',
  '2010': 'Request has invalid or unsupported property',
  '2020': 'Required param missing, need to supply the required value for the API',
  '2040': 'Invalid String',
  '2050': 'Invalid String Length',
  '2060': 'Invalid Date Format',
  '2130': 'Invalid Request Id Format',
  '2170': 'Invalid Enumeration',
  '2200': 'Invalid Web Address',
  '2210': 'Invalid Email Address format',
  '2220': 'Invalid Currency Type',
  '2240': 'Number out of range',
  '2290': 'Negative amount',
  '2500': 'Invalid Reference Id',
  '2600': 'Conflicting elements in the request',
  '3000': 'Invalid Custom Field',
  '4000': 'Error parsing query',
  '4001': 'Invalid query',
  '5010': 'Stale Object Error',
  '5030': 'Feature Not Supported',
  '6000': 'A business validation error has occurred while processing your request',
  '6010': 'AccountType or SubType required',
  '6070': 'Amount calculation incorrect in the request',
  '6080': 'No name provided',
  '6090': 'Discount amount or percent missing',
  '6100': 'Invalid Line TaxCode',
  '6130': 'Cannot change who the customer bills with',
  '6140': 'Duplicate Document Number Error',
  '6150': 'ParentRef required',
  '6160': 'Invalid TaxCode',
  '6170': 'TxnTaxDetail cannot be used when tax is not applicable',
  '6180': 'Maximum nesting level exceeded',
  '6190': 'Subscription period has ended or canceled or there was a billing problem',
  '6210': 'Account Period Closed, Cannot Update Through Services API',
  '6220': 'Delete List Has Balance Error',
  '6230': 'Invalid TaxCode',
  '6240': 'Duplicate Name Exists Error',
  '6270': 'Inventory start date error',
  '6310': 'Billable expense without customer',
  '6320': 'Invalid billable status',
  '6400': 'Linked transaction cannot be changed',
  '6420': 'E-mail address required',
  '6430': 'Invalid account type used',
  '6470': 'Tax not allowed or rate missing',
  '6540': 'Deposited Transaction cannot be changed',
  '10000': 'An application error has occurred while processing your request',
} as const;

export type FaultCode = keyof typeof MESSAGES;

/** A refusal in the vendor's standard form: HTTP 400 with one error. */
export class QuickBooksFault extends Error {
  readonly status: number;
  readonly type: string;
  readonly errors: FaultError[];

  constructor(code: FaultCode, detail: string, element?: string) {
    super(`${code} ${detail}`);
    this.name = 'QuickBooksFault';
    this.status = code === '10000' ? 500 : 400;
    this.type = code === '10000' ? 'SystemFault' : 'ValidationFault';
    this.errors = [
      { Message: MESSAGES[code], Detail: detail, code, ...(element === undefined ? {} : { element }) },
    ];
  }
}

export function missing(element: string): QuickBooksFault {
  return new QuickBooksFault('2020', `Required parameter ${element} is missing in the request`, element);
}

export function notFound(): QuickBooksFault {
  return new QuickBooksFault('610', `Object Not Found : ${INACTIVE_TEXT}`);
}

export function deletedByOther(): QuickBooksFault {
  return new QuickBooksFault('610', 'Object Not Found : Another user has deleted this transaction.');
}

/** `family` is the vendor's word for the kind of reference: Names, Items, Accounts, Klasses, Depts … */
export function unknownReference(family: string, id: string, element: string): QuickBooksFault {
  return new QuickBooksFault('2500', `Invalid Reference Id : ${family} element id ${id} not found`, element);
}

export function inactiveReference(code: '610' | '2500', element: string): QuickBooksFault {
  return new QuickBooksFault(code, `${MESSAGES[code]} : ${INACTIVE_TEXT}`, element);
}

export function businessRule(message: string, element?: string): QuickBooksFault {
  return new QuickBooksFault('6000', `Business Validation Error: ${message}`, element);
}

export function stale(): QuickBooksFault {
  return new QuickBooksFault(
    '5010',
    'Stale Object Error : You and Craig Carlson were working on this at the same time. Craig Carlson finished before you did, so your work was not saved.',
    '',
  );
}

export function faultEnvelope(fault: QuickBooksFault): { Fault: { Error: FaultError[]; type: string } } {
  return { Fault: { Error: fault.errors, type: fault.type } };
}

/** The lower-case envelope of the gateway in front of the API; its time is epoch ms. */
export function gatewayBody(
  error: { message: string; detail: string | null; code: string },
  type: string,
  now: number,
): Record<string, unknown> {
  return {
    warnings: null,
    intuitObject: null,
    fault: { error: [{ ...error, element: null }], type },
    report: null,
    queryResponse: null,
    batchItemResponse: [],
    attachableResponse: [],
    syncErrorResponse: null,
    requestId: null,
    time: now,
    status: null,
    cdcresponse: [],
  };
}

export function authenticationFailed(detail: string): { message: string; detail: string; code: string } {
  return { message: 'message=AuthenticationFailed; errorCode=003200; statusCode=401', detail, code: '3200' };
}

export const authorizationFailed = {
  message: 'message=ApplicationAuthorizationFailed; errorCode=003100; statusCode=403',
  detail: null,
  code: '3100',
};

export const throttled = {
  message: 'message=ThrottleExceeded; errorCode=003001; statusCode=429',
  detail: 'You have exceeded the number of requests allowed.',
  code: '3001',
};
