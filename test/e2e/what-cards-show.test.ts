import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoPortal } from '../../sandbox/demo/app-registration.ts';
import type { VendorRecord } from '../support/control.ts';
import { settingsApi } from '../support/settings-api.ts';
import type { ApiAnswer } from '../support/settings-api.ts';
import { startStory } from '../support/story.ts';
import type { Story } from '../support/story.ts';
import { eventually } from '../support/waiting.ts';

/** No payment record can be kept in this portal, so the timeline comes from what was kept at settling alone. */
const portals = [{ ...demoPortal, paymentsApi: false, plan: 'free' as const }];

describe('the card of an invoice made in QuickBooks', () => {
  let story: Story;
  let customer: VendorRecord;
  let invoice: VendorRecord;
  beforeAll(async () => {
    story = await startStory({ hubspotApp: { portals } }, async ({ books }) => {
      customer = await books.customer('Shown Ltd');
      invoice = await books.invoice(customer, [{ amount: 100 }], {
        TxnDate: '2026-01-10',
        DueDate: '2099-01-31',
      });
    });
  });
  afterAll(() => story?.close());

  const quickbooksCalls = async () => (await story.world.quickbooks.requests()).length;
  const hubspotId = async (): Promise<string> => (await story.mirror.invoice(invoice))['id'];
  const card = async (words = {}): Promise<ApiAnswer> =>
    (await settingsApi(story.world).get(`/api/cards/invoice/${await hubspotId()}`, words)).data;
  const kinds = async () =>
    (await card()).invoice.summary.events.map(({ kind, day, amount }: ApiAnswer) => [kind, day, amount]);

  test('follows payments, credits and the sending of the invoice, though HubSpot has no record of them', async () => {
    const { books, caughtUp } = story;
    const applied = [{ invoice, amount: 40 }];
    await books.payment(customer, 45, applied, {
      TxnDate: '2026-02-01',
      PaymentRefNum: 'ch_7',
      PaymentMethodRef: { value: '3' },
    });
    const credit = await books.creditMemo(customer, 10);
    await books.payment(
      customer,
      0,
      [
        { invoice, amount: 10 },
        { credit, amount: 10 },
      ],
      { TxnDate: '2026-02-02' },
    );
    await caughtUp();
    await eventually(async () =>
      expect(await kinds()).toEqual([
        ['created', '2026-01-10', 10_000],
        ['payment', '2026-02-01', 4_000],
        ['credit', '2026-02-02', 1_000],
      ]),
    );
    expect((await card()).invoice).toMatchObject({
      standing: { state: 'in-sync' },
      summary: { total: 10_000, paid: 4_000, credits: 1_000, balance: 5_000, status: 'partly_paid' },
    });
    expect((await card()).invoice.summary.events[1]).toMatchObject({
      method: 'Visa',
      reference: 'ch_7',
      unapplied: 500,
    });
  });

  test('follows what changes nothing in HubSpot', async () => {
    await story.books.change('Invoice', invoice, {
      EmailStatus: 'EmailSent',
      BillEmail: { Address: 'a@example.com' },
    });
    await story.caughtUp();
    await eventually(async () => expect((await kinds()).map(([kind]: [string]) => kind)).toContain('sent'));
  });

  test('is looked at again on anybody’s request, and costs QuickBooks nothing to open', async () => {
    const before = await quickbooksCalls();
    const somebody = { userId: '9002' };
    expect(await card(somebody)).toMatchObject({ allowed: { syncNow: true, resolve: false } });
    expect(await card()).toMatchObject({ allowed: { syncNow: true, resolve: true } });
    expect(await quickbooksCalls()).toBe(before);
    const path = `/api/records/invoice/hubspot/${await hubspotId()}/sync-now`;
    expect(await settingsApi(story.world).post(path)).toMatchObject({ ok: true });
    await eventually(async () => expect((await card()).invoice.isDue).toBe(false));
    expect(await quickbooksCalls()).toBeGreaterThan(before);
  });

  test('shows an invoice deleted in QuickBooks as owing nothing', async () => {
    await story.books.remove('Invoice', invoice);
    await story.caughtUp();
    await eventually(async () =>
      expect((await card()).invoice).toMatchObject({
        standing: { state: 'excluded', reason: 'deleted-in-quickbooks' },
        summary: { status: 'deleted', balance: 0, number: expect.any(String) },
      }),
    );
    const { post } = settingsApi(story.world);
    const deal = await post('/api/cards/deal', { invoiceIds: [await hubspotId()] });
    expect(deal.data.totals).toMatchObject([{ currency: 'USD', outstanding: 0 }]);
  });
});

test('a super admin may change settings where HubSpot tells who is one, other members may not', async () => {
  const users = [...demoPortal.users, { id: 9003, email: 'root@northwind.example', superAdmin: true }];
  const story = await startStory({ hubspotApp: { portals: [{ ...demoPortal, users }] } });
  try {
    const { get } = settingsApi(story.world);
    const may = async (userId: string) => (await get('/api/people', { userId })).data;
    expect(await may('9003')).toMatchObject({ mayChange: true, superAdminsKnown: true });
    expect(await may('9002')).toMatchObject({ mayChange: false });
    const asked = (await story.world.hubspot.requests()).filter(({ path }) =>
      path.includes('/settings/users/'),
    );
    await may('9003');
    const again = (await story.world.hubspot.requests()).filter(({ path }) =>
      path.includes('/settings/users/'),
    );
    expect(again).toHaveLength(asked.length);
  } finally {
    await story.close();
  }
});
