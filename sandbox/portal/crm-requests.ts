// HubSpot's data hooks of an extension: properties and associations of the record its card is on, and searches.

import { z } from 'zod';
import { associatedIds, isJson } from './json.ts';
import { typeIds } from './object-type-ids.ts';
import { hubspotTypes } from './pairs.ts';
import type { HubSpotType } from './pairs.ts';
import type { Json } from './stand-in-control.ts';
import { idOf } from './state-reader.ts';
import type { StateReader } from './state-reader.ts';

/** HubSpot takes `DEAL`, `deals` and `0-3` for the same. */
function typeNamed(name: string): HubSpotType {
  const wanted = name.toLowerCase();
  const found = hubspotTypes.find(
    (type) => type === wanted || type === `${wanted}s` || typeIds[type] === wanted,
  );
  if (found === undefined && wanted === 'company') return 'companies';
  if (found === undefined) throw new Error(`${name} is no object type of this portal.`);
  return found;
}

const requestSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('properties'), request: z.union([z.literal('*'), z.array(z.string())]) }),
  z.object({
    kind: z.literal('associations'),
    request: z.object({
      toObjectType: z.string(),
      properties: z.array(z.string()).default([]),
      pageLength: z.number().int().positive().max(100).default(10),
      offset: z.number().int().min(0).default(0),
    }),
  }),
  z.object({
    kind: z.literal('search'),
    request: z.object({
      objectType: z.string(),
      query: z.string().default(''),
      properties: z.array(z.string()).default([]),
      pageLength: z.number().int().positive().max(100).default(10),
      after: z.string().default('0'),
    }),
  }),
]);

const subjectSchema = z.object({ objectTypeId: z.string(), objectId: z.coerce.string() });

/** Answers one request of a card on the record `crm` names, in the shape HubSpot's hooks read. */
export async function answerCrmRequest(state: StateReader, kind: unknown, body: unknown): Promise<object> {
  const { crm, request } = z.object({ crm: z.unknown(), request: z.unknown() }).parse(body);
  const wish = requestSchema.parse({ kind, request });
  if (wish.kind === 'search') return search(state, wish.request);
  const { objectTypeId, objectId } = subjectSchema.parse(crm);
  const record = await state.find('hubspot', typeNamed(objectTypeId), objectId);
  if (!record) throw new Error('The record does not exist any more.');
  if (wish.kind === 'properties') {
    return wish.request === '*' ? propertiesOf(record) : pick(record, wish.request);
  }
  const { toObjectType, properties, pageLength, offset } = wish.request;
  const type = typeNamed(toObjectType);
  const ids = associatedIds(record, type);
  const shown = await Promise.all(
    ids.slice(offset, offset + pageLength).map((id) => state.find('hubspot', type, id)),
  );
  return {
    results: shown.flatMap((found) =>
      found
        ? [{ toObjectId: Number(idOf(found)), associationTypes: [], properties: pick(found, properties) }]
        : [],
    ),
    hasMore: ids.length > offset + pageLength,
    nextOffset: offset + pageLength,
  };
}

async function search(
  state: StateReader,
  wish: { objectType: string; query: string; properties: string[]; pageLength: number; after: string },
): Promise<object> {
  const words = wish.query.toLowerCase().split(' ').filter(Boolean);
  const records = await state.read('hubspot', typeNamed(wish.objectType));
  const found = records.filter((record) => {
    const content = Object.values(propertiesOf(record)).join(' ').toLowerCase();
    return words.every((word) => content.includes(word));
  });
  const start = Number(wish.after) || 0;
  const end = start + wish.pageLength;
  return {
    results: found
      .slice(start, end)
      .map((record) => ({ objectId: Number(idOf(record)), properties: pick(record, wish.properties) })),
    total: found.length,
    hasMore: found.length > end,
    after: String(end),
  };
}

function propertiesOf(record: Json): Record<string, string | null> {
  const all = record['properties'];
  const entries = isJson(all) ? Object.entries(all) : [];
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === 'string' ? value : null] as const),
  );
}

function pick(record: Json, names: readonly string[]): Record<string, string | null> {
  const all = propertiesOf(record);
  return Object.fromEntries(names.map((name) => [name, all[name] ?? null]));
}
