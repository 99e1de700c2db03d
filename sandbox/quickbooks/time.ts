// Record times are written in US Pacific time with second precision, the `time` of an answer with milliseconds.

const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
const PACIFIC = 'America/Los_Angeles';

const offsets = new Map<string, Map<number, number>>();
const formats = new Map<string, Intl.DateTimeFormat>();

/** Minutes east of UTC; zones change on the hour, so one look-up per hour and zone is enough. */
function offsetMinutes(zone: string, at: number): number {
  let known = offsets.get(zone);
  if (!known) offsets.set(zone, (known = new Map()));
  const hour = Math.floor(at / HOUR_MS);
  let minutes = known.get(hour);
  if (minutes === undefined) known.set(hour, (minutes = readOffset(zone, at)));
  return minutes;
}

function readOffset(zone: string, at: number): number {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    formats.set(zone, format);
  }
  const match = /GMT([+-])(\d\d):(\d\d)/.exec(format.format(at));
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
}

function local(zone: string, at: number): { iso: string; offset: number } {
  const offset = offsetMinutes(zone, at);
  return { iso: new Date(at + offset * 60_000).toISOString(), offset };
}

function zoned(at: number, length: number): string {
  const { iso, offset } = local(PACIFIC, at);
  const hours = String(Math.floor(Math.abs(offset) / 60)).padStart(2, '0');
  const minutes = String(Math.abs(offset) % 60).padStart(2, '0');
  return `${iso.slice(0, length)}${offset < 0 ? '-' : '+'}${hours}:${minutes}`;
}

/** `2026-05-05T02:08:55-07:00`, as in `MetaData`. */
export function recordTime(at: number): string {
  return zoned(at, 19);
}

/** `2026-05-05T02:08:54.543-07:00`, the `time` of an answer. */
export function answerTime(at: number): string {
  return zoned(at, 23);
}

/** The calendar day in a zone, `YYYY-MM-DD`. */
export function dayIn(zone: string, at: number): string {
  return local(zone, at).iso.slice(0, 10);
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whether the text is an existing calendar day, `YYYY-MM-DD`. */
export function isDay(value: string): boolean {
  const at = /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(value);
}

/** Epoch ms of a time stamp or day in a query. Without an offset, Pacific time is meant (the vendor is silent here). */
export function parseInstant(value: string): number | undefined {
  const match = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d)?(?:\.\d+)?)(Z|[+-]\d\d:?\d\d)?)?$/i.exec(value);
  if (!match) return undefined;
  const [, day, clock = '00:00:00', zone] = match;
  const offset = zone && /^[+-]\d{4}$/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone;
  const at = Date.parse(`${day}T${clock}${offset ?? 'Z'}`);
  if (Number.isNaN(at)) return undefined;
  return offset ? at : at - offsetMinutes(PACIFIC, at) * 60_000;
}
