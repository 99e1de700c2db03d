import { describe, expect, test } from '@jest/globals';
import { createFormats } from '@ledgerline/ui/formats';

const en = createFormats('en-US', 'America/New_York');
const fr = createFormats('fr-FR', 'Europe/Paris');
/** Formats use several kinds of space. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('money', () => {
  test.each([
    [123_456, 'USD', '$1,234.56', '1 234,56 $US'],
    [-5, 'USD', '-$0.05', '-0,05 $US'],
    [1500, 'JPY', '¥1,500', '1 500 JPY'],
    [1_234_567, 'KWD', 'KWD 1,234.567', '1 234,567 KWD'],
    [9_007_199_254_740_991, 'EUR', '€90,071,992,547,409.91', '90 071 992 547 409,91 €'],
  ])('%d of %s reads %s and %s', (minor, currency, english, french) => {
    expect(plain(en.money({ minor, currency }))).toBe(english);
    expect(plain(fr.money({ minor, currency }))).toBe(french);
  });
});

test('decimal text reads like money, and what is none stays as it is', () => {
  expect(en.amount('1234.5', 'USD')).toBe('$1,234.50');
  expect(plain(fr.amount('-2.00', 'EUR'))).toBe('-2,00 €');
  expect(en.amount('a lot', 'USD')).toBe('a lot');
});

test('charts draw amounts as numbers of the currency', () => {
  expect(en.drawn({ minor: -12_345, currency: 'USD' })).toBe(-123.45);
  expect(en.drawn({ minor: 1500, currency: 'JPY' })).toBe(1500);
});

describe('time', () => {
  const now = new Date('2026-01-20T12:00:00Z');

  test('shows an instant in the portal’s zone', () => {
    expect(plain(en.instant('2026-01-15T03:30:00Z'))).toBe('Jan 14, 2026, 10:30 PM');
    expect(plain(fr.instant('2026-01-15T03:30:00Z'))).toBe('15 janv. 2026, 04:30');
  });

  test('tells the day of an instant in the portal’s zone, written either way', () => {
    expect(en.dayOf('2026-01-15T03:30:00Z')).toBe('Jan 14, 2026');
    expect(en.dayOf(String(Date.parse('2026-01-15T03:30:00Z')))).toBe('Jan 14, 2026');
    expect(en.dayOf('soon')).toBe('soon');
  });

  test('does not shift a day', () => {
    expect(en.day('2026-01-15')).toBe('Jan 15, 2026');
  });

  test.each([
    ['2026-01-20T11:59:50Z', 'this minute', 'cette minute-ci'],
    ['2026-01-20T11:55:00Z', '5 minutes ago', 'il y a 5 minutes'],
    ['2026-01-20T09:00:00Z', '3 hours ago', 'il y a 3 heures'],
    ['2026-01-19T11:00:00Z', 'yesterday', 'hier'],
    ['2026-01-01T12:00:00Z', 'Jan 1, 2026, 7:00 AM', '1 janv. 2026, 13:00'],
  ])('says of %s: %s, %s', (instant, english, french) => {
    expect(plain(en.ago(instant, now))).toBe(english);
    expect(plain(fr.ago(instant, now))).toBe(french);
  });
});

test('names countries and currencies, and leaves alone what is no code', () => {
  expect([fr.country('DE'), fr.country('Neverland'), fr.currency('USD')]).toEqual([
    'Allemagne',
    'Neverland',
    'dollar des États-Unis (USD)',
  ]);
});
