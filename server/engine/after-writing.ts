// QuickBooks' record as it is after what was written to it just now: it is not read again.

import type { RecordSnapshot } from '../sync/record.ts';
import type { SummaryWrite } from './stores.ts';
import type { Pass, Unit } from './unit.ts';
import type { Progress } from './write.ts';

/** A record just made, as its answer tells it. */
export function createdRecord(unit: Unit, id: string, done: Progress['done']): RecordSnapshot | null {
  const created = done.find(
    ({ operation }) =>
      operation.side === 'quickbooks' && operation.noun === 'record' && operation.action === 'create',
  );
  if (!created || !unit.hubspot) return null;
  return {
    ...unit.hubspot,
    side: 'quickbooks',
    id,
    version: created.result.version ?? '0',
    fields: { ...created.operation.values, ...created.result.values },
    references: {},
    parts: {},
    key: null,
    mergedInto: null,
  };
}

/** What cards show of it; null where its entity has nothing to show. */
export function summaryOf(
  pass: Pass,
  unit: Unit,
  quickbooksId: string | null,
  done: Progress['done'],
): SummaryWrite | null {
  const { definition } = unit;
  const read = unit.quickbooks ?? (quickbooksId === null ? null : createdRecord(unit, quickbooksId, done));
  if (!read) return null;
  const written = done
    .filter(({ operation }) => operation.side === 'quickbooks' && operation.noun === 'record')
    .flatMap(({ operation, result }) => [operation.values, result.values]);
  const fields = Object.fromEntries([read.fields, ...written].flatMap((values) => Object.entries(values)));
  const summary = definition.summary({ ...read, fields }, pass.context);
  return summary && { entity: definition.name, quickbooksId: read.id, summary };
}
