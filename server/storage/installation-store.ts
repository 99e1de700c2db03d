import type { Installation, InstallationStore } from '../engine/connections/ports.ts';
import type { PortalFacts } from '../sync/rules.ts';
import { actAs, inTenant, json, query } from './database.ts';
import type { Database } from './database.ts';
import type { KeyRing } from './key-ring.ts';
import { sealTokens } from './sealed-values.ts';

interface InstallationRow {
  readonly portal_id: string;
  readonly installed_by: string;
  readonly status: 'installed' | 'uninstalled';
  readonly facts: PortalFacts | null;
  readonly scopes: readonly string[];
}

export function installationStore(parts: { db: Database; keyRing: KeyRing }): InstallationStore {
  const { db, keyRing } = parts;
  return {
    save: ({ portalId, installedBy, tokens }) =>
      inTenant(db, { portalId }, async (trx) => {
        await query(
          trx,
          `insert into installations (portal_id, installed_by, status, scopes, tokens)
           values (:portalId, :installedBy, 'installed', :scopes, :sealed)
           on conflict (portal_id) do update set installed_by = excluded.installed_by, status = 'installed',
             scopes = excluded.scopes, tokens = excluded.tokens, updated_at = now()`,
          {
            portalId,
            installedBy,
            scopes: tokens.scopes,
            sealed: sealTokens(keyRing, { vendor: 'hubspot', portalId }, tokens),
          },
        );
      }),
    async read(portalId) {
      const [row] = await inTenant(db, { portalId }, (trx) =>
        query<InstallationRow>(
          trx,
          'select portal_id, installed_by, status, facts, scopes from installations where portal_id = :portalId',
          { portalId },
        ),
      );
      return row ? toInstallation(row) : null;
    },
    saveFacts: (portalId, facts) =>
      inTenant(db, { portalId }, async (trx) => {
        await query(
          trx,
          `update installations set facts = cast(:facts as jsonb), updated_at = now() where portal_id = :portalId`,
          { portalId, facts: json(facts) },
        );
      }),
    markUninstalled: (portalId) =>
      inTenant(db, { portalId }, async (trx) => {
        await query(
          trx,
          `update installations set status = 'uninstalled', updated_at = now() where portal_id = :portalId`,
          { portalId },
        );
      }),
    deletePortal: (portalId) => deletePortal(db, portalId),
  };
}

/** Tables that do not refer to their connection; the first keeps counts by trigger, so its tenant has to be named. */
const unreferring = [
  'record_states',
  'record_summaries',
  'links',
  'marks',
  'match_keys',
  'intents',
  'activities',
] as const;

/** Locking the connections waits for writers under way and holds up new ones, so nothing is left behind. */
function deletePortal(db: Database, portalId: string): Promise<void> {
  return inTenant(db, { portalId }, async (trx) => {
    await trx.raw('set local statement_timeout = 0');
    const connections = await query<{ id: string }>(
      trx,
      'select id from connections where portal_id = :portalId for update',
      { portalId },
    );
    for (const { id } of connections) {
      await actAs(trx, { portalId, connectionId: id });
      for (const table of unreferring) {
        await query(trx, `delete from ${table} where connection_id = :id`, { id });
      }
    }
    await query(trx, 'delete from installations where portal_id = :portalId', { portalId });
  });
}

const toInstallation = (row: InstallationRow): Installation => ({
  portalId: row.portal_id,
  installedBy: row.installed_by,
  status: row.status,
  facts: row.facts,
  scopes: row.scopes,
});
