import { expect, test } from '@jest/globals';
import {
  addresses,
  foldEmail,
  removeAddress,
  replaceAddress,
} from '../../../../server/sync/fields/emails.ts';

test('a field holds several addresses, in their order and as written', () => {
  expect(addresses(' Ada@x.com ,b@x.com;; c@x.com')).toEqual(['Ada@x.com', 'b@x.com', 'c@x.com']);
  expect(addresses(null)).toEqual([]);
  expect(foldEmail(' Ada@X.com ')).toBe('ada@x.com');
});

test.each([
  [
    'the matched address is replaced in its place',
    'a@x.com, B@x.com',
    'b@X.com',
    'n@x.com',
    'a@x.com, n@x.com',
  ],
  ['a single address is replaced', 'a@x.com', 'gone@x.com', 'n@x.com', 'n@x.com'],
  ['an empty field takes the address', null, null, 'n@x.com', 'n@x.com'],
  [
    'without a place among several it goes first',
    'a@x.com, b@x.com',
    null,
    'n@x.com',
    'n@x.com, a@x.com, b@x.com',
  ],
  [
    'an address that is there already stays once',
    'a@x.com, N@x.com',
    'a@x.com',
    'n@x.com',
    'a@x.com, N@x.com',
  ],
])('%s', (_, text, previous, next, expected) => {
  expect(replaceAddress(text, previous, next)).toBe(expected);
});

test.each([
  ['only the matched address is taken out', 'a@x.com; B@x.com', 'b@x.com', 'a@x.com'],
  ['the last address leaves the field empty', 'a@x.com', 'A@x.com', null],
  ['an address that is not known takes nothing out', 'a@x.com, b@x.com', null, 'a@x.com, b@x.com'],
])('%s', (_, text, previous, expected) => {
  expect(removeAddress(text, previous)).toBe(expected);
});
