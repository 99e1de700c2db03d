// Marks of records that are parts of others (payments of invoices) become marks of the records they belong to: those
// the part names now and those it belonged to before.

import type { PartEntity } from '../sync/entities/payment.ts';
import { readSide } from './load.ts';
import type { Side } from '../sync/record.ts';
import { nothingToSettle } from './settlement.ts';
import type { Mark, NewMark, Priority } from './stores.ts';
import type { Pass } from './unit.ts';
import { enters } from './watched.ts';

export async function expandParts(pass: Pass, entity: PartEntity, marks: readonly Mark[]): Promise<void> {
  if (!pass.syncs.has(entity.parent)) {
    await pass.store.marks.drop(marks);
    return;
  }
  pass.lease.assertHeld();
  const idsOn = (side: Side): readonly string[] =>
    marks.filter((mark) => mark.side === side).map((mark) => mark.id);
  const parents = [
    ...(await quickbooksParents(pass, entity, idsOn('quickbooks'))),
    ...(await hubspotParents(pass, entity, idsOn('hubspot'))),
  ];
  const priority = marks.reduce<Priority>((most, mark) => (mark.priority < most ? mark.priority : most), 3);
  const follow = parents.map(({ side, id }) => ({ entity: entity.parent, side, id, priority }));
  await pass.store.settle([{ ...nothingToSettle, marks, follow }], new Map());
}

type Parent = Pick<NewMark, 'side' | 'id'>;

async function quickbooksParents(
  pass: Pass,
  entity: PartEntity,
  ids: readonly string[],
): Promise<readonly Parent[]> {
  const reading = await readSide(pass, 'quickbooks', entity.name, ids);
  const links = await pass.store.links.parentsOfPart(entity.part, ids);
  const parents = new Set([
    ...links.map((link) => link.quickbooksId),
    ...[...reading.records.values()].flatMap((record) => entity.parentsOf(record)),
  ]);
  return [...parents].map((id) => ({ side: 'quickbooks', id }));
}

/** HubSpot's parts only matter where their records may cross; what they belonged to before is told by itself. */
async function hubspotParents(
  pass: Pass,
  entity: PartEntity,
  ids: readonly string[],
): Promise<readonly Parent[]> {
  if (ids.length === 0 || !enters(pass, entity.name)) return [];
  const parents = await pass.access.associated(entity.name, entity.parent, ids);
  return parents.map((id) => ({ side: 'hubspot', id }));
}
