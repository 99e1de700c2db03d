import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { VendorRecord } from '../support/control.ts';
import { startStory } from '../support/story.ts';
import type { Story } from '../support/story.ts';

describe('an invoice changed in QuickBooks', () => {
  let story: Story;
  let customer: VendorRecord;
  let lamp: VendorRecord;
  beforeAll(async () => {
    story = await startStory({}, async ({ books }) => {
      customer = await books.customer('Changing Ltd');
      lamp = await books.item('Lamp', 'LAMP', 40);
    });
  });
  afterAll(() => story?.close());

  test('lines are added, changed and removed in place', async () => {
    const { books, mirror, caughtUp } = story;
    const invoice = await books.invoice(customer, [
      { item: lamp, quantity: 1, text: 'kept' },
      { item: lamp, quantity: 2, text: 'changed' },
      { item: lamp, quantity: 3, text: 'removed' },
    ]);
    await caughtUp();
    const before = await mirror.lines(invoice);
    const [kept, changed] = (await books.now('Invoice', invoice))['Line'].map(({ Id }: VendorRecord) => Id);
    await books.lines(invoice, [
      { id: kept, item: lamp, quantity: 1, text: 'kept' },
      { id: changed, item: lamp, quantity: 5, price: 30, text: 'changed' },
      { item: lamp, quantity: 7, text: 'added' },
    ]);
    await caughtUp();
    const after = await mirror.lines(invoice);
    expect(
      after.map(({ properties }) => [properties.description, properties.quantity, properties.price]),
    ).toEqual([
      ['kept', '1', '40'],
      ['changed', '5', '30'],
      ['added', '7', '40'],
    ]);
    expect(after.slice(0, 2).map(({ id }) => id)).toEqual(before.slice(0, 2).map(({ id }) => id));
    expect(Number((await mirror.shown(invoice))['hs_amount_billed'])).toBe(40 + 150 + 280);
  });

  test('another customer brings another contact; the company a person may have chosen stays', async () => {
    const { books, mirror, world, caughtUp } = story;
    const next = await books.customer('Next Customer Ltd');
    const invoice = await books.invoice(customer, [{ item: lamp }]);
    await caughtUp();
    const company = await world.hubspot.edit({
      type: 'companies',
      action: 'save',
      change: { name: 'Chosen' },
    });
    await world.hubspot.edit({
      type: 'invoices',
      id: (await mirror.invoice(invoice))['id'],
      action: 'associate',
      with: { type: 'companies', id: company['id'] },
    });
    await books.change('Invoice', invoice, { CustomerRef: { value: next['Id'] } });
    await caughtUp();
    expect(await mirror.contactsOf(invoice)).toEqual([(await mirror.contact(next))['id']]);
    expect((await mirror.invoice(invoice))['associations'].companies).toEqual([company['id']]);
  });

  test('dates, number and memo follow', async () => {
    const { books, mirror, caughtUp } = story;
    const invoice = await books.invoice(customer, [{ item: lamp }], { DueDate: '2099-01-31' });
    await caughtUp();
    await books.change('Invoice', invoice, {
      DueDate: '2099-03-15',
      DocNumber: 'X-900',
      CustomerMemo: { value: 'Thank you' },
    });
    await caughtUp();
    const shown = await mirror.shown(invoice);
    expect(shown).toMatchObject({ hs_number: 'X-900', hs_comments: 'Thank you' });
    expect(new Date(shown['hs_due_date'] ?? '').toISOString()).toMatch(/^2099-03-15/);
  });

  test('a voided invoice shows zero amounts and no payments', async () => {
    const { books, mirror, caughtUp } = story;
    const invoice = await books.invoice(customer, [{ item: lamp, quantity: 2 }]);
    await books.payment(customer, 30, [{ invoice, amount: 30 }]);
    await caughtUp();
    expect(await mirror.applied(invoice)).toEqual([30]);
    await books.void('Invoice', invoice);
    await caughtUp();
    const shown = await mirror.shown(invoice);
    expect(shown).toMatchObject({ hs_invoice_status: 'voided', ledgerline_status: 'voided' });
    expect([shown['ledgerline_total'], shown['ledgerline_balance']].map(Number)).toEqual([0, 0]);
    expect(await mirror.applied(invoice)).toEqual([]);
  });

  test('a deleted invoice stays as a voided one that owes nothing', async () => {
    const { books, mirror, caughtUp } = story;
    const invoice = await books.invoice(customer, [{ item: lamp, quantity: 2 }]);
    await books.payment(customer, 30, [{ invoice, amount: 30 }]);
    await caughtUp();
    await books.remove('Invoice', invoice);
    await caughtUp();
    expect(await mirror.keyed('invoice', invoice)).toHaveLength(1);
    expect(await mirror.shown(invoice)).toMatchObject({
      hs_invoice_status: 'voided',
      ledgerline_status: 'deleted',
      ledgerline_balance: '0.00',
      ledgerline_paid: '0.00',
    });
    expect(await mirror.applied(invoice)).toEqual([]);
  });
});
