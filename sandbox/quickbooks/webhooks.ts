import { createHmac } from 'node:crypto';
import { randomHex } from '../core/random.ts';
import type { SimContext } from '../core/vendor.ts';
import { readBehaviour } from './behaviours.ts';
import type { ChangeEvent } from './company.ts';
import { entityTypes } from './entities/registry.ts';

export interface WebhookParts {
  context: SimContext;
  url: string | undefined;
  verifierToken: string;
  isConnected: (realmId: string) => boolean;
}

interface RealmEvent extends ChangeEvent {
  realmId: string;
}

/** Turns changes into deliveries, one per action or one per aggregation window. */
export class Webhooks {
  private waiting: RealmEvent[] = [];
  private readonly parts: WebhookParts;

  constructor(parts: WebhookParts) {
    this.parts = parts;
  }

  clear(): void {
    this.waiting = [];
  }

  publish(realmId: string, events: ChangeEvent[]): void {
    const { context, isConnected } = this.parts;
    const told = events
      .filter(({ type }) => entityTypes[type].inWebhooks)
      .map((event) => ({ ...event, realmId }));
    if (told.length === 0 || !isConnected(realmId)) return;
    const window = readBehaviour(context.settings.behaviours, 'aggregationMs');
    if (window === 0) return this.send(told);
    this.waiting.push(...told);
    if (this.waiting.length === told.length) {
      context.after(window, () => {
        this.send(this.waiting);
        this.waiting = [];
      });
    }
  }

  private send(events: RealmEvent[]): void {
    const { context, url, verifierToken } = this.parts;
    if (url === undefined || events.length === 0) return;
    const legacy = readBehaviour(context.settings.behaviours, 'webhookFormat') === 'legacy';
    const created = context.clock.now().toISOString();
    context.deliver({
      url,
      body: JSON.stringify(legacy ? this.legacy(events) : events.map((event) => this.cloudEvent(event))),
      headers: (body) => ({
        'content-type': 'application/json; charset=UTF-8',
        'user-agent': 'intuit_notification_server/0.1',
        'intuit-signature': createHmac('sha256', verifierToken).update(body).digest('base64'),
        'intuit-created-time': created,
        'intuit-t-id': randomHex(context.random, 32),
        'intuit-notification-schema-version': '0.1',
      }),
    });
  }

  private cloudEvent(event: RealmEvent): object {
    const { context } = this.parts;
    const kind = event.kind === 'void' ? readBehaviour(context.settings.behaviours, 'voidEvent') : event.kind;
    const data = event.mergedId === undefined ? {} : { deletedid: event.mergedId };
    return {
      specversion: '1.0',
      id: `${uuid(randomHex(context.random, 32))}-${event.type}-${event.id}`,
      source: 'intuit.dsnBgbseACLLRZNxo2dfc4evmEJdxde58xeeYcZliOU=',
      type: `qbo.${event.type.toLowerCase()}.${kind}.v1`,
      datacontenttype: 'application/json',
      time: `${new Date(event.at).toISOString().slice(0, 19)}Z`,
      intuitentityid: event.id,
      intuitaccountid: event.realmId,
      data,
    };
  }

  private legacy(events: RealmEvent[]): object {
    const realms = [...new Set(events.map(({ realmId }) => realmId))];
    return {
      eventNotifications: realms.map((realmId) => ({
        realmId,
        dataChangeEvent: {
          entities: events.filter((event) => event.realmId === realmId).map((event) => legacyEntity(event)),
        },
      })),
    };
  }
}

const LEGACY_OPERATIONS = {
  created: 'Create',
  updated: 'Update',
  deleted: 'Delete',
  merged: 'Merge',
  emailed: 'Emailed',
  void: 'Void',
} as const;

function legacyEntity(event: ChangeEvent): object {
  return {
    name: event.type,
    id: event.id,
    operation: LEGACY_OPERATIONS[event.kind],
    lastUpdated: new Date(event.at).toISOString(),
    ...(event.mergedId === undefined ? {} : { deletedId: event.mergedId }),
  };
}

function uuid(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
