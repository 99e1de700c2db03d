// The one way to QuickBooks' accounting API for one realm: limits, metering, tokens, retries and refusals.

import type { Dispatcher } from 'undici';
import type { z } from 'zod';
import type { AccessToken, BeforeCall, CountCall } from '../sync/grants.ts';
import { ConnectionLost, RateLimited, VendorUnavailable } from '../sync/reactions.ts';
import { recordMayBeTheCause } from './error-codes.ts';
import { QuickBooksRejection, readRefusal } from './errors.ts';
import type { RawAnswer, Refusal } from './errors.ts';
import { exchange, LostAnswer } from './http.ts';
import { throttlePauseMs } from './limits.ts';
import type { RealmLimiter } from './limits.ts';

/** Older values are treated as this one since August 2025. */
const minorVersion = '75';
/** Waits before the second and third try of a call that found QuickBooks in trouble. */
const backoffMs = [1_000, 4_000];
/** Minutes of silence one call sits out before the pass has to end. */
const throttlePauses = 1;

export interface ClientLogger {
  debug(facts: object, message: string): void;
  warn(facts: object, message: string): void;
}

export interface QuickBooksClientOptions {
  /** Origin of the API: `https://quickbooks.api.intuit.com`. */
  readonly baseUrl: string;
  readonly realmId: string;
  readonly accessToken: AccessToken;
  readonly countCall: CountCall;
  readonly beforeCall: BeforeCall;
  readonly limiter: RealmLimiter;
  readonly logger?: ClientLogger;
  readonly now: () => Date;
  readonly sleep: (ms: number) => Promise<void>;
  readonly dispatcher?: Dispatcher;
}

export type Parameters = Readonly<Record<string, string>>;

/**
 * All methods throw `ConnectionLost`, `RateLimited` or `VendorUnavailable` for trouble with the connection, and
 * `QuickBooksRejection` when only this request is refused. Paths are relative to the company.
 */
export interface QuickBooksClient {
  readonly realmId: string;
  get<T>(path: string, schema: z.ZodType<T>, parameters?: Parameters): Promise<T>;
  /** A write. Repeats carry the same `requestid` (50 characters at most), so QuickBooks carries it out once. */
  post<T>(
    path: string,
    schema: z.ZodType<T>,
    write: { readonly body: unknown; readonly requestId: string; readonly parameters?: Parameters },
  ): Promise<T>;
  /** A query sent as a POST, for statements too long for an address. Metered like a GET. */
  postQuery<T>(statement: string, schema: z.ZodType<T>): Promise<T>;
}

interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly parameters: Parameters;
  readonly body: { readonly type: string; readonly text: string } | null;
  /** Reads are metered by Intuit, single writes are free. */
  readonly kind: 'quickbooks.metered' | 'quickbooks.free';
}

interface Patience {
  transient: number;
  throttled: number;
  /** The token QuickBooks refused; a second refusal is final. */
  rejected: string | null;
}

export function createQuickBooksClient(options: QuickBooksClientOptions): QuickBooksClient {
  const send = async <T>(call: Call, schema: z.ZodType<T>): Promise<T> =>
    parseAnswer(await carryOut(options, call), schema);
  return {
    realmId: options.realmId,
    get(path, schema, parameters = {}) {
      return send({ method: 'GET', path, parameters, body: null, kind: 'quickbooks.metered' }, schema);
    },
    post(path, schema, write) {
      const parameters = { ...write.parameters, requestid: write.requestId };
      const body = { type: 'application/json', text: JSON.stringify(write.body) };
      return send({ method: 'POST', path, parameters, body, kind: 'quickbooks.free' }, schema);
    },
    postQuery(statement, schema) {
      const body = { type: 'application/text', text: statement };
      return send(
        { method: 'POST', path: 'query', parameters: {}, body, kind: 'quickbooks.metered' },
        schema,
      );
    },
  };
}

/** Tries until there is an answer that is not a refusal; throws when trying again is of no use. */
async function carryOut(options: QuickBooksClientOptions, call: Call): Promise<RawAnswer> {
  const patience: Patience = { transient: 0, throttled: 0, rejected: null };
  for (;;) {
    const token = await options.accessToken(
      patience.rejected === null ? undefined : { rejected: patience.rejected },
    );
    const answer = await attempt(options, call, token);
    const refusal = answer instanceof LostAnswer ? answer : readRefusal(answer);
    if (refusal === null && !(answer instanceof LostAnswer)) return answer;
    if (refusal instanceof LostAnswer) await afterTrouble(options, patience, refusal);
    else if (refusal !== null) await afterRefusal(options, patience, { call, token, refusal });
  }
}

