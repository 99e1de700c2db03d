import { describe, expect, test } from '@jest/globals';
import { assert, asyncProperty, integer, nat, uniqueArray } from 'fast-check';
import { z } from 'zod';
import { sendBatches, slices } from '../../../server/hubspot/batches.ts';
import type { BatchCall, BatchEntry } from '../../../server/hubspot/batches.ts';
import { readErrorBody, Refused } from '../../../server/hubspot/errors.ts';
import { VendorUnavailable } from '../../../server/sync/reactions.ts';

const inputsSchema = z.array(z.object({ id: z.string() }));
type Input = z.infer<typeof inputsSchema>[number];

const entry = (id: string, more: Partial<BatchEntry> = {}): BatchEntry => ({
  intentId: `intent-${id}`,
  input: { id },
  id,
  words: [`intent-${id}`],
  properties: ['name'],
  ...more,
});
const entries = (count: number) => Array.from({ length: count }, (_, index) => entry(String(index)));
const refused = (status: number, body: unknown) => new Refused(status, readErrorBody(body), null);

/** A vendor that answers whole batches, and writes down the sizes it was sent. */
function vendor(answer: (inputs: Input[]) => { results?: Input[]; errors?: unknown[] }) {
  const sizes: number[] = [];
  const call: BatchCall<Input> = {
    send: async (sent) => {
      const inputs = inputsSchema.parse(sent);
      sizes.push(inputs.length);
      const { results = [], errors = [] } = answer(inputs);
      return { results, errors: errors.map(readErrorBody) };
    },
    namesOf: ({ id }) => ({ id, words: [] }),
    unnamed: 'failed',
  };
  return { call, sizes };
}

const failed = (outcomes: ReadonlyMap<string, { ok: boolean }>) =>
  [...outcomes].flatMap(([intentId, { ok }]) => (ok ? [] : [intentId])).toSorted();

