import { DateTime } from 'luxon';
import type {
  EntityName,
  FieldValues,
  Part,
  RecordSnapshot,
  RecordState,
  References,
} from '../../sync/record.ts';
import type { WireRecord } from '../wire/record.ts';

export interface SnapshotParts {
  readonly entity: EntityName;
  readonly state: RecordState;
  readonly label: string | undefined;
  readonly fields: FieldValues;
  readonly references?: References;
  readonly parts?: Readonly<Record<string, readonly Part[]>>;
}

/** The frame all QuickBooks snapshots share. The sync token is the version: it grows by one with each change. */
export function snapshotOf(record: WireRecord, rest: SnapshotParts): RecordSnapshot {
  const modified = instantText(record.MetaData?.LastUpdatedTime ?? record.MetaData?.CreateTime);
  return {
    side: 'quickbooks',
    entity: rest.entity,
    id: record.Id,
    version: record.SyncToken,
    state: rest.state,
    label: rest.label || record.Id,
    createdAt: instantText(record.MetaData?.CreateTime) || modified,
    modifiedAt: modified,
    fields: rest.fields,
    references: rest.references ?? {},
    parts: rest.parts ?? {},
    key: null,
    mergedInto: null,
  };
}

/** UTC ISO text. The vendor's offset follows daylight saving, so its own text does not sort. */
function instantText(text: string | undefined): string {
  const instant = text === undefined ? null : DateTime.fromISO(text, { zone: 'utc' });
  return (instant?.isValid && instant.toISO()) || new Date(0).toISOString();
}

/** Zero amounts and this note are all that tells a voided transaction from a free one. */
export const hasVoidedNote = (note: string | undefined): boolean => /^\s*voided/i.test(note ?? '');