async function attempt(
  options: QuickBooksClientOptions,
  call: Call,
  token: string,
): Promise<RawAnswer | LostAnswer> {
  return options.limiter.run(async () => {
    options.beforeCall();
    options.countCall(call.kind);
    const startedAt = options.now().getTime();
    try {
      const answer = await exchange(httpRequest(options, call, token), options.dispatcher);
      logAnswer(options, call, answer, startedAt);
      return answer;
    } catch (error) {
      if (!(error instanceof LostAnswer)) throw error;
      options.logger?.warn(
        { method: call.method, resource: resourceOf(call), reason: error.message },
        'no answer',
      );
      return error;
    }
  });
}

function httpRequest(options: QuickBooksClientOptions, call: Call, token: string) {
  const url = new URL(`/v3/company/${encodeURIComponent(options.realmId)}/${call.path}`, options.baseUrl);
  for (const [name, value] of Object.entries(call.parameters)) url.searchParams.set(name, value);
  url.searchParams.set('minorversion', minorVersion);
  return {
    method: call.method,
    url,
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'application/json',
      ...(call.body && { 'content-type': call.body.type }),
    },
    body: call.body?.text ?? null,
  };
}

/** Waits for what the refusal asks for, or throws what it means. */
async function afterRefusal(
  options: QuickBooksClientOptions,
  patience: Patience,
  { call, token, refusal }: { call: Call; token: string; refusal: Refusal },
): Promise<void> {
  const rejection = new QuickBooksRejection(refusal);
  switch (refusal.class) {
    case 'lost':
      throw new ConnectionLost('quickbooks', reasonOf(refusal), { cause: rejection });
    case 'refresh':
      // Also for "wrong realm" and "user disconnected": a refresh tells whether the grant itself is dead.
      if (patience.rejected !== null) {
        throw new ConnectionLost('quickbooks', reasonOf(refusal), { cause: rejection });
      }
      patience.rejected = token;
      return;
    case 'transient':
      if (refusal.category === 'rate-limited') return afterThrottle(options, patience, rejection);
      return afterTrouble(options, patience, rejection, call);
    case 'conflict':
    case 'user-action':
    case 'mapping':
      throw rejection;
    default:
      throw new Error(`unknown class ${String(refusal.class satisfies never)}`);
  }
}

async function afterThrottle(
  options: QuickBooksClientOptions,
  patience: Patience,
  rejection: QuickBooksRejection,
): Promise<void> {
  if (patience.throttled >= throttlePauses) {
    throw new RateLimited('quickbooks', throttlePauseMs, { cause: rejection });
  }
  patience.throttled += 1;
  await options.limiter.pause();
}

async function afterTrouble(
  options: QuickBooksClientOptions,
  patience: Patience,
  trouble: QuickBooksRejection | LostAnswer,
  call?: Call,
): Promise<void> {
  const wait = backoffMs[patience.transient];
  if (wait !== undefined) {
    patience.transient += 1;
    return options.sleep(wait);
  }
  if (trouble instanceof LostAnswer) {
    throw new VendorUnavailable('quickbooks', trouble.message, undefined, { cause: trouble });
  }
  // One odd record must not stop the whole connection for ever.
  const ofTheRecord = call?.kind === 'quickbooks.free' && recordMayBeTheCause.has(trouble.refusal.error.code);
  if (ofTheRecord) throw trouble;
  throw new VendorUnavailable('quickbooks', reasonOf(trouble.refusal), undefined, { cause: trouble });
}

const reasonOf = ({ error }: Refusal): string => (error.code ? `code ${error.code}` : `HTTP ${error.status}`);

function parseAnswer<T>(answer: RawAnswer, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(decode(answer));
  if (parsed.success) return parsed.data;
  // Names of fields only; their values may be personal.
  const places = parsed.error.issues.slice(0, 3).map((issue) => issue.path.join('.') || 'body');
  throw new VendorUnavailable('quickbooks', `unexpected answer at ${places.join(', ')}`);
}

function decode(answer: RawAnswer): unknown {
  try {
    return JSON.parse(answer.body);
  } catch (cause) {
    throw new VendorUnavailable('quickbooks', 'the answer is not JSON', undefined, { cause });
  }
}

/** First word of the path: no ids, no statements. */
const resourceOf = (call: Call): string => call.path.split('/')[0] ?? '';

function logAnswer(options: QuickBooksClientOptions, call: Call, answer: RawAnswer, startedAt: number): void {
  const facts = {
    method: call.method,
    resource: resourceOf(call),
    status: answer.status,
    intuitTid: answer.requestId,
    ms: options.now().getTime() - startedAt,
  };
  if (answer.status < 400) options.logger?.debug(facts, 'quickbooks answered');
  else options.logger?.warn(facts, 'quickbooks refused');
}
