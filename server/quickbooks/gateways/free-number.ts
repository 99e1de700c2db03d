// A taken document number comes with a free one to use instead.

import type { ResolvedOperation } from '../../sync/operation.ts';
import type { OperationResult } from '../../sync/ports.ts';
import type { QuickBooksClient } from '../client.ts';
import { literals, queryRows } from '../query.ts';
import { invoiceNoun } from './noun.ts';

/** QuickBooks' limit for document numbers. */
const longest = 21;
const tried = 9;

/** The answers, those that refuse a number with one in `free` that no invoice has. A metered call for each refusal. */
export async function offerNumbers(
  client: QuickBooksClient,
  operations: readonly ResolvedOperation[],
  results: readonly OperationResult[],
): Promise<readonly OperationResult[]> {
  const numbers = new Map(operations.map(({ intentId, values }) => [intentId, values['DocNumber'] ?? null]));
  return Promise.all(
    results.map(async (result): Promise<OperationResult> => {
      const number = numbers.get(result.intentId) ?? null;
      if (result.ok || result.category !== 'invoice-number-used' || number === null) return result;
      const free = await freeNumber(client, number);
      return free === null ? result : { ...result, details: { ...result.details, number, free } };
    }),
  );
}

async function freeNumber(client: QuickBooksClient, number: string): Promise<string | null> {
  const candidates = Array.from({ length: tried }, (_, index) => withSuffix(number, `-${index + 2}`));
  const rows = await queryRows(
    client,
    `SELECT * FROM Invoice WHERE DocNumber IN ${literals(candidates)}`,
    invoiceNoun,
  );
  const taken = new Set(rows.map(({ DocNumber }) => DocNumber?.toLowerCase()));
  return candidates.find((candidate) => !taken.has(candidate.toLowerCase())) ?? null;
}

const withSuffix = (number: string, suffix: string): string =>
  number.slice(0, longest - suffix.length) + suffix;
