import type { SimClock } from './clock.ts';
import type { OutgoingWebhook, Random, SimSettings } from './vendor.ts';

interface RetryPlan {
  webhookRetryDelaysMs: number[];
  webhookTimeoutMs: number;
}

/** Sends webhooks under the settings (delay, duplicates, order, loss) and the vendor's retry ladder. */
export class WebhookDelivery {
  private waiting: OutgoingWebhook[] = [];
  private readonly aborts = new Set<AbortController>();
  private closed = false;
  private generation = 0;
  private readonly clock: SimClock;
  private readonly random: Random;
  private readonly settings: SimSettings;
  private readonly plan: () => RetryPlan;

  constructor(clock: SimClock, random: Random, settings: SimSettings, plan: () => RetryPlan) {
    this.clock = clock;
    this.random = random;
    this.settings = settings;
    this.plan = plan;
  }

  deliver(webhook: OutgoingWebhook): void {
    const { on, delayMs, duplicate, dropRate } = this.settings.webhooks;
    if (!on || this.closed || this.random() < dropRate) return;
    this.waiting.push(webhook);
    if (duplicate) this.waiting.push(webhook);
    this.clock.after(delayMs, () => this.sendNext());
    if (duplicate) this.clock.after(delayMs, () => this.sendNext());
  }

  /** Forgets what waits and cuts what is under way. */
  clear(): void {
    this.generation++;
    this.waiting = [];
    for (const abort of this.aborts) abort.abort();
    this.aborts.clear();
  }

  close(): void {
    this.closed = true;
    this.clear();
  }

  private sendNext(): void {
    const index = this.settings.webhooks.shuffle ? Math.floor(this.random() * this.waiting.length) : 0;
    const [webhook] = this.waiting.splice(index, 1);
    if (webhook) void this.attempt(webhook, 0);
  }

  private async attempt(webhook: OutgoingWebhook, tries: number): Promise<void> {
    const generation = this.generation;
    const delivered = await this.post(webhook);
    if (delivered || this.closed || generation !== this.generation) return;
    const wait = this.plan().webhookRetryDelaysMs[tries];
    if (wait !== undefined) this.clock.after(wait, () => void this.attempt(webhook, tries + 1));
  }

  private async post(webhook: OutgoingWebhook): Promise<boolean> {
    const abort = new AbortController();
    this.aborts.add(abort);
    const timer = setTimeout(() => abort.abort(), this.plan().webhookTimeoutMs);
    try {
      const headers = webhook.headers(webhook.body);
      const response = await fetch(webhook.url, {
        method: 'POST',
        body: webhook.body,
        headers,
        signal: abort.signal,
      });
      await response.arrayBuffer();
      return response.ok;
    } catch {
      // A refused, cut or late connection counts as not delivered, whatever the reason.
      return false;
    } finally {
      clearTimeout(timer);
      this.aborts.delete(abort);
    }
  }
}
