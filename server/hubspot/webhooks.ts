// HubSpot's webhook events, reduced to what changed. Payloads are hints: values in them are never used.

import { z } from 'zod';
import type { InboxEvent } from '../engine/connections/ports.ts';
import { objectTypes } from './object-types.ts';

const idSchema = z.union([z.string().min(1), z.number().int()]).transform(String);

const eventSchema = z.object({
  portalId: idSchema,
  occurredAt: z.number().int(),
  /** `object.creation` in the generic form, `contact.creation` in the older one. */
  subscriptionType: z.string(),
  objectTypeId: z.string().optional(),
  objectId: idSchema.optional(),
  primaryObjectId: idSchema.optional(),
  mergedObjectIds: z.array(idSchema).optional(),
  newObjectId: idSchema.optional(),
  fromObjectId: idSchema.optional(),
  toObjectId: idSchema.optional(),
  fromObjectTypeId: z.string().optional(),
  toObjectTypeId: z.string().optional(),
  changeSource: z.string().nullish(),
  sourceId: z.union([z.string(), z.number()]).transform(String).nullish(),
});
type Event = z.infer<typeof eventSchema>;

export interface WebhookEvents {
  readonly events: readonly InboxEvent[];
  /** Events of types, objects or shapes that mean nothing to us. */
  readonly dropped: number;
}

/** Object types whose changes concern us, by HubSpot's type id and by the singular name of older subscriptions. */
const entities = new Map<string, string>([
  ...(['contact', 'company', 'product', 'line', 'invoice', 'payment'] as const).map(
    (noun) => [objectTypes[noun].id, noun] as const,
  ),
  ['contact', 'contact'],
  ['company', 'company'],
  ['product', 'product'],
  ['line_item', 'line'],
  ['invoice', 'invoice'],
  ['commerce_payment', 'payment'],
]);

const entityOf = (type: string | undefined): string | undefined => entities.get((type ?? '').toLowerCase());

/** Reads a verified body; null when it is not HubSpot's array. `appId` is our own, whose echoes are dropped. */
export function readWebhook(body: unknown, appId: string): WebhookEvents | null {
  const items = z.array(z.unknown()).safeParse(body);
  if (!items.success) return null;
  const events: InboxEvent[] = [];
  let dropped = 0;
  for (const item of items.data) {
    const parsed = eventSchema.safeParse(item);
    const read = parsed.success && !isOurOwn(parsed.data, appId) ? inboxEventsOf(parsed.data) : [];
    if (read.length === 0) dropped++;
    events.push(...read);
  }
  return { events, dropped };
}

/**
 * Writes of this app come back as events. HubSpot names the integration that wrote; where it does not, the event is
 * kept and a comparison finds nothing to do. Somebody else's change has an event of its own.
 */
const isOurOwn = ({ changeSource, sourceId }: Event, appId: string): boolean =>
  changeSource === 'INTEGRATION' && sourceId === appId;

function inboxEventsOf(event: Event): readonly InboxEvent[] {
  const [object = '', kind = ''] = event.subscriptionType.split('.');
  const read = readers[kind];
  return read ? read(event, object) : [];
}

type Reader = (event: Event, object: string) => readonly InboxEvent[];

const changed: Reader = (event, object) => simple(event, object, 'changed', {});

/** One reader per kind of subscription. */
const readers: Readonly<Record<string, Reader>> = {
  creation: changed,
  propertyChange: changed,
  restore: changed,
  deletion: (event, object) => simple(event, object, 'deleted', {}),
  /** The person's data must go from our own records too. */
  privacyDeletion: (event, object) =>
    simple(event, object, 'deleted', event.objectId === undefined ? {} : { privacyDeletion: event.objectId }),
  merge,
  associationChange,
};

function simple(
  event: Event,
  object: string,
  change: InboxEvent['change'],
  hints: InboxEvent['hints'],
): readonly InboxEvent[] {
  const entity = entityOf(event.objectTypeId ?? object);
  const { objectId } = event;
  if (entity === undefined || objectId === undefined) return [];
  return [inboxEvent(event, { entity, recordId: objectId, change, hints })];
}

/** Winner and losers are both worth a look; a merge may also make a new record that replaces both. */
function merge(event: Event, object: string): readonly InboxEvent[] {
  const entity = entityOf(event.objectTypeId ?? object);
  const survivor = event.newObjectId ?? event.primaryObjectId;
  if (entity === undefined || survivor === undefined) return [];
  const involved = [event.primaryObjectId, ...(event.mergedObjectIds ?? [])];
  const losers = new Set(involved.filter((id) => id !== undefined && id !== survivor));
  return [...losers].flatMap((loser) =>
    loser === undefined
      ? []
      : [
          inboxEvent(event, { entity, recordId: survivor, change: 'merged', hints: { loser } }),
          inboxEvent(event, { entity, recordId: loser, change: 'merged', hints: { mergedInto: survivor } }),
        ],
  );
}

/** Fires for both ends, so each event speaks for its first end only; the other one is named by entity in the hints. */
function associationChange(event: Event, object: string): readonly InboxEvent[] {
  const entity = entityOf(event.fromObjectTypeId ?? event.objectTypeId ?? object);
  const recordId = event.fromObjectId ?? event.objectId;
  if (entity === undefined || recordId === undefined) return [];
  const other = entityOf(event.toObjectTypeId);
  const hints = other !== undefined && event.toObjectId !== undefined ? { [other]: event.toObjectId } : {};
  return [inboxEvent(event, { entity, recordId, change: 'associated', hints })];
}

const inboxEvent = (
  event: Event,
  rest: Pick<InboxEvent, 'entity' | 'recordId' | 'change' | 'hints'>,
): InboxEvent => ({
  vendor: 'hubspot',
  tenant: event.portalId,
  occurredAt: new Date(event.occurredAt),
  ...rest,
});
