// Deliveries as the vendors would make them, for stories that need one outside the stand-ins' own schedule.

import { createHmac, randomUUID } from 'node:crypto';
import { sampleCompany } from '../../sandbox/quickbooks/quickbooks.ts';
import { webhookHeaders } from '../../sandbox/hubspot/signature.ts';
import type { World } from './world.ts';

export interface Delivery {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

type Place = Pick<World, 'url' | 'environment'>;

const setting = ({ environment }: Place, name: string): string => environment[name] ?? '';

/** Signed over any bytes, well-formed or not. */
export function quickbooksDelivery(world: Place, body: string): Delivery {
  const key = setting(world, 'QUICKBOOKS_WEBHOOK_VERIFIER_TOKEN');
  const signature = createHmac('sha256', key).update(body).digest('base64');
  const headers = { 'content-type': 'application/json', 'intuit-signature': signature };
  return { url: `${world.url}/webhooks/quickbooks`, body, headers };
}

/** Signed at this instant unless another is given. */
export function hubspotDelivery(world: Place, body: string, at = Date.now()): Delivery {
  const url = `${world.url}/webhooks/hubspot`;
  return { url, body, headers: webhookHeaders(setting(world, 'HUBSPOT_CLIENT_SECRET'), url, body, at) };
}

/** A change of one QuickBooks record as a CloudEvents array. */
export const quickbooksChange = (type: string, id: string, realmId = sampleCompany.realmId): string =>
  JSON.stringify([
    {
      specversion: '1.0',
      id: randomUUID(),
      type: `qbo.${type.toLowerCase()}.updated.v1`,
      time: new Date().toISOString(),
      intuitentityid: id,
      intuitaccountid: realmId,
      data: {},
    },
  ]);

/** A change of one HubSpot contact. */
export const contactChange = (id: string, portalId: number): string =>
  JSON.stringify([
    {
      eventId: 1,
      portalId,
      occurredAt: Date.now(),
      subscriptionType: 'object.propertyChange',
      objectTypeId: '0-1',
      objectId: id,
      propertyName: 'city',
      changeSource: 'CRM_UI',
    },
  ]);

/** The status of the answer. */
export async function deliver({ url, body, headers }: Delivery): Promise<number> {
  const answer = await fetch(url, { method: 'POST', body, headers });
  await answer.arrayBuffer();
  return answer.status;
}
