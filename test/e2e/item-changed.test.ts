import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startStory } from '../support/story.ts';
import type { Story } from '../support/story.ts';

describe('an item changed in QuickBooks', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
  });
  afterAll(() => story?.close());

  test('a new price and description reach its product; invoices written before keep theirs', async () => {
    const { books, mirror, caughtUp } = story;
    const item = await books.item('Desk', 'DESK', 200);
    const invoice = await books.invoice(await books.customer('Desk Buyer'), [{ item }]);
    await caughtUp();
    await books.change('Item', item, { UnitPrice: 249.5, Description: 'Oak desk' });
    await caughtUp();
    expect((await mirror.product(item))['properties']).toMatchObject({
      price: '249.5',
      description: 'Oak desk',
    });
    expect((await mirror.lines(invoice)).map(({ properties }) => properties.price)).toEqual(['200']);
  });

  test('a deactivated item keeps its product and its name, and follows again when it comes back', async () => {
    const { books, mirror, caughtUp } = story;
    const item = await books.item('Stool', 'STOOL', 50);
    await caughtUp();
    const before = await mirror.product(item);
    await books.deactivate('Item', item);
    await caughtUp();
    expect((await books.now('Item', item))['Name']).toContain('(deleted)');
    expect((await mirror.product(item))['properties']).toMatchObject({ name: 'Stool', price: '50' });
    await books.activate('Item', item);
    await books.change('Item', item, { UnitPrice: 55, Name: 'Bar stool' });
    await caughtUp();
    const after = await mirror.product(item);
    expect(after['id']).toBe(before['id']);
    expect(after['properties']).toMatchObject({ name: 'Bar stool', price: '55' });
  });

  test('an item without SKU becomes a product when it gets one', async () => {
    const { books, mirror, caughtUp } = story;
    const item = await books.item('Nameless', null, 5);
    await caughtUp();
    expect(await mirror.keyed('product', item)).toHaveLength(0);
    await books.change('Item', item, { Sku: 'NAMED' });
    await caughtUp();
    expect(await mirror.keyed('product', item)).toHaveLength(1);
  });
});
