import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startStory } from '../support/story.ts';
import type { Story } from '../support/story.ts';
import { eventually } from '../support/waiting.ts';

describe('a customer changed in QuickBooks', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
  });
  afterAll(() => story?.close());

  test('a new name, company, phone and address reach its contact', async () => {
    const { books, mirror, caughtUp } = story;
    const customer = await books.customer('Ada Lind', 'ada@lind.example', {
      GivenName: 'Ada',
      FamilyName: 'Lind',
    });
    await caughtUp();
    const before = await mirror.contact(customer);
    await books.change('Customer', customer, {
      DisplayName: 'Ada Berg',
      FamilyName: 'Berg',
      CompanyName: 'Berg Brothers',
      PrimaryPhone: { FreeFormNumber: '(650) 555-0199' },
      BillAddr: { Line1: '1 Quay Street', City: 'Oslo', PostalCode: '0150', Country: 'Norway' },
    });
    await caughtUp();
    const { id, properties } = await mirror.contact(customer);
    expect(id).toBe(before['id']);
    expect(properties).toMatchObject({
      firstname: 'Ada',
      lastname: 'Berg',
      company: 'Berg Brothers',
      phone: '(650) 555-0199',
      address: '1 Quay Street',
      city: 'Oslo',
      zip: '0150',
    });
  });

  test('of several e-mail addresses only the one the contact has follows', async () => {
    const { books, mirror, caughtUp } = story;
    const mail = (Address: string) => ({ PrimaryEmailAddr: { Address } });
    const customer = await books.customer('Two Mails', 'first@mails.example, second@mails.example');
    await caughtUp();
    expect((await mirror.contact(customer))['properties'].email).toBe('first@mails.example');
    await books.change('Customer', customer, mail('first@mails.example, other@mails.example'));
    await caughtUp();
    expect((await mirror.contact(customer))['properties'].email).toBe('first@mails.example');
    await books.change('Customer', customer, mail('new@mails.example, other@mails.example'));
    await caughtUp();
    expect((await mirror.contact(customer))['properties'].email).toBe('new@mails.example');
  });

  test('a deactivated customer keeps its contact as it is and follows again when it comes back', async () => {
    const { books, mirror, caughtUp } = story;
    const customer = await books.customer('Sleeping Beauty', 'rose@castle.example');
    await caughtUp();
    const before = await mirror.contact(customer);
    await books.deactivate('Customer', customer);
    await caughtUp();
    expect((await books.now('Customer', customer))['DisplayName']).toContain('(deleted)');
    expect((await mirror.contact(customer))['properties']).toMatchObject({
      company: 'Sleeping Beauty',
      email: 'rose@castle.example',
    });
    await books.activate('Customer', customer);
    await books.change('Customer', customer, { PrimaryPhone: { FreeFormNumber: '650-555-0101' } });
    await caughtUp();
    const after = await mirror.contact(customer);
    expect(after['id']).toBe(before['id']);
    expect(after['properties']).toMatchObject({ company: 'Sleeping Beauty', phone: '650-555-0101' });
  });

  test('a value emptied in QuickBooks is emptied, one QuickBooks never had stays', async () => {
    const { books, mirror, world, caughtUp } = story;
    const customer = await books.customer('Empty Field', 'empty@field.example', {
      PrimaryPhone: { FreeFormNumber: '650-555-0102' },
    });
    await caughtUp();
    const { id } = await mirror.contact(customer);
    await world.hubspot.edit({ type: 'contacts', id, action: 'save', change: { city: 'Bergen' } });
    await books.change('Customer', customer, { PrimaryPhone: { FreeFormNumber: '' } });
    await eventually(async () => {
      const { properties } = await mirror.contact(customer);
      expect({ ...properties, phone: properties.phone || null }).toMatchObject({
        phone: null,
        city: 'Bergen',
      });
    });
  });
});
