import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { VendorRecord } from '../support/control.ts';
import { startStory } from '../support/story.ts';
import type { Story } from '../support/story.ts';
import { eventually } from '../support/waiting.ts';

describe('a change that arrives while its record is being written', () => {
  /** Done once, between the write that `isWritten` waits for and its settlement. */
  let meanwhile: { isWritten(): Promise<boolean>; edit(): Promise<unknown> } | null = null;
  let story: Story;
  let customer: VendorRecord;
  beforeAll(async () => {
    story = await startStory(
      {
        runtime: {
          async crashPoint(at) {
            const planned = meanwhile;
            if (at !== 'before-settle' || !planned || !(await planned.isWritten())) return;
            meanwhile = null;
            await planned.edit();
          },
        },
      },
      async ({ books }) => {
        customer = await books.customer('Hasty Ltd');
      },
    );
  });
  afterAll(() => story?.close());

  test('is not lost for a contact', async () => {
    const { books, mirror, caughtUp } = story;
    const shown = async () => (await mirror.contact(customer))['properties'].company;
    meanwhile = {
      isWritten: async () => (await shown()) === 'First',
      edit: () => books.change('Customer', customer, { CompanyName: 'Second' }),
    };
    await books.change('Customer', customer, { CompanyName: 'First' });
    await eventually(() => expect(meanwhile).toBeNull());
    await caughtUp();
    expect(await shown()).toBe('Second');
  });

  test('is not lost for an invoice: its payment and a new line arrive', async () => {
    const { books, mirror, caughtUp } = story;
    const invoice = await books.invoice(customer, [{ amount: 50, text: 'first' }]);
    await caughtUp();
    const [line] = (await books.now('Invoice', invoice))['Line'];
    meanwhile = {
      isWritten: async () => Number((await mirror.shown(invoice))['ledgerline_balance']) === 60,
      async edit() {
        await books.payment(customer, 20, [{ invoice, amount: 20 }]);
        await books.lines(invoice, [
          { id: line.Id, amount: 60, text: 'first' },
          { amount: 15, text: 'second' },
        ]);
      },
    };
    await books.lines(invoice, [{ id: line.Id, amount: 60, text: 'first' }]);
    await eventually(() => expect(meanwhile).toBeNull());
    await caughtUp();
    expect(await mirror.applied(invoice)).toEqual([20]);
    expect(
      (await mirror.lines(invoice)).map(({ properties }) => [properties.description, properties.price]),
    ).toEqual([
      ['first', '60'],
      ['second', '15'],
    ]);
    expect((await mirror.shown(invoice))['ledgerline_balance']).toBe('55.00');
  });
});
