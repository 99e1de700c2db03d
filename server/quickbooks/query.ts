// QuickBooks' query language: statements, escaping and the envelope of the answer.

import { z } from 'zod';
import { VendorUnavailable } from '../sync/reactions.ts';
import type { QuickBooksClient } from './client.ts';
import { QuickBooksRejection } from './errors.ts';

/** Most rows one answer holds; asking for more is an error. */
export const largestPage = 1000;
/** Ids in one `IN` list: far below the row limit, and one list costs one metered call. */
export const idsPerQuery = 200;
/** Statements beyond this go by POST, because addresses are limited. */
const longestStatementInUrl = 2000;

/** A text literal. Only backslash and apostrophe need escaping. */
export const literal = (value: string): string => `'${value.replace(/[\\']/g, (mark) => `\\${mark}`)}'`;

export const literals = (values: readonly string[]): string => `(${values.map(literal).join(', ')})`;

/** Compares times as the vendor stores them: whole seconds, with an explicit offset. */
export const timeLiteral = (instant: Date): string => literal(`${instant.toISOString().slice(0, 19)}Z`);

export function chunks<T>(values: readonly T[], size: number): readonly (readonly T[])[] {
  const parts: (readonly T[])[] = [];
  for (let start = 0; start < values.length; start += size) parts.push(values.slice(start, start + size));
  return parts;
}

/** Runs a statement whose answer holds rows of one resource. A refused query is trouble of ours, not of a record. */
export async function queryRows<T>(
  client: QuickBooksClient,
  statement: string,
  rows: { readonly resource: string; readonly schema: z.ZodType<T> },
): Promise<readonly T[]> {
  const envelope = z.looseObject({
    QueryResponse: z
      .record(z.string(), z.unknown())
      .transform((response) => response[rows.resource] ?? [])
      .pipe(z.array(rows.schema)),
  });
  return (await runQuery(client, statement, envelope)).QueryResponse;
}

const countSchema = z.looseObject({
  QueryResponse: z.looseObject({ totalCount: z.number().int().min(0) }),
  time: z.string(),
});

/** `SELECT COUNT(*)`, with the server's time at which it began to count. */
export async function queryCount(
  client: QuickBooksClient,
  statement: string,
): Promise<{ readonly count: number; readonly time: string }> {
  const answer = await runQuery(client, statement, countSchema);
  return { count: answer.QueryResponse.totalCount, time: answer.time };
}

async function runQuery<T>(client: QuickBooksClient, statement: string, schema: z.ZodType<T>): Promise<T> {
  try {
    return statement.length > longestStatementInUrl
      ? await client.postQuery(statement, schema)
      : await client.get('query', schema, { query: statement });
  } catch (error) {
    throw asConnectionTrouble(error);
  }
}

/** Reads that concern many records at once have no record to blame a refusal on. */
export function asConnectionTrouble(error: unknown): unknown {
  if (!(error instanceof QuickBooksRejection)) return error;
  const { code, status } = error.refusal.error;
  return new VendorUnavailable('quickbooks', `a read was refused with ${code || status}`, undefined, {
    cause: error,
  });
}
