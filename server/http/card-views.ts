// What is known of an invoice, as its card shows it.

import type {
  ActivityView,
  ConflictView,
  DealInvoiceView,
  FilterView,
  InvoiceRecordView,
  Standing,
  ValuesView,
} from '@ledgerline/contract/cards';
import type { KnownRecord } from '../engine/cards.ts';
import { readConflicts } from '../engine/conflicts.ts';
import type { Activity, RecordRow } from '../engine/records.ts';
import { failureCategories, wokenBy } from '../sync/failure.ts';
import { otherSide } from '../sync/record.ts';
import type { Side } from '../sync/record.ts';
import type { FieldMapping, FieldType, SyncRules } from '../sync/rules.ts';
import { differencesIn, offersIn } from './card-choices.ts';
import { summaryView } from './card-summary.ts';

export function invoiceRecordView(
  known: KnownRecord,
  activities: readonly Activity[],
  rules: SyncRules | null,
): InvoiceRecordView {
  const { row, summary, agreedAt, isDue } = known;
  return {
    hubspotId: row.hubspotId ?? '',
    quickbooksId: row.quickbooksId,
    label: row.label,
    standing: standingOf(known, rules),
    isDue,
    lastSyncedAt: row.state === 'in-sync' ? (agreedAt?.toISOString() ?? null) : null,
    summary: summaryView(summary, row.quickbooksId, isDeletedInQuickBooks(row)),
    activities: activities.map((activity) => activityView(activity, rules?.mappings ?? [])),
  };
}

export function dealInvoiceView(hubspotId: string, known: KnownRecord | undefined): DealInvoiceView {
  if (!known) return { hubspotId, state: 'unknown', detail: null, summary: null };
  const { row } = known;
  const kept = summaryView(known.summary, row.quickbooksId, isDeletedInQuickBooks(row));
  if (!kept) return { hubspotId, state: row.state, detail: row.category ?? row.reason, summary: null };
  const { events: _events, ...summary } = kept;
  return { hubspotId, state: row.state, detail: row.category ?? row.reason, summary };
}

const isDeletedInQuickBooks = ({ state, reason }: RecordRow): boolean =>
  state === 'excluded' && reason === 'deleted-in-quickbooks';

function standingOf({ row, origin }: KnownRecord, rules: SyncRules | null): Standing {
  switch (row.state) {
    case 'in-sync':
      return { state: 'in-sync', conflicts: conflictsOf(row.note, rules?.mappings ?? []) };
    case 'pending':
      return { state: 'pending' };
    case 'failing':
      return failingView(row);
    case 'excluded':
      return {
        state: 'excluded',
        reason: row.reason ?? '',
        details: row.details,
        filter: row.reason === 'filter' && rules ? filterView(origin ?? 'hubspot', rules) : null,
      };
    default:
      return row.state satisfies never;
  }
}

function failingView(row: RecordRow): Standing {
  const { vendorError } = row;
  const category = row.category ?? 'temporary-error';
  return {
    state: 'failing',
    category,
    healing: failureCategories[category],
    wokenBy: wokenBy[category],
    details: row.details,
    vendorError: vendorError && {
      vendor: vendorError.vendor,
      message: vendorError.message,
      requestId: vendorError.requestId,
    },
    triedAt: row.changedAt.toISOString(),
    nextTryAt: row.nextTryAt?.toISOString() ?? null,
    differences: differencesIn(row.details),
    choices: offersIn(category, row.details),
  };
}

/** A record is held to the filter of the side it was made on. */
function filterView(origin: Side, { filters }: SyncRules): FilterView {
  const [direction, filter] =
    origin === 'hubspot'
      ? (['to-quickbooks', filters.toQuickbooks] as const)
      : (['to-hubspot', filters.toHubspot] as const);
  return {
    direction,
    groups: filter.map((group) =>
      group.map(({ of, field, operator, values }) => ({
        field: of === undefined ? field : `${of}.${field}`,
        operator,
        values,
      })),
    ),
  };
}

function conflictsOf(note: string | null, mappings: readonly FieldMapping[]): readonly ConflictView[] {
  return readConflicts(note).map(({ mapping, winner, hubspot, quickbooks }) => {
    const other = otherSide(winner);
    return {
      ...valuesView(mapping, { hubspot, quickbooks }, mappings),
      winner,
      choice: {
        choice: other === 'hubspot' ? 'take-hubspot' : 'take-quickbooks',
        subject: mapping,
        // What the person sees, so that a newer conflict is not answered by mistake.
        value: other === 'hubspot' ? hubspot : quickbooks,
      },
    };
  });
}

function valuesView(
  id: string,
  values: Pick<ValuesView, 'hubspot' | 'quickbooks'>,
  mappings: readonly FieldMapping[],
): ValuesView {
  const mapping = mappings.find((candidate) => candidate.id === id);
  return {
    field: id,
    property: mapping?.hubspot.name ?? id,
    type: shownType(mapping?.quickbooks.type),
    ...values,
  };
}

function shownType(type: FieldType | undefined): ValuesView['type'] {
  return type === 'money' || type === 'day' || type === 'instant' ? type : 'text';
}

/** `failed: closed-books` is the engine's way to say what happened and why. */
function activityView(activity: Activity, mappings: readonly FieldMapping[]): ActivityView {
  const [what = '', detail = null] = activity.what.split(': ');
  const words = ['created', 'updated', 'decided', 'failed', 'excluded'] as const;
  return {
    at: activity.at.toISOString(),
    what: words.find((word) => word === what) ?? 'other',
    detail,
    fields: fieldsOf(Object.keys(activity.after), mappings),
  };
}

const rowNouns: Readonly<Record<string, string>> = {
  line: 'lines',
  discount: 'lines',
  tax: 'lines',
  payment: 'payments',
};

/** Values of rows are named `line:3.name`; properties of ours beside HubSpot's own say the same twice. */
function fieldsOf(names: readonly string[], mappings: readonly FieldMapping[]): readonly string[] {
  const fields = names.flatMap((name) => {
    const noun = /^(?:off:)?(\w+):/.exec(name)?.[1];
    if (noun !== undefined) return rowNouns[noun] ?? [];
    return (
      mappings.find(({ hubspot, quickbooks }) => hubspot.name === name || quickbooks.name === name)?.id ?? []
    );
  });
  return [...new Set(fields)];
}