describe('batches', () => {
  test('cuts inputs into slices of a hundred', async () => {
    const { call, sizes } = vendor((inputs) => ({ results: inputs }));
    const outcomes = await sendBatches(entries(250), call);
    expect(sizes).toEqual([100, 100, 50]);
    expect(outcomes.size).toBe(250);
    expect(failed(outcomes)).toEqual([]);
  });

  test('drops the inputs a refusal names by id and sends the rest again', async () => {
    const { call, sizes } = vendor((inputs) => {
      if (inputs.some(({ id }) => id === '3')) throw refused(404, { context: { ids: ['3', '7'] } });
      return { results: inputs };
    });
    expect(failed(await sendBatches(entries(10), call))).toEqual(['intent-3', 'intent-7']);
    expect(sizes).toEqual([10, 8]);
  });

  test('tells an answered record by its id only from ids, and by our words only from words', async () => {
    const { call } = vendor((inputs) => ({ results: inputs }));
    const outcomes = await sendBatches(
      [entry('8', { id: null, words: ['7'], intentId: '7' }), entry('7')],
      call,
    );
    expect(outcomes.get('intent-7')).toEqual({ ok: true, answer: { id: '7' } });
    expect(outcomes.get('7')?.ok).toBe(false);
  });

  test.each([
    ['an e-mail address', 'Email address ada@example.com is invalid', 'ada@example.com'],
    [
      'our key',
      'Cannot set property ledgerline_key to 1:contact:7. 55 already has that value.',
      '1:contact:7',
    ],
  ])('drops the input whose message names %s', async (_what, message, word) => {
    const { call, sizes } = vendor((inputs) => {
      if (inputs.some(({ id }) => id === '1')) throw refused(400, { message });
      return { results: inputs };
    });
    const odd = [entry('0', { words: [`${word}7`] }), entry('1', { words: [word] }), entry('2')];
    expect(failed(await sendBatches(odd, call))).toEqual(['intent-1']);
    expect(sizes).toEqual([3, 2]);
  });

  test('does not blame the record that a conflict only mentions', async () => {
    const { call } = vendor((inputs) => {
      if (inputs.some(({ id }) => id === '7')) {
        throw refused(409, { category: 'CONFLICT', message: 'Contact already exists. Existing ID: 55' });
      }
      return { results: inputs };
    });
    expect(failed(await sendBatches([entry('7'), entry('55')], call))).toEqual(['intent-7']);
  });

  test('halves a batch that is refused without naming anybody', async () => {
    const { call, sizes } = vendor((inputs) => {
      if (inputs.some(({ id }) => id === '5')) throw refused(400, { category: 'VALIDATION_ERROR' });
      return { results: inputs };
    });
    expect(failed(await sendBatches(entries(8), call))).toEqual(['intent-5']);
    expect(sizes).toEqual([8, 4, 4, 2, 1, 1, 2]);
  });

  test('fails all inputs at once for a missing permission', async () => {
    const { call, sizes } = vendor(() => {
      throw refused(403, { category: 'MISSING_SCOPES' });
    });
    expect(failed(await sendBatches(entries(40), call))).toHaveLength(40);
    expect(sizes).toEqual([40]);
  });

  test('fails all inputs with the same read-only property at once', async () => {
    const { call, sizes } = vendor((inputs) => {
      if (inputs.length === 3) return { results: inputs };
      throw refused(400, { errors: [{ code: 'READ_ONLY_VALUE', context: { propertyName: ['amount'] } }] });
    });
    const odd = ['5', '6'].map((id) => entry(id, { properties: ['name', 'amount'] }));
    expect(failed(await sendBatches([...entries(3), ...odd], call))).toEqual(['intent-5', 'intent-6']);
    expect(sizes).toEqual([5, 3]);
  });

  test('settles a partial answer input by input', async () => {
    const { call, sizes } = vendor((inputs) => ({
      results: inputs.filter(({ id }) => id !== '2'),
      errors: [{ category: 'CONFLICT', context: { objectWriteTraceId: ['intent-2'] } }],
    }));
    const outcomes = await sendBatches(entries(4), call);
    const outcome = outcomes.get('intent-2');
    expect(outcome?.ok === false && outcome.refusal.category).toBe('duplicate-record');
    expect(failed(outcomes)).toEqual(['intent-2']);
    expect(sizes).toEqual([4]);
  });

  test('sends the open inputs again in halves when a partial error names nobody', async () => {
    const { call } = vendor((inputs) => ({
      results: inputs.filter(({ id }) => id !== '1'),
      errors: inputs.some(({ id }) => id === '1') ? [{ category: 'VALIDATION_ERROR' }] : [],
    }));
    expect(failed(await sendBatches(entries(4), call))).toEqual(['intent-1']);
  });

  test('throws rather than guesses when a create is left unaccounted for', async () => {
    const { call } = vendor(() => ({}));
    await expect(sendBatches(entries(2), { ...call, unnamed: 'unknown' })).rejects.toThrow(VendorUnavailable);
    expect(failed(await sendBatches(entries(2), call))).toHaveLength(2);
    expect(failed(await sendBatches(entries(2), { ...call, unnamed: 'done' }))).toEqual([]);
  });

  test('gives every input one outcome, whatever is refused', async () => {
    await assert(
      asyncProperty(uniqueArray(nat(260)), integer({ min: 0, max: 260 }), async (bad, count) => {
        const isBad = new Set(bad.map(String));
        const { call } = vendor((inputs) => {
          if (inputs.some(({ id }) => isBad.has(id))) throw refused(400, {});
          return { results: inputs };
        });
        const all = entries(count);
        const outcomes = await sendBatches(all, call);
        expect(outcomes.size).toBe(count);
        const expected = all.filter(({ id }) => isBad.has(id ?? '')).map(({ intentId }) => intentId);
        expect(failed(outcomes)).toEqual(expected.toSorted());
      }),
      { numRuns: 40 },
    );
  });

  test('cuts nothing into nothing', () => {
    expect(slices([])).toEqual([]);
  });
});
