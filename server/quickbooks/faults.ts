// Every shape in which QuickBooks says no, read into one: JSON faults of the service (also inside HTTP 200) and of the
// gateway in front of it (lower case), batch items, XML, and the edge's HTML or nothing at all.

import { z } from 'zod';

export interface FaultError {
  /** Digits without leading zeros; empty when the answer named none. */
  readonly code: string;
  readonly message: string;
  readonly detail: string;
  readonly element: string;
}

export interface Fault {
  readonly type: string;
  readonly errors: readonly FaultError[];
}

const text = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => String(value ?? ''));

const errorSchema = z.looseObject({
  message: text,
  detail: text,
  code: text,
  element: text,
});

const faultSchema = z.looseObject({
  type: text,
  error: z.union([z.array(errorSchema), errorSchema.transform((error) => [error])]).catch([]),
});

/** The fault in a decoded body or batch item; null when there is none. */
export function faultIn(body: unknown): Fault | null {
  const fault = member(body, 'fault');
  if (fault === undefined || fault === null) return null;
  const parsed = faultSchema.safeParse(lowerKeys(fault));
  if (!parsed.success) return { type: '', errors: [] };
  return { type: parsed.data.type, errors: parsed.data.error.map(normalised) };
}

/** The fault in the body of an answer, whatever its format; null when the body carries none. */
export function parseFault(body: string): Fault | null {
  const trimmed = body.trim();
  if (trimmed.startsWith('{')) return faultIn(parseJson(trimmed));
  if (trimmed.startsWith('<')) return parseXmlFault(trimmed);
  return null;
}

const element = /<(?:\w+:)?Error\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?Error>)/g;

/** Without `Accept: application/json`, and for some refusals in spite of it, the answer is XML. */
function parseXmlFault(xml: string): Fault | null {
  const opening = /<(?:\w+:)?Fault\b([^>]*)>/.exec(xml);
  if (!opening) return null;
  const errors = [...xml.matchAll(element)].map(([, attributes = '', content = '']) =>
    normalised({
      code: attribute(attributes, 'code'),
      element: attribute(attributes, 'element'),
      message: child(content, 'Message'),
      detail: child(content, 'Detail'),
    }),
  );
  return { type: attribute(opening[1] ?? '', 'type'), errors };
}

const attribute = (attributes: string, name: string): string =>
  decoded(new RegExp(`\\b${name}\\s*=\\s*["']([^"']*)["']`).exec(attributes)?.[1]);

const child = (content: string, name: string): string =>
  decoded(new RegExp(`<(?:\\w+:)?${name}\\b[^>]*>([\\s\\S]*?)</(?:\\w+:)?${name}>`).exec(content)?.[1]);

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const decoded = (value: string | undefined): string =>
  (value ?? '').trim().replace(/&(amp|lt|gt|quot|apos);/g, (whole, name: string) => entities[name] ?? whole);

/** The gateway repeats the code inside its message, sometimes only there (`errorCode=003200`). */
function normalised(error: FaultError): FaultError {
  const code = error.code || (/errorCode=(\d+)/.exec(error.message)?.[1] ?? '');
  return {
    code: code.replace(/^0+(?=\d)/, ''),
    message: error.message,
    detail: error.detail,
    element: error.element,
  };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

function member(value: unknown, lowerCaseName: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([key]) => key.toLowerCase() === lowerCaseName)?.[1];
}

/** `Fault.Error[].Message` and `fault.error[].message` are the same thing in two spellings. */
function lowerKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowerKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key.toLowerCase(), lowerKeys(inner)]),
  );
}
