// Whom a changed record concerns: the records it is associated with.

import type { HubSpotClient } from './client.ts';
import { Refused } from './errors.ts';
import { readAssociations } from './gateways/associations.ts';
import { ofWholeConnection } from './gateways/listing.ts';
import { isNoun } from './object-types.ts';
import type { Noun } from './object-types.ts';

/** Ids of the records of one noun that are associated with any of these records of another, each once. */
export async function readAssociated(
  client: HubSpotClient,
  from: string,
  to: string,
  ids: readonly string[],
): Promise<readonly string[]> {
  if (!isNoun(from) || !isNoun(to)) throw new TypeError(`there are no associations from ${from} to ${to}`);
  const ends = await ofWholeConnection(() => readUnlessLost(client, from, to, ids));
  return [...new Set([...ends.values()].flat().map((end) => end.id))];
}

/** An account can lose its payments at any time; everything else goes on without them. */
async function readUnlessLost(
  client: HubSpotClient,
  from: Noun,
  to: Noun,
  ids: readonly string[],
): ReturnType<typeof readAssociations> {
  try {
    return await readAssociations(client, from, to, ids);
  } catch (error) {
    if (from === 'payment' && error instanceof Refused) return new Map();
    throw error;
  }
}
