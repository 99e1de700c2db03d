import type { Activity } from '../engine/records.ts';
import type { ActivityWrite } from '../engine/stores.ts';
import type { VendorError } from '../sync/failure.ts';
import type { RecordRef } from '../sync/record.ts';
import type { ConnectionScope } from './connection-scope.ts';
import { json, query } from './database.ts';
import type { Transaction } from './database.ts';

interface ActivityRow {
  readonly what: string;
  readonly why: string;
  readonly before: Activity['before'];
  readonly after: Activity['after'];
  readonly vendor_error: VendorError | null;
  readonly at: Date;
}

/** Adds to the append-only record of everything that was done. */
export async function appendActivities(
  trx: Transaction,
  { connectionId, runtime }: ConnectionScope,
  activities: readonly ActivityWrite[],
): Promise<void> {
  if (activities.length === 0) return;
  await query(
    trx,
    `insert into activities (connection_id, entity, hubspot_id, quickbooks_id, what, why, before, after,
       vendor_error, at)
     select :connectionId, entity, "hubspotId", "quickbooksId", what, why, before, after, "vendorError", :now
     from jsonb_to_recordset(cast(:activities as jsonb)) as activity (entity text, "hubspotId" text,
       "quickbooksId" text, what text, why text, before jsonb, after jsonb, "vendorError" jsonb)`,
    {
      connectionId,
      now: runtime.now(),
      // Absence of an error is null in the column, not jsonb's own null.
      activities: json(
        activities.map(({ vendorError, ...rest }) => ({ ...rest, vendorError: vendorError ?? undefined })),
      ),
    },
  );
}

/** What was done with a record, newest first. */
export async function listActivities(
  trx: Transaction,
  { connectionId }: ConnectionScope,
  { entity, side, id }: RecordRef,
  limit: number,
): Promise<readonly Activity[]> {
  const rows = await query<ActivityRow>(
    trx,
    `select what, why, before, after, vendor_error, at from activities
     where connection_id = :connectionId and entity = :entity and ${side}_id = :id
     order by id desc limit :limit`,
    { connectionId, entity, id, limit },
  );
  return rows.map(({ vendor_error: vendorError, ...rest }) => ({ ...rest, vendorError }));
}
