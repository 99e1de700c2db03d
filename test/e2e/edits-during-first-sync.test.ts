import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { VendorRecord } from '../support/control.ts';
import { startStory } from '../support/story.ts';
import type { Story } from '../support/story.ts';
import { eventually, gate } from '../support/waiting.ts';

describe('edits made while the first sync runs', () => {
  const running = gate();
  const edited = gate();
  let story: Story;
  let customers: VendorRecord[];
  let invoices: VendorRecord[];
  let latecomer: VendorRecord;
  beforeAll(async () => {
    const started = startStory(
      {
        runtime: {
          // Holds the first sync between reading a page and settling it, until the edits are made.
          async crashPoint(at) {
            if (at !== 'page-marked') return;
            running.pass();
            await edited.passed;
          },
        },
      },
      async ({ books }) => {
        customers = [];
        invoices = [];
        for (let at = 0; at < 12; at += 1) {
          const customer = await books.customer(`Customer ${at}`);
          customers.push(customer);
          invoices.push(await books.invoice(customer, [{ amount: 100 + at }]));
        }
        void running.passed.then(async () => {
          const [renamed, , gone] = customers;
          const [paid, , deleted, voided] = invoices;
          if (!renamed || !gone || !paid || !deleted || !voided) throw new Error('too few records');
          await books.change('Customer', renamed, { CompanyName: 'Renamed meanwhile' });
          await books.payment(renamed, 100, [{ invoice: paid, amount: 100 }]);
          await books.remove('Invoice', deleted);
          await books.void('Invoice', voided);
          latecomer = await books.customer('Latecomer');
          edited.pass();
        });
      },
    );
    story = await started;
    await story.caughtUp();
  });
  afterAll(() => story?.close());

  test('arrive, each record once', async () => {
    const { mirror } = story;
    for (const customer of [...customers, latecomer])
      expect(await mirror.keyed('contact', customer)).toHaveLength(1);
    expect((await mirror.records('contacts')).length).toBe(customers.length + 2);
    const [renamed] = customers;
    if (renamed) expect((await mirror.contact(renamed))['properties'].company).toBe('Renamed meanwhile');
  });

  test('leave every invoice as QuickBooks has it now', async () => {
    const { mirror } = story;
    const [paid, untouched, deleted, voided] = invoices;
    if (!paid || !untouched || !deleted || !voided) throw new Error('too few records');
    await eventually(async () => expect(await mirror.applied(paid)).toEqual([100]));
    expect((await mirror.shown(paid))['ledgerline_status']).toBe('paid');
    expect((await mirror.shown(untouched))['ledgerline_status']).toBe('open');
    expect((await mirror.shown(voided))['ledgerline_status']).toBe('voided');
    expect(await mirror.keyed('invoice', deleted)).toHaveLength(0);
    expect(await mirror.records('invoices')).toHaveLength(invoices.length - 1);
  });
});
