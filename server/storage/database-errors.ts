// What the rest of the server may learn about a failed query.

import { types } from 'node:util';

/** The database cannot be reached or is shutting down; the pool recovers by itself, so trying again later is right. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
  constructor(cause: unknown) {
    super(`The database is not available: ${types.isNativeError(cause) ? cause.message : String(cause)}`, {
      cause,
    });
  }
}

/** The realm is already connected to another portal. */
export class RealmTaken extends Error {
  override readonly name = 'RealmTaken';
}

/** SQLSTATE of an error, or the code of a socket error. */
export function errorCode(error: unknown): string | null {
  return types.isNativeError(error) && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

export const isUniqueViolation = (error: unknown): boolean => errorCode(error) === '23505';
export const isForeignKeyViolation = (error: unknown): boolean => errorCode(error) === '23503';
export const isDeadlock = (error: unknown): boolean => errorCode(error) === '40P01';

/** Turns the many ways of not reaching PostgreSQL into one; leaves all other errors as they are. */
export function translateDatabaseError(error: unknown): unknown {
  return isUnavailable(error) ? new DatabaseUnavailable(error) : error;
}

const unavailableCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  // PostgreSQL: shutting down, crashed, starting up, no connection left.
  '57P01',
  '57P02',
  '57P03',
  '53300',
]);

/** node-postgres and the pool report a broken or missing connection by message only; knex puts the statement before. */
const unavailableMessage =
  /(?:^| - )(?:Connection terminated|timeout expired|Client has encountered a connection error)|^Knex: Timeout acquiring/;

function isUnavailable(error: unknown): boolean {
  if (!types.isNativeError(error)) return false;
  // Several addresses of one host, all of them tried.
  if ('errors' in error && Array.isArray(error.errors)) return error.errors.some(isUnavailable);
  const code = errorCode(error);
  if (code !== null && (unavailableCodes.has(code) || code.startsWith('08'))) return true;
  return unavailableMessage.test(error.message);
}
