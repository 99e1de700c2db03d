// Brings the schema up to date when a process starts.

import { readdir } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Knex } from 'knex';
import type { Database } from './database.ts';
import { translateDatabaseError } from './database-errors.ts';

const folder = new URL('../../migrations/', import.meta.url);

/**
 * Runs the migrations that are missing. Several processes may start at once: an advisory lock lets one work and the
 * others find nothing left to do. Rejects when a migration fails; that migration leaves nothing behind.
 */
export async function migrate(db: Database): Promise<void> {
  await underLock(db, async () => {
    // Left behind by a process that died while migrating; our own lock already keeps the others out.
    await db.migrate.forceFreeMigrationsLock(config);
    await db.migrate.latest(config);
  });
}

/** Takes every migration back; for tests. */
export async function rollBackAll(db: Database): Promise<void> {
  await underLock(db, () => db.migrate.rollback(config, true));
}

async function underLock(db: Database, work: () => Promise<unknown>): Promise<void> {
  try {
    await db.transaction(async (trx) => {
      await trx.raw('set local idle_in_transaction_session_timeout = 0; set local statement_timeout = 0');
      await trx.raw("select pg_advisory_xact_lock(hashtext('ledgerline migrations'))");
      await work();
    });
  } catch (error) {
    throw translateDatabaseError(error);
  }
}

/** Names carry no file extension, so that compiled and stripped sources are the same migrations. */
const migrationSource: Knex.MigrationSource<string> = {
  async getMigrations() {
    const files = (await readdir(fileURLToPath(folder))).filter((file) => /^\d{14}_\w+\.[jt]s$/.test(file));
    return files.toSorted();
  },
  getMigrationName: (file) => basename(file, extname(file)),
  async getMigration(file) {
    const migration: Knex.Migration = await import(new URL(file, folder).href);
    return migration;
  },
};

const config: Knex.MigratorConfig = { migrationSource };
