// Marks of records that are parts of others (payments of invoices) become marks of the records they belong to: those
// the part names now and those it belonged to before.

import type { PartEntity } from '../sync/entities/payment.ts';
import { readSide } from './load.ts';
import type { Mark, Priority, Settlement } from './stores.ts';
import type { Pass } from './unit.ts';

export async function expandParts(pass: Pass, entity: PartEntity, marks: readonly Mark[]): Promise<void> {
  if (!pass.syncs.has(entity.parent)) {
    await pass.store.marks.drop(marks);
    return;
  }
  pass.lease.assertHeld();
  const ids = marks.filter((mark) => mark.side === 'quickbooks').map((mark) => mark.id);
  const [reading, links] = [
    await readSide(pass, 'quickbooks', entity.name, ids),
    await pass.store.links.parentsOfPart(entity.part, ids),
  ];
  const urgency = marks.reduce<Priority>((most, mark) => (mark.priority < most ? mark.priority : most), 3);
  const parents = new Set([
    ...links.map((link) => link.quickbooksId),
    ...[...reading.records.values()].flatMap((record) => entity.parentsOf(record)),
  ]);
  const follow = [...parents].map(
    (id) => ({ entity: entity.parent, side: 'quickbooks', id, priority: urgency }) as const,
  );
  const outcome: Settlement = {
    marks,
    link: null,
    status: null,
    summary: null,
    activities: [],
    intents: [],
    follow,
    causes: [],
    resolutions: [],
    retryAt: null,
  };
  await pass.store.settle([outcome], new Map());
}
