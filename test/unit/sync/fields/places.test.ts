import { expect, test } from '@jest/globals';
import { countryCode, stateCode } from '../../../../server/sync/fields/places.ts';

test.each([
  ['USA', 'US'],
  ['us', 'US'],
  ['United States', 'US'],
  [' united states of america ', 'US'],
  ['UK', 'GB'],
  ['United Kingdom', 'GB'],
  ['GB', 'GB'],
  ['Germany', 'DE'],
  ['France', 'FR'],
  ['Russia', 'RU'],
  ['Vietnam', 'VN'],
  ['Canada', 'CA'],
  ['Narnia', 'NARNIA'],
])('the country %p is %s', (written, code) => {
  expect(countryCode(written)).toBe(code);
});

test.each([
  ['California', 'CA'],
  ['ca', 'CA'],
  [' new york ', 'NY'],
  ['Québec', 'QC'],
  ['Newfoundland and Labrador', 'NL'],
  ['New South Wales', 'NEW SOUTH WALES'],
])('the state %p is %s', (written, code) => {
  expect(stateCode(written)).toBe(code);
});
