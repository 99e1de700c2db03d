// HubSpot's batches take 100 inputs and are refused whole for one bad input, or settled one by one with status 207.
// Whatever HubSpot does, every entry gets exactly one outcome.

import { VendorUnavailable } from '../sync/reactions.ts';
import { namedIn, Refused } from './errors.ts';
import type { ErrorBody } from './errors.ts';

export const batchSize = 100;

/** One input of a batch and the words by which HubSpot may name it. */
export interface BatchEntry {
  readonly intentId: string;
  readonly input: object;
  /** Record id, when the input names one. */
  readonly id: string | null;
  /** Trace id, our key, e-mail address: unlikely to stand in a message by chance, as short ids do. */
  readonly words: readonly string[];
  /** Both ends, when the input is an association. */
  readonly ends?: { readonly from: string; readonly to: string };
  /** Names of the properties the input sets. */
  readonly properties: readonly string[];
}

/** What a 2xx answer to one slice says; `errors` are a 207's. */
export interface SliceAnswer<Answer> {
  readonly results: readonly Answer[];
  readonly errors: readonly ErrorBody[];
}

export type Outcome<Answer> =
  { readonly ok: true; readonly answer: Answer | null } | { readonly ok: false; readonly refusal: Refused };

export interface BatchCall<Answer> {
  /** Sends one slice; throws `Refused` when it is refused whole. */
  send(inputs: readonly object[]): Promise<SliceAnswer<Answer>>;
  /** What of an answered record tells whose it is. Ids are compared with ids and words with words: both are digits at times. */
  namesOf(answer: Answer): AnswerNames;
  /**
   * What it means that neither a result nor an error names an entry.
   * `done`: fine, the call answers nothing by nature. `failed`: unexpected, but safe to send again.
   * `unknown`: perhaps carried out; the whole call throws `VendorUnavailable`, so that the caller looks first.
   */
  readonly unnamed: 'done' | 'failed' | 'unknown';
}

export interface AnswerNames {
  readonly id: string;
  readonly words: readonly (string | null | undefined)[];
}

/** Outcomes by intent id. */
export async function sendBatches<Answer>(
  entries: readonly BatchEntry[],
  call: BatchCall<Answer>,
): Promise<ReadonlyMap<string, Outcome<Answer>>> {
  const outcomes = new Map<string, Outcome<Answer>>();
  const waiting: (readonly BatchEntry[])[] = slices(entries);
  for (let slice = waiting.shift(); slice !== undefined; slice = waiting.shift()) {
    const rest = await sendSlice(slice, call, outcomes);
    waiting.unshift(...rest.filter((part) => part.length > 0));
  }
  return outcomes;
}

/** Cuts a list into pieces of a batch's size. */
export function slices<Item>(items: readonly Item[], size = batchSize): Item[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}

/** Settles what it can; answers what has to be sent again, in smaller slices. */
async function sendSlice<Answer>(
  slice: readonly BatchEntry[],
  call: BatchCall<Answer>,
  outcomes: Map<string, Outcome<Answer>>,
): Promise<(readonly BatchEntry[])[]> {
  try {
    const open = settle(slice, await call.send(slice.map(({ input }) => input)), call, outcomes);
    return halves(open);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const blamed = new Set(losers(slice, error));
    for (const { intentId } of blamed) outcomes.set(intentId, { ok: false, refusal: error });
    if (blamed.size > 0) return [slice.filter((entry) => !blamed.has(entry))];
    return halves(slice);
  }
}

function halves(entries: readonly BatchEntry[]): (readonly BatchEntry[])[] {
  const middle = Math.ceil(entries.length / 2);
  return [entries.slice(0, middle), entries.slice(middle)];
}

/** Entries a whole refusal is surely about; none when it does not tell. */
function losers(slice: readonly BatchEntry[], refusal: Refused): readonly BatchEntry[] {
  // A missing permission is the same for every input.
  if (slice.length === 1 || refusal.status === 403) return slice;
  return namedEntries(slice, refusal.body);
}

