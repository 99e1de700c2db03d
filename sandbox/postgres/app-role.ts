// The server refuses a role that could step over row-level security, so the embedded database offers a plain one.

import { Client, escapeIdentifier, escapeLiteral } from 'pg';

export interface AppRole {
  readonly role: string;
  readonly password: string;
}

/** Creates the role (NOSUPERUSER, NOBYPASSRLS) and the database it owns, unless they exist. */
export async function ensureAppDatabase(
  adminUrl: string,
  app: AppRole & { database: string },
): Promise<void> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    // Several starts at once take turns here.
    await admin.query("select pg_advisory_lock(hashtext('ledgerline app role'))");
    await ensureAppRole(admin, app);
    const found = await admin.query('select 1 from pg_database where datname = $1', [app.database]);
    if (found.rows.length === 0) {
      await admin.query(
        `create database ${escapeIdentifier(app.database)} owner ${escapeIdentifier(app.role)}`,
      );
    }
  } finally {
    await admin.end();
  }
}

export async function ensureAppRole(admin: Client, { role, password }: AppRole): Promise<void> {
  const found = await admin.query('select 1 from pg_roles where rolname = $1', [role]);
  if (found.rows.length > 0) return;
  await admin.query(
    `create role ${escapeIdentifier(role)} login nosuperuser nobypassrls nocreatedb nocreaterole ` +
      `password ${escapeLiteral(password)}`,
  );
}
