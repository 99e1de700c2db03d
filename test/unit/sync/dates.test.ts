import { describe, expect, test } from '@jest/globals';
import {
  addDays,
  dayIn,
  isDay,
  noonOf,
  parseInstant,
  startOfDay,
  toDay,
} from '../../../server/sync/dates.ts';

describe('the day a value means', () => {
  test.each([
    ['a plain day stands as it is', '2026-03-08', 'Asia/Tokyo', '2026-03-08'],
    ['an instant is seen in the zone', '2026-01-05T03:00:00Z', 'America/New_York', '2026-01-04'],
    ['the same instant is the next day further east', '2026-01-05T03:00:00Z', 'Europe/Paris', '2026-01-05'],
    ['an offset of its own does not decide', '2026-01-05T23:30:00-08:00', 'Europe/Paris', '2026-01-06'],
    ['milliseconds at midnight UTC are a HubSpot date', '1767571200000', 'America/New_York', '2026-01-05'],
    ['other milliseconds are an instant', '1767571200001', 'America/New_York', '2026-01-04'],
    ['before the clocks go forward', '2026-03-08T04:59:59Z', 'America/New_York', '2026-03-07'],
    ['the evening after they went forward', '2026-03-09T03:59:59Z', 'America/New_York', '2026-03-08'],
    ['the evening after they went back', '2026-11-02T04:59:59Z', 'America/New_York', '2026-11-01'],
  ])('%s', (_, text, zone, day) => {
    expect(toDay(text, zone)).toBe(day);
  });

  test.each(['', 'soon', '2026-02-30', '2026-13-01T00:00:00Z'])('%p means no day', (text) => {
    expect(toDay(text, 'UTC')).toBeNull();
    expect(isDay(text)).toBe(false);
  });
});

describe('the instant a day becomes', () => {
  test.each([
    ['2026-01-05', 'America/New_York', '2026-01-05T17:00:00.000Z'],
    ['2026-07-05', 'America/New_York', '2026-07-05T16:00:00.000Z'],
    ['2026-03-08', 'America/New_York', '2026-03-08T16:00:00.000Z'],
    ['2026-11-01', 'America/New_York', '2026-11-01T17:00:00.000Z'],
    ['2026-01-05', 'Pacific/Kiritimati', '2026-01-04T22:00:00.000Z'],
    ['2026-01-05', 'Asia/Kolkata', '2026-01-05T06:30:00.000Z'],
  ])('noon of %s in %s is %s, and means that day again', (day, zone, instant) => {
    expect(noonOf(day, zone)).toBe(instant);
    expect(toDay(instant, zone)).toBe(day);
  });

  test.each([
    ['2026-03-08', 'America/New_York', '2026-03-08T05:00:00.000Z'],
    ['2026-03-09', 'America/New_York', '2026-03-09T04:00:00.000Z'],
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
  ])('%s begins in %s at %s, also where midnight is skipped', (day, zone, instant) => {
    expect(startOfDay(day, zone).toISOString()).toBe(instant);
    expect(dayIn(new Date(instant), zone)).toBe(day);
  });

  test('days are added by the calendar', () => {
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  });

  test.each([
    ['1767571200000', '2026-01-05T00:00:00.000Z'],
    ['2026-01-05T03:00:00+03:00', '2026-01-05T00:00:00.000Z'],
    ['2026-01-05', '2026-01-05T00:00:00.000Z'],
  ])('%s is the instant %s', (text, instant) => {
    expect(parseInstant(text)?.toISOString()).toBe(instant);
  });
});
