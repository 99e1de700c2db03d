import { describe, expect, test } from '@jest/globals';
import { readWebhook } from '../../../server/hubspot/webhooks.ts';

const base = { eventId: 1, portalId: 4242, appId: 9, occurredAt: 1_700_000_000_000, attemptNumber: 0 };
const generic = (kind: string, objectTypeId: string, more: object = {}) => ({
  ...base,
  subscriptionType: `object.${kind}`,
  objectTypeId,
  objectId: 101,
  ...more,
});
const ownAppId = '5150';

const read = (...events: object[]) => {
  const result = readWebhook(events, ownAppId);
  if (!result) throw new Error('not an array');
  return result;
};

describe('webhook events', () => {
  test.each([
    ['0-1', 'contact'],
    ['0-2', 'company'],
    ['0-7', 'product'],
    ['0-8', 'line'],
    ['0-53', 'invoice'],
    ['0-101', 'payment'],
  ])('names the entity of object type %s: %s', (objectTypeId, entity) => {
    expect(read(generic('propertyChange', objectTypeId, { propertyValue: 'secret' })).events).toEqual([
      {
        vendor: 'hubspot',
        tenant: '4242',
        entity,
        recordId: '101',
        change: 'changed',
        occurredAt: new Date(base.occurredAt),
        hints: {},
      },
    ]);
  });

  test.each([
    ['creation', 'changed'],
    ['restore', 'changed'],
    ['deletion', 'deleted'],
  ])('reads object.%s as %s', (kind, change) => {
    expect(read(generic(kind, '0-53')).events.map((event) => event.change)).toEqual([change]);
  });

  test('reads subscriptions in the older form', () => {
    const event = { ...base, subscriptionType: 'line_item.creation', objectId: 7 };
    expect(read(event).events).toMatchObject([{ entity: 'line', recordId: '7', change: 'changed' }]);
  });

  test('looks at winner and loser of a merge', () => {
    const merge = generic('merge', '0-1', { primaryObjectId: 1, mergedObjectIds: [2], newObjectId: 1 });
    expect(read(merge).events).toMatchObject([
      { recordId: '1', change: 'merged', hints: { loser: '2' } },
      { recordId: '2', change: 'merged', hints: { mergedInto: '1' } },
    ]);
  });

  test('looks at both records when a merge makes a new one', () => {
    const merge = generic('merge', '0-1', { primaryObjectId: 1, mergedObjectIds: [2], newObjectId: 3 });
    const losers = read(merge).events.filter(({ hints }) => hints['mergedInto'] === '3');
    expect(losers.map(({ recordId }) => recordId)).toEqual(['1', '2']);
  });

  test('names the other end of an association', () => {
    const change = generic('associationChange', '0-53', {
      objectId: undefined,
      fromObjectId: 5,
      fromObjectTypeId: '0-53',
      toObjectId: 6,
      toObjectTypeId: '0-8',
      associationRemoved: false,
    });
    expect(read(change).events).toMatchObject([
      { entity: 'invoice', recordId: '5', change: 'associated', hints: { line: '6' } },
    ]);
  });

  test('says when a person asked to be forgotten', () => {
    const event = { ...base, subscriptionType: 'contact.privacyDeletion', objectId: 8 };
    expect(read(event).events).toMatchObject([
      { entity: 'contact', recordId: '8', change: 'deleted', hints: { privacyDeletion: '8' } },
    ]);
  });

  test('drops and counts what means nothing to us', () => {
    const { events, dropped } = read(
      generic('creation', '0-5'),
      generic('propertyChange', '0-1'),
      { ...base, subscriptionType: 'conversation.newMessage', objectId: 1 },
      { subscriptionType: 'object.creation' },
    );
    expect([events.length, dropped]).toEqual([1, 3]);
  });

  test('drops the echo of a write of our own app and keeps those of others', () => {
    const { events, dropped } = read(
      generic('propertyChange', '0-1', { changeSource: 'INTEGRATION', sourceId: ownAppId }),
      generic('propertyChange', '0-1', { changeSource: 'INTEGRATION', sourceId: '77' }),
      generic('propertyChange', '0-1', { changeSource: 'CRM_UI', sourceId: 'userId:1' }),
    );
    expect([events.length, dropped]).toEqual([2, 1]);
  });

  test('refuses a body that is not a list', () => {
    expect(readWebhook({ events: [] }, ownAppId)).toBeNull();
  });
});
