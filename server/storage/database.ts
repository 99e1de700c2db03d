// The connection pool, and the one way to run statements: inside a transaction that names its tenant.

import knex from 'knex';
import type { Knex } from 'knex';
import { isDeadlock, translateDatabaseError } from './database-errors.ts';

export type Database = Knex;
export type Transaction = Knex.Transaction;

/** Whose rows a transaction may see; what is missing here is nobody's. */
export interface Tenant {
  readonly portalId?: string;
  readonly connectionId?: string;
}

/**
 * Opens the pool and checks the role. Rejects with `DatabaseUnavailable` when the server cannot be reached, and with
 * a readable message when the role could step over row-level security.
 */
export async function openDatabase(url: string, options: { poolSize?: number } = {}): Promise<Database> {
  const db = knex({
    client: 'pg',
    connection: {
      connectionString: url,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      application_name: 'ledgerline',
      statement_timeout: 60_000,
      // A chunk looks up a hundred rows of thousands that are in memory: with the default of 4, made for disks, the
      // planner rather reads all rows of the connection.
      options: '-c random_page_cost=1.1',
      // A token refresh waits for a vendor inside its transaction; nothing waits longer than that.
      idle_in_transaction_session_timeout: 120_000,
    },
    pool: { min: 0, max: options.poolSize ?? 10 },
    acquireConnectionTimeout: 10_000,
    log: silent,
  });
  try {
    await assertSafeRole(db);
  } catch (error) {
    await db.destroy();
    throw translateDatabaseError(error);
  }
  return db;
}

const ignore = (): void => undefined;
/** Errors reach the caller; printed by knex they would show statements with customers' values. */
const silent = { warn: ignore, error: ignore, deprecate: ignore, debug: ignore };

/** Runs `work` in one transaction as the tenant. Repeated when PostgreSQL breaks a deadlock by choosing us. */
export async function inTenant<T>(
  db: Database,
  tenant: Tenant,
  work: (trx: Transaction) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction(async (trx) => {
        await actAs(trx, tenant);
        return work(trx);
      });
    } catch (error) {
      if (attempt < 3 && isDeadlock(error)) continue;
      throw translateDatabaseError(error);
    }
  }
}

/** Whether a statement gets through; for readiness. */
export async function isReachable(db: Database): Promise<boolean> {
  await db.raw('select 1');
  return true;
}

/** Changes the tenant of a running transaction, for work that visits several. */
export async function actAs(trx: Transaction, { portalId = '', connectionId = '' }: Tenant): Promise<void> {
  await trx.raw(
    `select set_config('ledgerline.connection_id', ?, true), set_config('ledgerline.portal_id', ?, true)`,
    [connectionId, portalId],
  );
}

type Binding =
  string | number | boolean | Date | Buffer | null | readonly (string | number | Buffer | null)[];

/** Runs one statement with named bindings (`:name`) and answers its rows; the caller states the row's type. */
export async function query<Row>(
  trx: Transaction,
  sql: string,
  bindings: Readonly<Record<string, Binding>> = {},
): Promise<readonly Row[]> {
  const result = await trx.raw<{ rows: Row[] }>(sql, bindings);
  return result.rows;
}

/** JSON that PostgreSQL accepts: jsonb knows neither the null character nor half a surrogate pair. */
export function json(value: unknown): string {
  const text = JSON.stringify(value);
  return /\\u(0000|d[89a-f])/.test(text)
    ? JSON.stringify(value, (_key, part: unknown) =>
        typeof part === 'string' ? part.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\ufffd') : part,
      )
    : text;
}

async function assertSafeRole(db: Database): Promise<void> {
  const result = await db.raw<{ rows: { name: string; superuser: boolean; bypasses: boolean }[] }>(
    'select rolname as name, rolsuper as superuser, rolbypassrls as bypasses from pg_roles where rolname = current_user',
  );
  const role = result.rows[0];
  if (!role?.superuser && !role?.bypasses) return;
  throw new Error(
    `DATABASE_URL connects as "${role.name}", which is ${role.superuser ? 'SUPERUSER' : 'BYPASSRLS'} and would see ` +
      "every customer's rows. Create a role with NOSUPERUSER NOBYPASSRLS that owns the database, and use that.",
  );
}
