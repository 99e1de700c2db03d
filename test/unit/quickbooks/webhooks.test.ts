import { describe, expect, test } from '@jest/globals';
import { readWebhook } from '../../../server/quickbooks/webhooks.ts';
import type { WebhookEvents } from '../../../server/quickbooks/webhooks.ts';

const receivedAt = new Date('2026-06-01T00:00:00Z');

function parse(body: unknown): WebhookEvents {
  const read = readWebhook(JSON.parse(JSON.stringify(body)), receivedAt);
  if (read === null) throw new Error('the body has neither format');
  return read;
}

const cloudEvent = (type: string, change: object = {}): object => ({
  specversion: '1.0',
  id: '88cd52aa-Invoice-155',
  source: 'intuit.dsn',
  type,
  datacontenttype: 'application/json',
  time: '2026-03-17T16:19:17Z',
  intuitentityid: '155',
  intuitaccountid: '9341455000000000',
  data: {},
  ...change,
});

describe('CloudEvents', () => {
  test('become inbox events with ids only', () => {
    expect(parse([cloudEvent('qbo.invoice.created.v1')])).toEqual({
      events: [
        {
          vendor: 'quickbooks',
          tenant: '9341455000000000',
          entity: 'invoice',
          recordId: '155',
          change: 'changed',
          occurredAt: new Date('2026-03-17T16:19:17Z'),
          hints: {},
        },
      ],
      ignored: 0,
    });
  });

  test.each([
    ['customer.updated', 'contact', 'changed'],
    ['item.created', 'product', 'changed'],
    ['payment.deleted', 'payment', 'deleted'],
    ['invoice.void', 'invoice', 'changed'],
    ['invoice.voided', 'invoice', 'changed'],
    ['invoice.emailed', 'invoice', 'changed'],
    ['creditmemo.updated', 'credit', 'changed'],
    ['Invoice.Deleted', 'invoice', 'deleted'],
  ])('%s is about our %s, %s', (type, entity, change) => {
    expect(parse([cloudEvent(`qbo.${type}.v1`)]).events).toMatchObject([{ entity, change }]);
  });

  test('a customer "deleted" is only changed, because name lists know no deletion', () => {
    expect(parse([cloudEvent('qbo.customer.deleted.v1')]).events).toMatchObject([{ change: 'changed' }]);
  });

  test('a merge names the survivor and hints at the loser', () => {
    const merged = cloudEvent('qbo.customer.merged.v1', { intuitentityid: '123', data: { deletedid: '27' } });
    expect(parse([merged]).events).toMatchObject([
      { recordId: '123', change: 'merged', hints: { loser: '27' } },
    ]);
  });

  test('one delivery may speak of several realms, with or without data', () => {
    const other = { intuitaccountid: '77', data: undefined, datacontenttype: undefined };
    const { events } = parse([cloudEvent('qbo.item.updated.v1'), cloudEvent('qbo.item.updated.v1', other)]);
    expect(events.map(({ tenant }) => tenant)).toEqual(['9341455000000000', '77']);
  });

  test('entities, operations and shapes we do not know are counted and skipped', () => {
    const unknown = [
      cloudEvent('qbo.vendor.created.v1'),
      cloudEvent('qbo.invoice.frozen.v1'),
      { type: 5 },
      null,
    ];
    expect(parse([...unknown, cloudEvent('qbo.invoice.updated.v1')])).toMatchObject({
      ignored: 4,
      events: [{ entity: 'invoice' }],
    });
  });

  test.each([
    ['2026-03-17T16:19:17.123456789Z', '2026-03-17T16:19:17.123Z'],
    ['sometime', receivedAt.toISOString()],
  ])('time %s is read as %s', (time, expected) => {
    const [event] = parse([cloudEvent('qbo.invoice.updated.v1', { time })]).events;
    expect(event?.occurredAt.toISOString()).toBe(expected);
  });
});

const notification = (entities: readonly object[], realmId = '1185883450'): object => ({
  realmId,
  dataChangeEvent: { entities },
});

describe('older payloads', () => {
  test('are read with their offset without colon and their merges', () => {
    const entities = [
      { name: 'Customer', id: '1', operation: 'Create', lastUpdated: '2015-10-05T14:42:19-0700' },
      {
        name: 'Customer',
        id: '1',
        operation: 'Merge',
        lastUpdated: '2015-10-05T14:42:19-0700',
        deletedId: '2',
      },
      { name: 'Vendor', id: '1', operation: 'Update', lastUpdated: '2015-10-05T14:42:19-0700' },
    ];
    const { events, ignored } = parse({ eventNotifications: [notification(entities)] });
    expect(ignored).toBe(1);
    expect(events).toMatchObject([
      {
        tenant: '1185883450',
        entity: 'contact',
        recordId: '1',
        occurredAt: new Date('2015-10-05T21:42:19Z'),
      },
      { change: 'merged', hints: { loser: '2' } },
    ]);
  });

  test('may speak of several realms', () => {
    const entity = { name: 'Invoice', id: '3', operation: 'Void' };
    const body = { eventNotifications: [notification([entity], '1'), notification([entity], '2')] };
    expect(parse(body).events.map(({ tenant, change }) => [tenant, change])).toEqual([
      ['1', 'changed'],
      ['2', 'changed'],
    ]);
  });
});

test.each([{}, 'text', null, { eventNotifications: 'x' }])(
  'a body of neither format is not read: %j',
  (body) => {
    expect(readWebhook(body, receivedAt)).toBeNull();
  },
);
