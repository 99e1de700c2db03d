// The item for rows that have none of their own: found by its name before it is made, one per company.

import type { ResolvedOperation } from '../../sync/operation.ts';
import type { OperationResult } from '../../sync/ports.ts';
import { literal, queryRows } from '../query.ts';
import type { Item } from '../wire/item.ts';
import { isWord } from '../wire/record.ts';
import { itemNoun } from './noun.ts';
import type { Source } from './read.ts';
import { itemFields } from './writable-fields.ts';
import type { WriteRules } from './write-rules.ts';
import { executeWrites } from './write.ts';

/** Kinds of items that cannot stand on a row for anything else. */
const unfit = ['Category', 'Group', 'Bundle', 'Inventory'];

const rules: WriteRules<Item> = {
  noun: 'custom-item',
  actions: ['create'],
  fields: itemFields,
  findCreated: findNamed,
};

async function findNamed(
  { client }: Source<Item>,
  { values }: Pick<ResolvedOperation, 'values'>,
): Promise<Item | null> {
  const name = values['Name'];
  if (!name) return null;
  const rows = await queryRows(client, `SELECT * FROM Item WHERE Name = ${literal(name)}`, itemNoun);
  return rows.find((item) => item.Active !== false && !unfit.some((type) => isWord(item.Type, type))) ?? null;
}

/** Carries out operations that all ask for one item: the first looks and makes, the others get its answer. Once a pass. */
export function customItems(
  source: Source<Item>,
): (operations: readonly ResolvedOperation[]) => Promise<readonly OperationResult[]> {
  let known: string | null = null;
  const id = async (operation: ResolvedOperation): Promise<OperationResult> => {
    known ??= (await findNamed(source, operation))?.Id ?? null;
    if (known === null) {
      const [made] = await executeWrites(source, rules, [operation]);
      if (!made) throw new Error('a write has no answer');
      if (!made.ok) return made;
      known = made.id;
    }
    return { intentId: operation.intentId, ok: true, id: known, version: null, values: {} };
  };
  return async (operations) => {
    const results: OperationResult[] = [];
    for (const operation of operations) results.push(await id(operation));
    return results;
  };
}
