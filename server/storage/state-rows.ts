// Rows of `record_states` as the engine wants them.

import type { RecordRow } from '../engine/records.ts';
import type { FailureCategory, FailureDetails, VendorError } from '../sync/failure.ts';

export interface StateRow {
  readonly id: string;
  readonly entity: string;
  readonly hubspot_id: string | null;
  readonly quickbooks_id: string | null;
  readonly label: string;
  readonly state: RecordRow['state'];
  readonly note: string | null;
  readonly category: FailureCategory | null;
  readonly reason: string | null;
  readonly details: FailureDetails;
  readonly vendor_error: VendorError | null;
  readonly next_try_at: Date | null;
  readonly changed_at: Date;
}

const names = [
  'id',
  'entity',
  'hubspot_id',
  'quickbooks_id',
  'label',
  'state',
  'note',
  'category',
  'reason',
  'details',
  'vendor_error',
  'next_try_at',
  'changed_at',
] as const satisfies readonly (keyof StateRow)[];

/** The columns of a `StateRow`, of the table under this name. */
export const stateColumns = (table: string): string => names.map((name) => `${table}.${name}`).join(', ');

export const toRecordRow = (row: StateRow): RecordRow => ({
  id: row.id,
  entity: row.entity,
  hubspotId: row.hubspot_id,
  quickbooksId: row.quickbooks_id,
  label: row.label,
  state: row.state,
  note: row.note,
  category: row.category,
  reason: row.reason,
  details: row.details,
  vendorError: row.vendor_error,
  nextTryAt: row.next_try_at,
  changedAt: row.changed_at,
});
