// Webhooks name lines, payments and companies; what has to be looked at are the records they belong to.

import type { HubSpotClient } from './client.ts';
import { readAssociations } from './gateways/associations.ts';
import { ofWholeConnection } from './gateways/listing.ts';

const parentOf = { line: 'invoice', payment: 'invoice', company: 'contact' } as const;

/** Nouns of webhook events that are no entities of their own. */
export type Dependent = keyof typeof parentOf;

/** Ids of the invoices (of lines and payments) or contacts (of companies), by dependent id; absent when there are none. */
export async function readParents(
  client: HubSpotClient,
  noun: Dependent,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const ends = await ofWholeConnection(() => readAssociations(client, noun, parentOf[noun], ids));
  return new Map([...ends].map(([id, parents]) => [id, parents.map((parent) => parent.id)]));
}
