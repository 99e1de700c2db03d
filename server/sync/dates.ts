// Days are days and instants are instants: the only place where one becomes the other.

import { DateTime } from 'luxon';

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

export const isDay = (text: string): boolean =>
  dayPattern.test(text) && DateTime.fromISO(text, { zone: 'utc' }).isValid;

/** The calendar day an instant falls on in a zone. */
export const dayIn = (instant: Date, zone: string): string => isoDay(DateTime.fromJSDate(instant, { zone }));

/** The first instant of a day in a zone. */
export const startOfDay = (day: string, zone: string): Date =>
  DateTime.fromISO(day, { zone }).startOf('day').toJSDate();

/** 12:00 of a day in a zone: the instant a plain day becomes where a vendor wants an instant. */
export const noonOf = (day: string, zone: string): string =>
  DateTime.fromISO(`${day}T12:00:00`, { zone }).toUTC().toISO({ suppressMilliseconds: false }) ?? day;

export const addDays = (day: string, days: number): string =>
  isoDay(DateTime.fromISO(day, { zone: 'utc' }).plus({ days }));

/** Reads a HubSpot date or datetime: ISO text, a plain day, or milliseconds since the epoch. Null when it is none. */
export function parseInstant(text: string): Date | null {
  if (/^-?\d{9,}$/.test(text)) return new Date(Number(text));
  const parsed = DateTime.fromISO(text, { zone: 'utc', setZone: true });
  return parsed.isValid ? parsed.toJSDate() : null;
}

/**
 * The day a vendor's value means. Plain days stand as they are; HubSpot `date` values in milliseconds are midnight UTC;
 * instants are seen in `zone`.
 */
export function toDay(text: string, zone: string): string | null {
  if (isDay(text)) return text;
  const instant = parseInstant(text);
  if (!instant) return null;
  const midnightUtc = /^-?\d+$/.test(text) && instant.getTime() % 86_400_000 === 0;
  return dayIn(instant, midnightUtc ? 'utc' : zone);
}

function isoDay(moment: DateTime): string {
  return moment.toFormat('yyyy-MM-dd');
}
