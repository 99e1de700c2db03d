import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { VendorRecord } from '../support/control.ts';
import { openPortal } from '../support/portal.ts';
import type { OpenPortal } from '../support/portal.ts';
import { changeSync, copyOf, salesOf, stateOf } from '../support/sales.ts';
import { startStory } from '../support/story.ts';
import type { Story } from '../support/story.ts';

import { eventually } from '../support/waiting.ts';

// A step waits longer than a test usually may.
jest.setTimeout(90_000);

describe('a sales person who looks at a deal and its invoice', () => {
  let story: Story;
  let portal: OpenPortal;
  let page: Page;
  let [invoice, other, twin]: VendorRecord[] = [];
  let [invoicePath, dealPath] = ['', ''];
  beforeAll(async () => {
    story = await startStory({ pollSeconds: 1 }, async ({ books }) => {
      const customer = await books.customer('Ada Lind', 'ada@lind.example');
      await books.customer('Left', 'pair@shared.example');
      twin = await books.customer('Right', 'pair@shared.example');
      invoice = await books.invoice(customer, [{ amount: 500 }], { CustomerMemo: { value: 'Thank you' } });
      other = await books.invoice(customer, [{ amount: 80 }]);
    });
    const { id } = await story.mirror.invoice(invoice ?? {});
    const change = { dealname: 'Lind: a garden', dealstage: 'closedwon', pipeline: 'default' };
    const deal = await story.world.hubspot.edit({
      type: 'deals',
      action: 'save',
      change,
      with: { invoices: id },
    });
    dealPath = `/deals/${deal['id']}`;
    invoicePath = `/invoices/${id}`;
    // The association was told to the app, which looked and found nothing to do.
    await story.caughtUp();
    portal = await openPortal(story.world);
    page = portal.page;
  });
  afterAll(async () => {
    await portal?.close();
    await story?.close();
  });

  const card = (name: string) => page.getByRole('region', { name, exact: true });
  const invoiceCard = () => card('QuickBooks');

  test('sees a payment arrive from QuickBooks, on the invoice and on the deal', async () => {
    await portal.go(invoicePath);
    await invoiceCard().getByText('HubSpot and QuickBooks agree.').waitFor();
    await page.getByRole('button', { name: 'Receive payment' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Amount').fill('120');
    await form.getByRole('button', { name: 'Save in QuickBooks' }).click();
    await page.getByText(/in HubSpot after/).waitFor();
    await page.reload();
    await invoiceCard().getByText('$380.00').waitFor();
    await portal.go(dealPath);
    await card('QuickBooks invoices').getByText('Partly paid').waitFor();
  });

  test('reads why an invoice fails, mends it in QuickBooks and has it tried again', async () => {
    const { world, books, mirror } = story;
    await books.change('Invoice', other ?? {}, { CustomerRef: { value: twin?.['Id'] } });
    const { id } = await mirror.invoice(other ?? {});
    await eventually(async () =>
      expect(await stateOf(world, 'invoice', { id })).toMatchObject({ state: 'failing' }),
    );
    await portal.go(`/invoices/${id}`);
    await invoiceCard().getByText('The customer is held up: Ambiguous match').waitFor();
    const email = { PrimaryEmailAddr: { Address: 'own@shared.example' } };
    await books.change('Customer', twin ?? {}, email);
    await invoiceCard().getByRole('button', { name: 'Retry' }).click();
    await invoiceCard().getByText('HubSpot and QuickBooks agree.').waitFor();
    expect(await mirror.contactsOf(other ?? {})).toEqual([(await mirror.contact(twin ?? {}))['id']]);
  });

  /** An invoice made in HubSpot whose memo both sides changed while Ledgerline was down; with its copy in the books. */
  async function contested(): Promise<readonly [VendorRecord, VendorRecord]> {
    const { world, books } = story;
    const options = { customItemAccount: '1' };
    await changeSync(world, 'invoice', () => ({ direction: 'two-way', options }));
    const sales = salesOf(world.hubspot);
    const contact = await sales.contact('Bo');
    const bill = await sales.bill({ contact, lines: [{ name: 'Advice', price: '50' }] });
    await world.tick();
    await eventually(async () => void (await copyOf(story, bill)));
    await world.settled();
    await world.stopServer();
    await sales.change('invoices', bill, { hs_comments: 'See you in spring' });
    const copy = await copyOf(story, bill);
    await books.change('Invoice', copy, { CustomerMemo: { value: 'Many thanks' } });
    await world.startServer();
    await story.caughtUp();
    return [bill, copy];
  }

  test('takes the other value where both sides changed the same field', async () => {
    const [bill, copy] = await contested();
    await portal.go(`/invoices/${bill['id']}`);
    await invoiceCard().getByText('Both sides changed: memo').waitFor();
    await invoiceCard().getByRole('button', { name: 'Take HubSpot’s value' }).click();
    await eventually(async () => {
      const { CustomerMemo } = await story.books.now('Invoice', copy);
      expect(CustomerMemo).toEqual({ value: 'See you in spring' });
    });
    await invoiceCard().getByText('Both sides changed').waitFor({ state: 'detached' });
  });

  test.each(['invoice', 'deal'])('reads the page of the %s with a screen reader', async (kind) => {
    await portal.go(kind === 'deal' ? dealPath : invoicePath);
    await page.getByRole('heading', { name: 'Payment timeline' }).waitFor();
    expect(await portal.accessibility()).toEqual([]);
    expect(portal.complaints).toEqual([]);
  });
});
