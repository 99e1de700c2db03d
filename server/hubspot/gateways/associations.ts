// Associations between records: read in batches, made with HubSpot's default type, taken off again.

import { z } from 'zod';
import { VendorUnavailable } from '../../sync/reactions.ts';
import { batchSize, sendBatches } from '../batches.ts';
import type { BatchEntry, Outcome } from '../batches.ts';
import type { HubSpotClient } from '../client.ts';
import { errorBodySchema, Refused } from '../errors.ts';
import { associationPath } from '../object-types.ts';
import type { Noun } from '../object-types.ts';

/** HubSpot's type id of a contact's one primary company. */
const primaryCompanyType = 1;

const idSchema = z.union([z.string(), z.number()]).transform(String);

/** Dated paths answer `toObjectId` in batch reads; records' own association lists say `id`. */
const endSchema = z
  .object({
    toObjectId: idSchema.optional(),
    id: idSchema.optional(),
    associationTypes: z.array(z.object({ typeId: z.number() })).default([]),
  })
  .transform(({ toObjectId, id, associationTypes }, context) => {
    const to = toObjectId ?? id;
    if (to === undefined) {
      context.addIssue({ code: 'custom', message: 'an association without the id of its other end' });
      return z.NEVER;
    }
    return { id: to, typeIds: associationTypes.map(({ typeId }) => typeId) };
  });

const readSchema = z.object({
  results: z
    .array(
      z.object({
        from: z.object({ id: idSchema }),
        to: z.array(endSchema),
        paging: z.object({ next: z.object({ after: z.string() }).optional() }).optional(),
      }),
    )
    .default([]),
  /** A record without associations is reported as not found. */
  errors: z.array(errorBodySchema).default([]),
});

const writeSchema = z
  .object({ errors: z.array(errorBodySchema).default([]) })
  .nullish()
  .transform((body) => ({ results: [], errors: body?.errors ?? [] }));

export interface AssociatedEnd {
  readonly id: string;
  readonly typeIds: readonly number[];
}

/** The other ends of each record's associations, in HubSpot's order; a record without any is absent. */
export async function readAssociations(
  client: HubSpotClient,
  from: Noun,
  to: Noun,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly AssociatedEnd[]>> {
  const ends = new Map<string, AssociatedEnd[]>();
  const waiting: { id: string; after?: string }[] = [...new Set(ids)].map((id) => ({ id }));
  while (waiting.length > 0) {
    const inputs = waiting.splice(0, batchSize);
    const request = {
      method: 'POST',
      path: associationPath(from, to, 'batch/read'),
      kind: 'read',
      body: { inputs },
    } as const;
    const { results, errors } = await readOrNothing(client.call(request, readSchema));
    const trouble = errors.find(({ category }) => category !== 'OBJECT_NOT_FOUND');
    if (trouble)
      throw new VendorUnavailable('hubspot', `associations not readable: ${trouble.category ?? ''}`);
    for (const { from: source, to: found, paging } of results) {
      ends.set(source.id, [...(ends.get(source.id) ?? []), ...found]);
      if (paging?.next) waiting.push({ id: source.id, after: paging.next.after });
    }
  }
  return ends;
}

/** A batch none of whose records has an association may be answered 404. */
async function readOrNothing(
  answer: Promise<z.infer<typeof readSchema>>,
): Promise<z.infer<typeof readSchema>> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return { results: [], errors: [] };
    throw error;
  }
}

/** Each contact's primary company; contacts without one are absent. */
export async function readPrimaryCompanies(
  client: HubSpotClient,
  contactIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const companies = await readAssociations(client, 'contact', 'company', contactIds);
  const primary = [...companies].flatMap(([contactId, ends]) => {
    const company = ends.find(({ typeIds }) => typeIds.includes(primaryCompanyType));
    return company ? [[contactId, company.id] as const] : [];
  });
  return new Map(primary);
}

/** One association to make or take off. `name` identifies the outcome. */
export interface AssociationWrite {
  readonly name: string;
  readonly from: { readonly noun: Noun; readonly id: string };
  readonly to: { readonly noun: Noun; readonly id: string };
}

/** Makes associations of the default type, or takes off all types between two records. Repeating either is harmless. */
export async function writeAssociations(
  client: HubSpotClient,
  action: 'associate' | 'dissociate',
  writes: readonly AssociationWrite[],
): Promise<ReadonlyMap<string, Outcome<never>>> {
  const outcomes = new Map<string, Outcome<never>>();
  for (const [{ from, to }, group] of byTypes(writes)) {
    const rest = action === 'associate' ? 'batch/associate/default' : 'batch/archive';
    const path = associationPath(from.noun, to.noun, rest);
    const settled = await sendBatches<never>(
      group.map((write) => entryOf(action, write)),
      {
        send: (inputs) => client.call({ method: 'POST', path, body: { inputs } }, writeSchema),
        namesOf: () => ({ id: '', words: [] }),
        unnamed: 'done',
      },
    );
    for (const [name, outcome] of settled) outcomes.set(name, outcome);
  }
  return outcomes;
}

/** A path names both object types, so each pair of types is a batch of its own. */
function byTypes(writes: readonly AssociationWrite[]): Iterable<[AssociationWrite, AssociationWrite[]]> {
  const groups = new Map<string, [AssociationWrite, AssociationWrite[]]>();
  for (const write of writes) {
    const types = `${write.from.noun}>${write.to.noun}`;
    const group = groups.get(types) ?? [write, []];
    group[1].push(write);
    groups.set(types, group);
  }
  return groups.values();
}

const entryOf = (action: 'associate' | 'dissociate', { name, from, to }: AssociationWrite): BatchEntry => ({
  intentId: name,
  input: { from: { id: from.id }, to: action === 'associate' ? { id: to.id } : [{ id: to.id }] },
  id: null,
  words: [],
  ends: { from: from.id, to: to.id },
  properties: [],
});