/** Codes that every input with the same property meets. */
const codesOfProperties = new Set(['PROPERTY_DOESNT_EXIST', 'READ_ONLY_VALUE']);

function namedEntries(slice: readonly BatchEntry[], body: ErrorBody): readonly BatchEntry[] {
  const ids = namedIn(body, ['id', 'ids']);
  const words = namedIn(body, ['objectWriteTraceId', 'value', 'email', 'id', 'ids']);
  const [from, to] = [namedIn(body, ['fromObjectId']), namedIn(body, ['toObjectId'])];
  const messages = [body.message, ...body.errors.map(({ message }) => message)].join('\n');
  const byName = slice.filter(
    ({ id, ends, words: own }) =>
      (id !== null && ids.has(id)) ||
      (ends !== undefined && from.has(ends.from) && to.has(ends.to)) ||
      own.some((word) => words.has(word) || mentions(messages, word)),
  );
  if (byName.length > 0) return byName;
  if (!body.errors.some(({ code }) => code !== undefined && codesOfProperties.has(code))) return [];
  const properties = namedIn(body, ['propertyName']);
  return slice.filter((entry) => entry.properties.some((name) => properties.has(name)));
}

/** Whether a message contains a word whole, not as a piece of a longer one. */
function mentions(message: string, word: string): boolean {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(String.raw`(?<![\w@:.-])${escaped}(?![\w@:-]|\.\w)`, 'i').test(message);
}

/** Settles what an answer tells; answers what to send again because an error does not say whose it is. */
function settle<Answer>(
  slice: readonly BatchEntry[],
  { results, errors }: SliceAnswer<Answer>,
  call: BatchCall<Answer>,
  outcomes: Map<string, Outcome<Answer>>,
): readonly BatchEntry[] {
  for (const answer of results) {
    const names = call.namesOf(answer);
    const entry = slice.find(
      ({ id, words }) => id === names.id || words.some((word) => names.words.includes(word)),
    );
    if (entry) outcomes.set(entry.intentId, { ok: true, answer });
  }
  const open = (): BatchEntry[] => slice.filter(({ intentId }) => !outcomes.has(intentId));
  const unattributed: Refused[] = [];
  for (const error of errors) {
    const refusal = new Refused(statusOf(error), error, null);
    const named = namedEntries(open(), error);
    for (const { intentId } of named) outcomes.set(intentId, { ok: false, refusal });
    if (named.length === 0) unattributed.push(refusal);
  }
  const [refusal] = unattributed;
  if (refusal && slice.length > 1 && call.unnamed !== 'unknown') return open();
  for (const { intentId } of open()) {
    const outcome = refusal ? ({ ok: false, refusal } as const) : unnamedOutcome<Answer>(call.unnamed);
    outcomes.set(intentId, outcome);
  }
  return [];
}

function unnamedOutcome<Answer>(unnamed: BatchCall<Answer>['unnamed']): Outcome<Answer> {
  switch (unnamed) {
    case 'done':
      return { ok: true, answer: null };
    case 'failed':
      return { ok: false, refusal: new Refused(200, unaccounted, null) };
    case 'unknown':
      throw new VendorUnavailable('hubspot', 'a batch answer does not account for every input');
    default:
      return unnamed satisfies never;
  }
}

const unaccounted: ErrorBody = {
  message: 'HubSpot answered the batch without saying what became of this input.',
  category: 'UNACCOUNTED_INPUT',
  errors: [],
};

/** Entries of a 207 carry a category but no status of their own. */
const statusOf = ({ category }: ErrorBody): number => statusByCategory[category ?? ''] ?? 400;

const statusByCategory: Readonly<Record<string, number>> = {
  OBJECT_NOT_FOUND: 404,
  CONFLICT: 409,
  OBJECT_ALREADY_EXISTS: 409,
  MISSING_SCOPES: 403,
};
