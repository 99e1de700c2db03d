// Webhook payloads reduced to ids. Two formats are in use: a CloudEvents array (current) and `eventNotifications` (older).
// One payload may speak of several realms. What we do not know is counted and otherwise ignored: Intuit must get its 200.

import { DateTime } from 'luxon';
import { z } from 'zod';
// Types only: the inbox is the engine's, its rows are made here.
import type { InboxEvent } from '../engine/connections/ports.ts';

export interface WebhookEvents {
  readonly events: readonly InboxEvent[];
  /** Events about other entities or operations, or in a shape nobody described. */
  readonly ignored: number;
}

/** `credit` is no synced entity: such an event only says that the realm is worth a look. */
const entities: ReadonlyMap<string, string> = new Map([
  ['customer', 'contact'],
  ['item', 'product'],
  ['invoice', 'invoice'],
  ['payment', 'payment'],
  ['creditmemo', 'credit'],
]);

/** Name lists know no deletion; "deleted" there means made inactive, which a read has to confirm. */
const nameLists: ReadonlySet<string> = new Set(['customer', 'item']);

/** Both formats' words, in lower case. Implementers disagree on the word for voids. */
const changes: ReadonlyMap<string, InboxEvent['change']> = new Map([
  ['created', 'changed'],
  ['create', 'changed'],
  ['updated', 'changed'],
  ['update', 'changed'],
  ['emailed', 'changed'],
  ['void', 'changed'],
  ['voided', 'changed'],
  ['deleted', 'deleted'],
  ['delete', 'deleted'],
  ['merged', 'merged'],
  ['merge', 'merged'],
]);

const cloudEventSchema = z.looseObject({
  type: z.string(),
  time: z.string().optional(),
  intuitentityid: z.string(),
  intuitaccountid: z.string(),
  data: z.looseObject({ deletedid: z.string().optional() }).nullish(),
});

const legacySchema = z.looseObject({
  eventNotifications: z.array(
    z.looseObject({
      realmId: z.string(),
      dataChangeEvent: z.looseObject({ entities: z.array(z.unknown()) }).optional(),
    }),
  ),
});

const legacyEntitySchema = z.looseObject({
  name: z.string(),
  id: z.string(),
  operation: z.string(),
  lastUpdated: z.string().optional(),
  deletedId: z.string().optional(),
});

interface Announcement {
  readonly realmId: string;
  readonly entity: string;
  readonly operation: string;
  readonly id: string;
  readonly mergedAwayId: string | undefined;
  readonly time: string | undefined;
}

/**
 * Reads the JSON of a verified body; null when it has neither format. `receivedAt` stands in where an event does not say
 * when it happened.
 */
export function readWebhook(body: unknown, receivedAt: Date): WebhookEvents | null {
  const announcements = announcementsIn(body);
  if (announcements === null) return null;
  const events = announcements
    .map((announcement) => announcement && inboxEvent(announcement, receivedAt))
    .filter((event): event is InboxEvent => event !== null);
  return { events, ignored: announcements.length - events.length };
}

function inboxEvent(announcement: Announcement, receivedAt: Date): InboxEvent | null {
  const resource = announcement.entity.toLowerCase();
  const entity = entities.get(resource);
  const change = changes.get(announcement.operation.toLowerCase());
  if (entity === undefined || change === undefined) return null;
  return {
    vendor: 'quickbooks',
    tenant: announcement.realmId,
    entity,
    recordId: announcement.id,
    change: change === 'deleted' && nameLists.has(resource) ? 'changed' : change,
    occurredAt: instantOf(announcement.time) ?? receivedAt,
    hints: announcement.mergedAwayId === undefined ? {} : { loser: announcement.mergedAwayId },
  };
}

/** One entry per event said; null in place of one that cannot be read. */
function announcementsIn(body: unknown): readonly (Announcement | null)[] | null {
  if (Array.isArray(body)) return body.map(fromCloudEvent);
  const legacy = legacySchema.safeParse(body);
  if (!legacy.success) return null;
  return legacy.data.eventNotifications.flatMap(({ realmId, dataChangeEvent }) =>
    (dataChangeEvent?.entities ?? []).map((entity) => fromLegacy(realmId, entity)),
  );
}

function fromCloudEvent(value: unknown): Announcement | null {
  const event = cloudEventSchema.safeParse(value);
  // `qbo.invoice.created.v1`
  const type = event.success ? /^qbo\.(\w+)\.(\w+)\.v\d+$/i.exec(event.data.type) : null;
  if (!event.success || type === null) return null;
  return {
    realmId: event.data.intuitaccountid,
    entity: type[1] ?? '',
    operation: type[2] ?? '',
    id: event.data.intuitentityid,
    mergedAwayId: event.data.data?.deletedid,
    time: event.data.time,
  };
}

function fromLegacy(realmId: string, value: unknown): Announcement | null {
  const entity = legacyEntitySchema.safeParse(value);
  if (!entity.success) return null;
  const { name, operation, id, deletedId, lastUpdated } = entity.data;
  return { realmId, entity: name, operation, id, mergedAwayId: deletedId, time: lastUpdated };
}

/** Up to nine digits of a second, and offsets with or without a colon. */
function instantOf(text: string | undefined): Date | null {
  const instant = text === undefined ? null : DateTime.fromISO(text);
  return instant?.isValid ? instant.toJSDate() : null;
}
