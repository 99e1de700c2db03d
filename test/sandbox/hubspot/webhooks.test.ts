import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Signature } from '@hubspot/api-client';
import { signatureV1, signatureV2, signatureV3 } from '../../../sandbox/hubspot/signature.ts';
import { SECRET, startHubSpot, startReceiver, text } from './harness.ts';
import type { Call, Json, Running } from './harness.ts';

const url = 'https://www.example.com/webhook_uri';
const signed = (query: string): string => signatureV3(SECRET, 'GET', `${url}?${query}`, '', 1);
const kinds = (events: Json[]): unknown[] => events.map((event) => event.subscriptionType);
const has = (kind: string) => (events: Json[]) => kinds(events).includes(kind);
const isLink = (event: Json): boolean => text(event.subscriptionType) === 'object.associationChange';
const ofValue = (value: string) => (event: Json) => text(event.propertyValue ?? '') === value;
const isCreation = (event: Json): boolean => text(event.subscriptionType) === 'object.creation';

describe('signatures', () => {
  const body = '{"example_field":"example_value"}';

  test('agree with the documented and recorded vectors', () => {
    expect(signatureV3(SECRET, 'POST', url, body, 1693657560000)).toBe(
      'oaA3M5dEtt6kFsseJD/Hv/x+JNl1vsoxFj4oxmwP6Go=',
    );
    expect(signatureV3(SECRET, 'POST', url, "{'example_field':'example_value'}", 1693657560000)).toBe(
      'K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y=',
    );
    expect(signatureV2(SECRET, 'POST', url, body)).toBe(
      '9569219f8ba981ffa6f6f16aa0f48637d35d728c7e4d93d0d52efaa512af7900',
    );
    expect(
      Signature.isValid({ signature: signatureV1(SECRET, body), clientSecret: SECRET, requestBody: body }),
    ).toBe(true);
  });

  test('decode only the documented escapes of the URL', () => {
    expect(signed('a=%3A%2F%40')).toBe(signed('a=:/@'));
    expect(signed('a=%20%26')).not.toBe(signed('a= &'));
  });
});

