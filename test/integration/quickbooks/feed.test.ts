import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ChangePage } from '../../../server/sync/ports.ts';
import { applied, line, Realm } from './realm.ts';
import type { Pass } from './realm.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
let realm: Realm;
beforeAll(async () => {
  realm = await Realm.start();
});
beforeEach(() => realm.reset());
afterAll(() => realm.close());

async function changesIn(pass: Pass, watermark: string): Promise<ChangePage> {
  const page = await pass.feed.since(watermark);
  if (page === 'tooOld') throw new Error('the watermark is not old');
  return page;
}

async function sold(): Promise<{ customer: string; item: string; invoice: string }> {
  const customer = await realm.save('Customer', { DisplayName: 'Ada' });
  const item = await realm.save('Item', { Name: 'Work', Type: 'Service', IncomeAccountRef: { value: '79' } });
  const invoice = await realm.save('Invoice', { CustomerRef: { value: customer }, Line: [line(100, item)] });
  return { customer, item, invoice };
}

const summary = (page: ChangePage): string[] =>
  page.changes.map(({ entity, id, deleted }) => `${entity} ${id}${deleted ? ' deleted' : ''}`).toSorted();

describe('changes', () => {
  test('of all entities come in one call, with records and a watermark five minutes back', async () => {
    // Away from the company's own first items.
    await realm.control('clock', { advanceMs: 10 * minute });
    const pass = realm.pass();
    const start = await pass.feed.start();
    const { customer, item, invoice } = await sold();
    const serverTime = Date.now() + 10 * minute;
    const page = await changesIn(pass, start);
    expect(summary(page)).toEqual(
      [`contact ${customer}`, `invoice ${invoice}`, `product ${item}`].toSorted(),
    );
    expect(page.changes.every(({ version }) => version === '0')).toBe(true);
    expect(page.truncated).toBe(false);
    expect(Math.abs(Date.parse(page.watermark) - (serverTime - 5 * minute))).toBeLessThan(minute);
    expect(await realm.calls()).toHaveLength(2);
  });

  test('say what was deleted, and reading that costs nothing more', async () => {
    const pass = realm.pass();
    const start = await pass.feed.start();
    const { invoice } = await sold();
    await realm.edit({ type: 'Invoice', id: invoice, action: 'delete' });
    expect(summary(await changesIn(pass, start))).toContain(`invoice ${invoice} deleted`);
    expect((await pass.gateway('invoice').read([invoice])).gone).toEqual([invoice]);
    expect(await realm.calls()).toHaveLength(2);
  });

  test('bring a paid invoice whole when its payment came along', async () => {
    const pass = realm.pass();
    const start = await pass.feed.start();
    const { customer, invoice } = await sold();
    const payment = await realm.save('Payment', {
      CustomerRef: { value: customer },
      TotalAmt: 60,
      Line: [applied(60, invoice)],
    });
    const page = await changesIn(pass, start);
    expect(summary(page)).toContain(`invoice ${invoice}`);
    const [record] = (await pass.gateway('invoice').read([invoice])).found;
    expect(record?.parts['payment']).toMatchObject([{ key: payment, fields: { Amount: '60' } }]);
    expect(await realm.calls()).toHaveLength(2);
  });

  test('of credit memos are told by the payments that use them', async () => {
    const pass = realm.pass();
    const { customer, item, invoice } = await sold();
    const start = await pass.feed.start();
    const credit = await realm.save('CreditMemo', {
      CustomerRef: { value: customer },
      Line: [line(40, item)],
    });
    const payment = await realm.save('Payment', {
      CustomerRef: { value: customer },
      TotalAmt: 0,
      Line: [applied(40, invoice), applied(40, credit, 'CreditMemo')],
    });
    const told = summary(await changesIn(pass, start));
    expect(told).toContain(`payment ${payment}`);
    expect(told).not.toContain(`credit ${credit}`);
  });

  test('that are told serve one read; the next asks again', async () => {
    const pass = realm.pass();
    const start = await pass.feed.start();
    const { customer } = await sold();
    await changesIn(pass, start);
    const calls = async (): Promise<number> => (await realm.calls()).length;
    const before = await calls();
    await pass.gateway('contact').read([customer]);
    expect(await calls()).toBe(before);
    await pass.gateway('contact').read([customer]);
    expect(await calls()).toBe(before + 1);
  });
});

describe('limits of the feed', () => {
  test('a full answer counts as truncated', async () => {
    const pass = realm.pass();
    const start = await pass.feed.start();
    await realm.control('seed', { customers: 1100, items: 1, invoices: 0, payments: 0 });
    const all = await realm.state('Customer');
    for (const { Id } of all) await realm.save('Customer', { Notes: 'changed' }, Id);
    const page = await changesIn(pass, start);
    expect(page.changes).toHaveLength(1000);
    expect(page.truncated).toBe(true);
  });

  test('29 days ago is too old, without asking', async () => {
    const before = (await realm.calls()).length;
    const old = new Date(Date.now() - 29 * day - minute).toISOString();
    expect(await realm.pass().feed.since(old)).toBe('tooOld');
    expect(await realm.calls()).toHaveLength(before);
  });

  test('a watermark with an offset is the same instant', async () => {
    const pass = realm.pass();
    const { customer } = await sold();
    const withOffset = new Date(Date.now() - minute + 2 * 60 * minute).toISOString().replace('Z', '+02:00');
    expect(summary(await changesIn(pass, withOffset))).toContain(`contact ${customer}`);
  });
});
