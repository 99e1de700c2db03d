import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { aCustomer, anInvoice, aPayment, connectedCompany, faultCode, send } from './connected-company.ts';
import type { ConnectedCompany, Json } from './connected-company.ts';
import { webhookReceiver } from './webhook-receiver.ts';
import type { WebhookReceiver } from './webhook-receiver.ts';

let company: ConnectedCompany;
let receiver: WebhookReceiver;
beforeEach(async () => {
  receiver = await webhookReceiver();
  company = await connectedCompany({ webhookUrl: receiver.url });
});
afterEach(async () => {
  await company.close();
  await receiver.close();
});

const settings = (patch: Json) => company.control('PATCH', '/settings', patch);
const types = async (): Promise<string[]> =>
  JSON.parse((await receiver.next()).body).map((event: Json) => event.type);

const create = (name: string, id: string) => company.post(`/customer?requestid=${id}`, { DisplayName: name });

describe('answers', () => {
  test('come as XML when JSON is not asked for', async () => {
    const answer = await company.call('GET', '/customer/9', undefined, { accept: '*/*' });
    expect(answer.text).toMatch(/<IntuitResponse .*<Fault type="ValidationFault"><Error code="610"/);
    expect(
      (await company.call('GET', '/companyinfo/1', undefined, { accept: 'application/xml' })).text,
    ).toContain('<CompanyName>');
  });

  test('are 404 for paths that do not exist, which are case-sensitive', async () => {
    expect((await company.get('/Customer/1')).status).toBe(404);
    expect((await company.get('/nothing/1')).status).toBe(404);
  });

  test('repeat under the same request id, and only there', async () => {
    const first = await create('Acme', 'r1');
    expect((await create('Other', 'r1')).body).toEqual(first.body);
    expect(faultCode(await create('Acme', 'r2'))).toBe('6240');
    expect((await create('Beta', 'r2')).status).toBe(200);
    expect(faultCode(await create('Gamma', 'x'.repeat(51)))).toBe('2130');
  });

  test('repeat after the connection was cut', async () => {
    await company.control('POST', '/fail', {
      match: { method: 'POST', path: '/customer' },
      kind: 'timeoutAfter',
      times: 1,
    });
    await expect(company.post('/customer?requestid=r1', { DisplayName: 'Acme' })).rejects.toThrow();
    expect((await company.post('/customer?requestid=r1', { DisplayName: 'Acme' })).body.Customer.Id).toBe(
      '1',
    );
    expect((await company.control('GET', '/state')).body.counts.Customer).toBe(1);
  });

  test.each([
    ['429', 429, '3001'],
    ['401', 401, '3200'],
    ['500', 500, '10000'],
    ['fault200', 200, '10000'],
    ['stale', 400, '5010'],
  ])('fail as %s when ordered', async (kind, status, code) => {
    await company.control('POST', '/fail', { match: { path: '/preferences' }, kind, times: 1 });
    const answer = await company.get('/preferences');
    expect([answer.status, faultCode(answer)]).toEqual([status, code]);
    expect((await company.get('/preferences')).status).toBe(200);
  });
});

describe('batch', () => {
  test('answers each item by itself', async () => {
    const BatchItemRequest = [
      { bId: '1', operation: 'create', Customer: { DisplayName: 'A' } },
      { bId: '2', operation: 'create', Customer: { DisplayName: 'A' } },
      { bId: '3', Query: 'select * from Item' },
      { bId: '4', CDCQuery: { Entities: 'Customer', ChangedSince: new Date().toISOString() } },
    ];
    const items = (await company.post('/batch', { BatchItemRequest })).body.BatchItemResponse;
    expect(items.map((item: Json) => Object.keys(item)[1])).toEqual([
      'Customer',
      'Fault',
      'QueryResponse',
      'CDCResponse',
    ]);
  });

  test('refuses more than 30 items', async () => {
    const BatchItemRequest = Array.from({ length: 31 }, (_, n) => ({
      bId: String(n),
      Query: 'select * from Item',
    }));
    expect(faultCode(await company.post('/batch', { BatchItemRequest }))).toBe('1040');
  });
});

describe('limits', () => {
  test('allow ten calls a second and five hundred a minute', async () => {
    const statuses: number[] = [];
    for (let second = 0; second < 51; second++) {
      await company.control('POST', '/clock', { advanceMs: 1001 });
      const calls = await Promise.all(
        Array.from({ length: second === 0 ? 11 : 10 }, () => company.get('/preferences')),
      );
      statuses.push(...calls.map(({ status }) => status));
    }
    expect(statuses.slice(0, 11).filter((status) => status === 429)).toHaveLength(1);
    expect(statuses.slice(11, 501).every((status) => status === 200)).toBe(true);
    expect(statuses.slice(501).every((status) => status === 429)).toBe(true);
  });

  test('refuse with the gateway fault, or the standard one when told so', async () => {
    const flood = () => Promise.all(Array.from({ length: 11 }, () => company.get('/preferences')));
    const refused = (await flood()).find(({ status }) => status === 429);
    expect([refused?.body.fault.error[0].code, refused?.headers.get('retry-after')]).toEqual(['3001', null]);
    await settings({ behaviours: { throttleEnvelope: 'standard' } });
    expect((await company.get('/preferences')).body.Fault.Error[0].code).toBe('3001');
  });

  test('meter successful reads and batches, and give single writes free', async () => {
    const { Id } = await aCustomer(company);
    await company.get(`/customer/${Id}`);
    await company.get('/customer/99');
    await company.post('/batch', { BatchItemRequest: [] });
    const [line] = (await company.control('GET', '/state/ApiUsage')).text.split('\n');
    expect(JSON.parse(line ?? '')).toMatchObject({ core: 1, corePlus: 2 });
  });
});

