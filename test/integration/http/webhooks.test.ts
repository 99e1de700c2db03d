import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { publicUrl, serve, sign } from './serve.ts';
import type { Served } from './serve.ts';

let served: Served;
beforeEach(async () => {
  served = await serve();
});
afterEach(() => served.close());

const deliver = (vendor: string, body: string, signature = sign(body)): Promise<Response> =>
  fetch(`${served.url}/webhooks/${vendor}`, {
    method: 'POST',
    body,
    headers: { 'x-test-signature': signature, 'content-type': 'application/cloudevents-batch+json' },
  });

describe.each(['hubspot', 'quickbooks'])('a %s webhook', (vendor) => {
  test('is stored, answered 200 without a body, and wakes the connection', async () => {
    const response = await deliver(vendor, '["900","900"]');
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(served.stored).toHaveLength(2);
    expect(served.woken).toEqual(['c-7-900']);
    expect(await served.metrics()).toContain(
      `ledgerline_webhooks_total{vendor="${vendor}",result="received"} 2`,
    );
  });

  test('with a wrong signature is refused before it is read', async () => {
    const response = await deliver(vendor, '["900"]', 'forged');
    expect(response.status).toBe(401);
    expect(served.stored).toEqual([]);
    expect(await served.metrics()).toContain(
      `ledgerline_webhooks_total{vendor="${vendor}",result="rejected"} 1`,
    );
  });

  test('that cannot be read gets 400, so that the vendor delivers it again', async () => {
    expect((await deliver(vendor, '[{"half":')).status).toBe(400);
    expect((await deliver(vendor, '{"other":"shape"}')).status).toBe(400);
    expect((await deliver(vendor, '["900"]')).status).toBe(200);
    expect(served.stored).toHaveLength(1);
  });

  test('of an unknown tenant gets 200 and is counted', async () => {
    expect((await deliver(vendor, '["404"]')).status).toBe(200);
    expect(served.woken).toEqual([]);
    expect(await served.metrics()).toContain(
      `ledgerline_webhooks_total{vendor="${vendor}",result="unknown"} 1`,
    );
  });

  test('is verified over its exact bytes and our public address', async () => {
    const body = '[ "900" ]\n';
    await deliver(`${vendor}?a=%3A`, body);
    const [seen] = served.signed;
    expect(seen?.url).toBe(`${publicUrl}/webhooks/${vendor}?a=%3A`);
    expect(seen?.body.toString('utf8')).toBe(body);
  });

  test('larger than a megabyte is refused', async () => {
    expect((await deliver(vendor, `["${'9'.repeat(1_100_000)}"]`)).status).toBe(413);
  });
});

test('a delivery that cannot be stored is asked for again', async () => {
  const broken = await serve({ inbox: { add: () => Promise.reject(new Error('database gone')) } });
  const body = '["900"]';
  const response = await fetch(`${broken.url}/webhooks/quickbooks`, {
    method: 'POST',
    body,
    headers: { 'x-test-signature': sign(body) },
  });
  await broken.close();
  expect(response.status).toBe(500);
});

test('a delivery is acknowledged although no worker could be woken', async () => {
  const asleep = await serve({ wake: () => Promise.reject(new Error('queue gone')) });
  const body = '["900"]';
  const response = await fetch(`${asleep.url}/webhooks/quickbooks`, {
    method: 'POST',
    body,
    headers: { 'x-test-signature': sign(body) },
  });
  await asleep.close();
  expect(response.status).toBe(200);
});
