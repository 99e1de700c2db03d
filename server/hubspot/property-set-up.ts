// Creates what is missing of our properties on one object type, and says how our key ended up.

import { z } from 'zod';
import type { HubSpotClient } from './client.ts';
import { Refused } from './errors.ts';
import { propertyPath } from './object-types.ts';
import type { Noun } from './object-types.ts';
import { propertyGroup } from './properties.ts';
import type { PropertyDefinition } from './properties.ts';

const propertySchema = z.object({
  name: z.string(),
  hasUniqueValue: z.boolean().optional().default(false),
  modificationMetadata: z.object({ readOnlyValue: z.boolean().optional() }).optional(),
});
const listSchema = z.object({ results: z.array(propertySchema) });
type Property = z.infer<typeof propertySchema>;

/** Properties of one object type after set-up, by name. */
export type Properties = ReadonlyMap<string, Property>;

/** Idempotent: properties that exist are taken as they are, whoever made them. Throws `Refused` without permission. */
export async function setUpProperties(
  client: HubSpotClient,
  noun: Noun,
  wanted: readonly PropertyDefinition[],
): Promise<Properties> {
  const { results } = await client.call({ method: 'GET', path: propertyPath(noun) }, listSchema);
  const properties = new Map(results.map((property) => [property.name, property]));
  const missing = wanted.filter(({ name }) => !properties.has(name));
  if (missing.length > 0) await createGroup(client, noun);
  for (const definition of missing) {
    properties.set(definition.name, await createProperty(client, noun, definition));
  }
  return properties;
}

async function createGroup(client: HubSpotClient, noun: Noun): Promise<void> {
  const request = { method: 'POST', path: propertyPath(noun, 'groups'), body: propertyGroup } as const;
  try {
    await client.call(request, z.unknown());
  } catch (error) {
    if (!isConflict(error)) throw error;
  }
}

/** An object type that refuses unique properties gets the same property without uniqueness. */
async function createProperty(
  client: HubSpotClient,
  noun: Noun,
  definition: PropertyDefinition,
): Promise<Property> {
  const { options, ...rest } = definition;
  const body = {
    ...rest,
    groupName: propertyGroup.name,
    formField: false,
    ...(options && {
      options: options.map((option, displayOrder) => ({ ...option, displayOrder, hidden: false })),
    }),
  };
  // Whether an object type takes unique properties is asked by trying.
  const expected = definition.hasUniqueValue === true ? [400, 409] : [409];
  try {
    return await client.call({ method: 'POST', path: propertyPath(noun), body, expected }, propertySchema);
  } catch (error) {
    if (isConflict(error)) {
      return await client.call({ method: 'GET', path: propertyPath(noun, definition.name) }, propertySchema);
    }
    const uniqueRefused =
      error instanceof Refused && error.status === 400 && definition.hasUniqueValue === true;
    if (!uniqueRefused) throw error;
    return await createProperty(client, noun, { ...definition, hasUniqueValue: false });
  }
}

const isConflict = (error: unknown): boolean => error instanceof Refused && error.status === 409;