describe('webhooks', () => {
  test('are signed CloudEvents with ids only', async () => {
    const { Id } = await aCustomer(company);
    const { body, headers } = await receiver.next();
    expect(headers['intuit-signature']).toBe(createHmac('sha256', 'verifier').update(body).digest('base64'));
    const [event] = JSON.parse(body);
    expect(event).toEqual({
      specversion: '1.0',
      id: expect.stringMatching(/-Customer-1$/),
      source: expect.stringMatching(/^intuit\./),
      type: 'qbo.customer.created.v1',
      datacontenttype: 'application/json',
      time: expect.stringMatching(/Z$/),
      intuitentityid: Id,
      intuitaccountid: company.realmId,
      data: {},
    });
  });

  test('tell of everything one payment touches', async () => {
    const { Id } = await aCustomer(company);
    const invoice = await anInvoice(company, Id);
    await aPayment(company, Id, 100, { [invoice.Id]: 100 });
    expect(await types()).toEqual(['qbo.customer.created.v1']);
    expect(await types()).toEqual(['qbo.invoice.created.v1', 'qbo.customer.updated.v1']);
    expect(await types()).toEqual([
      'qbo.payment.created.v1',
      'qbo.invoice.updated.v1',
      'qbo.customer.updated.v1',
    ]);
  });

  test('name voids, merges and mails; edits in the screens count too', async () => {
    const [one, two] = [await aCustomer(company), await aCustomer(company)];
    const invoice = await anInvoice(company, one.Id, { BillEmail: { Address: 'a@b.co' } });
    await company.call('POST', `/invoice/${invoice.Id}/send`);
    await company.edit({ type: 'Invoice', id: invoice.Id, action: 'void' });
    await company.edit({ type: 'Customer', id: one.Id, action: 'merge', with: { id: two.Id } });
    for (let n = 0; n < 3; n++) await receiver.next();
    expect(await types()).toEqual(['qbo.invoice.emailed.v1']);
    expect(await types()).toEqual(['qbo.invoice.void.v1', 'qbo.customer.updated.v1']);
    const merged = JSON.parse((await receiver.next()).body).find(
      (event: Json) => event.type === 'qbo.customer.merged.v1',
    );
    expect(merged).toMatchObject({ intuitentityid: one.Id, data: { deletedid: two.Id } });
  });

  test('come in the old format, and gathered over a window', async () => {
    await settings({ behaviours: { webhookFormat: 'legacy', aggregationMs: 60_000 } });
    await aCustomer(company);
    await aCustomer(company);
    await company.control('POST', '/clock', { advanceMs: 60_000 });
    const [notification] = JSON.parse((await receiver.next()).body).eventNotifications;
    expect(notification.realmId).toBe(company.realmId);
    expect(
      notification.dataChangeEvent.entities.map((event: Json) => [event.name, event.id, event.operation]),
    ).toEqual([
      ['Customer', '1', 'Create'],
      ['Customer', '2', 'Create'],
    ]);
  });

  test('are repeated until answered, on the stand-in’s own clock', async () => {
    const failing = await webhookReceiver(500, 500);
    const other = await connectedCompany({ webhookUrl: failing.url });
    await aCustomer(other);
    const first = await failing.next();
    for (const wait of [10_000, 20_000]) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      await other.control('POST', '/clock', { advanceMs: wait });
      expect((await failing.next()).body).toBe(first.body);
    }
    await other.close();
    await failing.close();
  });

  test('stop when the company is no longer connected, and can leave out own writes', async () => {
    await settings({ behaviours: { ownWriteEvents: false } });
    await aCustomer(company);
    await company.edit({ type: 'Customer', action: 'save', change: { DisplayName: 'By hand' } });
    expect(JSON.parse((await receiver.next()).body)[0].intuitentityid).toBe('2');
    await company.edit({ type: 'Connection', action: 'delete' });
    await company.edit({ type: 'Customer', id: '2', action: 'save', change: { Notes: 'x' } });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(receiver.received).toHaveLength(1);
  });

  test('can arrive before the answer to the write', async () => {
    await settings({ behaviours: { webhookBeforeAnswer: true } });
    await send(
      `${company.url}/v3/company/${company.realmId}/customer`,
      'POST',
      { DisplayName: 'A' },
      {
        authorization: `Bearer ${company.tokens.access_token}`,
        accept: 'application/json',
      },
    );
    expect(receiver.received).toHaveLength(1);
  });
});