describe('webhooks', () => {
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  let hubspot: Running;
  let call: Call;

  beforeAll(async () => {
    receiver = await startReceiver();
    hubspot = await startHubSpot({ webhookUrl: receiver.url });
  });
  afterAll(async () => {
    await hubspot.close();
    await receiver.close();
  });
  beforeEach(async () => {
    await hubspot.control('POST', 'reset');
    ({ call } = await hubspot.install());
  });
  afterEach(() => {
    receiver.deliveries.length = 0;
  });

  const create = async (type: string, properties: object): Promise<string> =>
    text((await call('POST', `/crm/objects/2026-09/${type}`, { properties })).body.id);

  test('tell of a creation and its properties in one signed batch', async () => {
    const id = await create('invoices', { hs_currency: 'USD', hs_number: '7' });
    const events = await receiver.until(has('object.creation'));
    const common = { objectId: Number(id), objectTypeId: '0-53', portalId: 4242, appId: 5150 };
    expect(events).toContainEqual(
      expect.objectContaining({ ...common, subscriptionType: 'object.creation', attemptNumber: 0 }),
    );
    expect(events).toContainEqual(
      expect.objectContaining({ ...common, propertyName: 'hs_number', propertyValue: '7' }),
    );
    const [delivery] = receiver.deliveries;
    const received = {
      clientSecret: SECRET,
      requestBody: delivery?.body ?? '',
      url: receiver.url,
      method: 'POST',
    };
    const header = (name: string): string => text(delivery?.headers[name]);
    expect(Signature.isValid({ ...received, signature: header('x-hubspot-signature') })).toBe(true);
    const v3 = {
      signatureVersion: 'v3',
      signature: header('x-hubspot-signature-v3'),
      timestamp: Number(header('x-hubspot-request-timestamp')),
    };
    expect(Signature.isValid({ ...received, ...v3 })).toBe(true);
  });

  test('name the app or the person as the source of a change', async () => {
    const id = await create('contacts', { email: 'ann@x.example' });
    await hubspot.edit({ type: 'contacts', id, action: 'save', change: { city: 'Oslo' } });
    const events = await receiver.until((all) =>
      all.some(({ propertyName }) => text(propertyName ?? '') === 'city'),
    );
    expect(events).toContainEqual(
      expect.objectContaining({
        subscriptionType: 'object.creation',
        changeSource: 'INTEGRATION',
        sourceId: '5150',
      }),
    );
    expect(events).toContainEqual(
      expect.objectContaining({ propertyName: 'city', changeSource: 'CRM_UI', sourceId: 'userId:9001' }),
    );
  });

  test('do not name the app when switched, but still the person', async () => {
    await hubspot.behave({ changeSourceFormat: 'none' });
    const id = await create('contacts', { city: 'Rome' });
    await hubspot.edit({ type: 'contacts', id, action: 'save', change: { city: 'Oslo' } });
    const events = await receiver.until((all) => all.some(ofValue('Oslo')));
    const own = events.find(ofValue('Rome')) ?? {};
    expect(Object.keys(own)).toContain('propertyName');
    expect(Object.keys(own)).not.toContain('changeSource');
    expect(Object.keys(own)).not.toContain('sourceId');
    expect(events.find(ofValue('Oslo'))).toMatchObject({ changeSource: 'CRM_UI' });
  });

  test('never mention the time of the last change', async () => {
    await create('products', { name: 'Desk' });
    const events = await receiver.until(has('object.creation'));
    expect(events.map(({ propertyName }) => propertyName)).not.toContain('hs_lastmodifieddate');
  });

  test('tell both ends of an association, when made and when removed', async () => {
    const contact = await create('contacts', { email: 'ann@x.example' });
    const deal = await create('deals', { dealname: 'D', dealstage: 'closedwon' });
    const edit = { type: 'deals', id: deal, with: { type: 'contacts', id: contact } };
    await hubspot.edit({ ...edit, action: 'associate' });
    await hubspot.edit({ ...edit, action: 'dissociate' });
    const events = await receiver.until((all) => all.filter(isLink).length === 4);
    const ends = { fromObjectId: Number(deal), toObjectId: Number(contact) };
    const made = events.filter(isLink).slice(0, 2);
    expect(made).toMatchObject([
      { ...ends, associationTypeId: 3, fromObjectTypeId: '0-3', associationRemoved: false },
      { fromObjectId: Number(contact), associationTypeId: 4, toObjectTypeId: '0-3' },
    ]);
    expect(events.filter(isLink)[2]).toMatchObject({ ...ends, associationRemoved: true });
  });

  test('tell of merges, deletions and restorations', async () => {
    const [a, b] = [
      await create('contacts', { email: 'a@x.example' }),
      await create('contacts', { city: 'Oslo' }),
    ];
    await hubspot.edit({ type: 'contacts', id: a, action: 'merge', with: { id: b } });
    await hubspot.edit({ type: 'contacts', id: a, action: 'delete' });
    await hubspot.edit({ type: 'contacts', id: a, action: 'save', with: { restore: true } });
    const events = await receiver.until(has('object.restore'));
    expect(events).toContainEqual(
      expect.objectContaining({
        subscriptionType: 'object.merge',
        primaryObjectId: Number(a),
        mergedObjectIds: [Number(b)],
        newObjectId: Number(a),
        numberOfPropertiesMoved: 1,
      }),
    );
    expect(kinds(events)).toContain('object.deletion');
  });

  test('hold at most 100 events each', async () => {
    const inputs = Array.from({ length: 100 }, (_, index) => ({ properties: { firstname: `A${index}` } }));
    await call('POST', '/crm/objects/2026-09/contacts/batch/create', { inputs });
    await receiver.until((all) => all.filter(isCreation).length === 100);
    expect(receiver.deliveries.length).toBeGreaterThan(1);
    expect(receiver.deliveries.every(({ events }) => events.length <= 100)).toBe(true);
  });

  test('are not sent for seeded records nor for accounts without the app', async () => {
    await hubspot.control('POST', 'seed', { contacts: 3, invoices: 2 });
    await hubspot.edit({ type: 'App', action: 'delete' });
    await hubspot.edit({ type: 'contacts', action: 'save', change: { email: 'quiet@x.example' } });
    await hubspot.install();
    await hubspot.edit({ type: 'contacts', action: 'save', change: { email: 'loud@x.example' } });
    const events = await receiver.until(has('object.creation'));
    const emails = events.filter(({ propertyName }) => text(propertyName ?? '') === 'email');
    expect(emails).toMatchObject([{ propertyValue: 'loud@x.example' }]);
  });
});

test('only subscribed changes are sent', async () => {
  const receiver = await startReceiver();
  const subscriptions = [
    { subscriptionType: 'object.propertyChange', objectType: 'contact', propertyName: 'city' },
  ];
  const hubspot = await startHubSpot({ webhookUrl: receiver.url, subscriptions });
  await hubspot.install();
  const change = { email: 'ann@x.example', city: 'Oslo' };
  await hubspot.edit({ type: 'contacts', action: 'save', change });
  const events = await receiver.until((all) => all.length > 0);
  expect(events).toMatchObject([{ propertyName: 'city', propertyValue: 'Oslo' }]);
  await hubspot.close();
  await receiver.close();
});
