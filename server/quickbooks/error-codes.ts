// QuickBooks fault codes as data. Texts are localised, so everything is decided on the code (or the HTTP status), but for
// the catch-all codes, which `refusal-details.ts` tells apart.

import type { FailureCategory } from '../sync/failure.ts';

/**
 * What has to happen next:
 * - `transient`: try again; nobody has to do anything.
 * - `refresh`: the access token is not accepted; a fresh one may be.
 * - `lost`: the grant is of no use any more.
 * - `conflict`: read again, decide again.
 * - `user-action`: a person has to change something in QuickBooks or in the settings.
 * - `mapping`: what we sent cannot be right for this record.
 */
export type ErrorClass = 'transient' | 'refresh' | 'lost' | 'conflict' | 'user-action' | 'mapping';

export interface CodeMeaning {
  readonly class: ErrorClass;
  readonly category: FailureCategory;
}

const table: readonly (readonly [ErrorClass, FailureCategory, string])[] = [
  // Authentication general, OAuth, application not authorised for this realm, token expired or revoked.
  ['refresh', 'permission-missing', '100 110 3100 3200'],
  // The connecting user lost the right; the company was deleted.
  ['lost', 'permission-missing', '120 7001'],
  ['transient', 'rate-limited', '3001'],
  // Wrong cluster, company locked, maintenance, query processing, generic operation failures, system failure.
  ['transient', 'temporary-error', '130 140 150 4002 1000 1010 1020 10000'],

  // Request id used for something else, stale sync token.
  ['conflict', 'conflicting-change', '600 5010'],
  ['conflict', 'reference-inactive', '610'],
  ['conflict', 'duplicate-record', '630'],
  ['conflict', 'invoice-number-used', '6140'],
  ['conflict', 'display-name-used', '6240'],

  ['user-action', 'subscription-read-only', '6190'],
  ['user-action', 'closed-books', '6200 6210'],
  // Dependencies, balance, unbilled expenses, linked, settled, matched, deposited.
  ['user-action', 'locked-in-quickbooks', '800 6220 6280 6400 6450 6480 6540'],
  ['user-action', 'feature-missing', '5020 5030'],
  ['user-action', 'reference-inactive', '2500 6250'],
  ['user-action', 'tax-code-required', '6470'],
  // Linking refused, business validation, billing customer fixed, stock not yet counted, company reset.
  ['user-action', 'rejected-by-quickbooks', '620 6000 6130 6270 10200'],

  // Parameter, lines, name, discount, e-mail, product or account, quantity.
  ['mapping', 'missing-data', '2020 2250 6080 6090 6420 6440 6520'],
  // Characters, length, then dates, numbers and amounts, enumeration, web address, e-mail, range, sign.
  [
    'mapping',
    'value-not-accepted',
    '2040 2050 2060 2070 2080 2090 2100 2110 2140 2150 2160 2170 2200 2210 2240 2290',
  ],
  // Custom field, kind of account, an amount that is not quantity times price.
  ['mapping', 'value-not-accepted', '3000 6430 6070'],
  ['mapping', 'currency-mismatch', '2220'],
  ['mapping', 'tax-code-required', '6100'],
  // Our own mistakes: operations, hierarchy, batch size, object and property names, ids, request ids, queries.
  [
    'mapping',
    'rejected-by-quickbooks',
    '500 700 900 6150 6180 1040 2000 2010 2030 2130 2300 2600 4000 4001 10100',
  ],
  // Our own mistakes: account kinds, tax details, billable states.
  ['mapping', 'rejected-by-quickbooks', '6010 6160 6170 6230 6310 6320'],
];

/** Codes are written without leading zeros; the gateway's `003200` is `3200`. */
export const errorCodes: ReadonlyMap<string, CodeMeaning> = new Map(
  table.flatMap(([errorClass, category, codes]) =>
    codes.split(' ').map((code) => [code, { class: errorClass, category }] as const),
  ),
);

/** Named when QuickBooks itself stumbles, but a single odd payload is enough to cause them again and again. */
export const recordMayBeTheCause: ReadonlySet<string> = new Set(['1000', '1010', '1020', '10000']);
