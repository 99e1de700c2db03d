// Webhook events of all accounts, collected while calls are carried out and sent in batches of up to 100.

import type { SimContext } from '../core/vendor.ts';
import type { HubSpotApp, WebhookSubscription } from './app.ts';
import { defaultSubscriptions, isSubscribable } from './app.ts';
import type { ObjectType } from './object-types.ts';
import { objectTypeInfo } from './object-types.ts';
import { webhookHeaders } from './signature.ts';

/** Who changed something, as webhooks and record sources name it. */
export interface ChangeSource {
  changeSource: string;
  sourceId: string;
}

type EventKind = 'creation' | 'deletion' | 'merge' | 'restore' | 'associationChange' | 'propertyChange';

const BATCH = 100;
const FIRST_EVENT_ID = 100_001;
const FIRST_SUBSCRIPTION_ID = 3001;

export class EventOutbox {
  private readonly context: SimContext;
  private readonly app: HubSpotApp;
  private readonly subscriptionIds = new Map<string, number>();
  private waiting: Record<string, unknown>[] = [];
  private nextEventId = FIRST_EVENT_ID;
  private muted = false;
  /** Accounts without the app get no events. */
  isInstalled: (portalId: number) => boolean = () => true;

  constructor(context: SimContext, app: HubSpotApp) {
    this.context = context;
    this.app = app;
    const subscriptions = app.subscriptions ?? defaultSubscriptions();
    subscriptions.forEach((subscription, index) => {
      this.subscriptionIds.set(subscriptionKey(subscription), FIRST_SUBSCRIPTION_ID + index);
    });
  }

  /** Runs `work` without producing events, as data that was there before the app is not announced. */
  silently<Result>(work: () => Result): Result {
    this.muted = true;
    try {
      return work();
    } finally {
      this.muted = false;
    }
  }

  /** Queues one event if the app subscribes to it. */
  add(
    portalId: number,
    type: ObjectType,
    kind: EventKind,
    source: Partial<ChangeSource>,
    fields: Record<string, unknown>,
  ): void {
    if (this.muted || !this.app.webhookUrl || !this.context.settings.webhooks.on) return;
    const propertyName = typeof fields['propertyName'] === 'string' ? fields['propertyName'] : undefined;
    if (propertyName !== undefined && !isSubscribable(propertyName)) return;
    const subscriptionType = `object.${kind}`;
    const key = subscriptionKey({
      subscriptionType,
      objectType: objectTypeInfo(type).singular,
      propertyName,
    });
    const subscriptionId = this.subscriptionIds.get(key);
    if (subscriptionId === undefined || !this.isInstalled(portalId)) return;
    this.waiting.push({
      eventId: this.nextEventId++,
      subscriptionId,
      portalId,
      appId: this.app.appId,
      occurredAt: this.context.clock.now().getTime(),
      subscriptionType,
      attemptNumber: 0,
      ...fields,
      ...source,
    });
  }

  /** Hands everything queued to the delivery, at most 100 events per request. */
  flush(): void {
    const { webhookUrl: url, clientSecret } = this.app;
    const events = this.waiting;
    this.waiting = [];
    if (!url) return;
    for (let at = 0; at < events.length; at += BATCH) {
      this.context.deliver({
        url,
        body: JSON.stringify(events.slice(at, at + BATCH)),
        headers: (body) => webhookHeaders(clientSecret, url, body, Date.now()),
      });
    }
  }

  clear(): void {
    this.waiting = [];
    this.nextEventId = FIRST_EVENT_ID;
  }
}

function subscriptionKey({ subscriptionType, objectType, propertyName }: WebhookSubscription): string {
  return `${subscriptionType} ${objectType.toLowerCase()} ${propertyName ?? ''}`;
}
