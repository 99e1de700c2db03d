import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { VendorRecord } from '../support/control.ts';
import { settingsApi } from '../support/settings-api.ts';
import { eventually } from '../support/waiting.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

describe('contacts billed in HubSpot', () => {
  let world: World;
  let company: VendorRecord;
  beforeAll(async () => {
    world = await startWorld({ pollSeconds: 1 });
    company = await world.hubspot.edit({
      type: 'companies',
      action: 'save',
      change: { name: 'Northwind: Traders' },
    });
    await world.connect();
    await world.settled();
  });
  afterAll(() => world?.close());

  const contactWith = (change: Readonly<Record<string, string>>): Promise<VendorRecord> =>
    world.hubspot.edit({
      type: 'contacts',
      action: 'save',
      change,
      with: { companies: String(company['id']) },
    });

  const bill = async (contact: VendorRecord): Promise<void> => {
    const line = await world.hubspot.edit({
      type: 'line_items',
      action: 'save',
      change: { name: 'Advice', quantity: '1', price: '100' },
    });
    const invoice = await world.hubspot.edit({
      type: 'invoices',
      action: 'save',
      change: { hs_currency: 'USD' },
      with: { contacts: String(contact['id']), line_items: String(line['id']) },
    });
    await world.hubspot.edit({
      type: 'invoices',
      id: String(invoice['id']),
      action: 'save',
      change: { hs_invoice_status: 'open' },
    });
  };

  const customers = (): Promise<readonly VendorRecord[]> => world.quickbooks.records('Customer');
  const customerWith = async (email: string): Promise<VendorRecord[]> =>
    (await customers()).filter((customer) => customer['PrimaryEmailAddr']?.Address === email);

  test('become customers named after their company, each once, and carry our key', async () => {
    const ada = await contactWith({ email: 'ada@example.com', firstname: 'Ada', lastname: 'Lovelace' });
    await bill(ada);
    await world.tick();
    await eventually(async () => {
      const [customer, ...more] = await customerWith('ada@example.com');
      expect(more).toEqual([]);
      expect(customer).toMatchObject({
        DisplayName: 'Northwind Traders',
        GivenName: 'Ada',
        FamilyName: 'Lovelace',
      });
      const contact = (await world.hubspot.records('contacts')).find((row) => row['id'] === ada['id']);
      expect(contact?.['properties'].ledgerline_key).toMatch(new RegExp(`:contact:${customer?.['Id']}$`));
    });
  });

  test('of one company get names that QuickBooks does not know yet', async () => {
    const grace = await contactWith({ email: 'grace@example.com', firstname: 'Grace', lastname: 'Hopper' });
    await bill(grace);
    await world.tick();
    await eventually(async () => {
      const [customer] = await customerWith('grace@example.com');
      expect(customer?.['DisplayName']).toBe('Northwind Traders – Grace Hopper');
    });
  });

  test('that were never billed stay in HubSpot', async () => {
    await contactWith({ email: 'idle@example.com', firstname: 'Ida', lastname: 'Idle' });
    const billed = await contactWith({ email: 'later@example.com', firstname: 'Lara', lastname: 'Later' });
    await bill(billed);
    await world.tick();
    await eventually(async () => expect(await customerWith('later@example.com')).toHaveLength(1));
    expect(await customerWith('idle@example.com')).toEqual([]);
  });

  test('change both ways, and QuickBooks wins a conflict', async () => {
    const [customer] = await customerWith('ada@example.com');
    const ada = (await world.hubspot.records('contacts')).find(
      (row) => row['properties'].email === 'ada@example.com',
    );
    await world.hubspot.edit({
      type: 'contacts',
      id: String(ada?.['id']),
      action: 'save',
      change: { phone: '+1 555 0100' },
    });
    await world.tick();
    await eventually(async () => {
      expect((await customerWith('ada@example.com'))[0]?.['PrimaryPhone']?.FreeFormNumber).toBe(
        '+1 555 0100',
      );
    });
    await world.quickbooks.edit({
      type: 'Customer',
      id: String(customer?.['Id']),
      action: 'save',
      change: { FamilyName: 'King' },
    });
    await eventually(async () => {
      const contact = (await world.hubspot.records('contacts')).find((row) => row['id'] === ada?.['id']);
      expect(contact?.['properties'].lastname).toBe('King');
    });
  });

  test('whose customer changed while it was written are decided again with both changes', async () => {
    const ada = (await world.hubspot.records('contacts')).find(
      ({ properties }) => properties.email === 'ada@example.com',
    );
    const before = (await world.quickbooks.requests()).length;
    await world.quickbooks.fail({ kind: 'stale', match: { method: 'POST', path: '/customer' }, times: 2 });
    const change = { city: 'Turin' };
    await world.hubspot.edit({ type: 'contacts', id: String(ada?.['id']), action: 'save', change });
    await world.tick();
    await eventually(async () =>
      expect((await customerWith('ada@example.com'))[0]?.['BillAddr']?.City).toBe('Turin'),
    );
    const writes = (await world.quickbooks.requests())
      .slice(before)
      .filter(({ method, path }) => method === 'POST' && path.includes('/customer'));
    expect(writes.map(({ status }) => status)).toEqual([400, 400, 200]);
  });

  test('taken apart from their customers by hand get new ones, never the old ones back', async () => {
    const api = settingsApi(world);
    const [old] = await customerWith('grace@example.com');
    const keyed = async (): Promise<VendorRecord | undefined> =>
      (await world.hubspot.records('contacts')).find(({ properties }) => properties.lastname === 'Hopper');
    const contact = await keyed();
    const pair = { entity: 'contact', hubspotId: contact?.['id'], quickbooksId: old?.['Id'] };
    expect(await api.post('/api/records/unlink', pair)).toMatchObject({ error: { code: 'still-matching' } });
    await api.post('/api/syncs/contact/off');
    await world.hubspot.edit({
      type: 'contacts',
      id: String(contact?.['id']),
      action: 'save',
      change: { email: 'admiral@example.com' },
    });
    expect(await api.post('/api/records/unlink', pair)).toMatchObject({ data: { kind: 'unlinked' } });
    expect((await keyed())?.['properties'].ledgerline_key || null).toBeNull();
    await api.post('/api/syncs/contact/on');
    await eventually(async () => expect(await customerWith('admiral@example.com')).toHaveLength(1));
    const [made] = await customerWith('admiral@example.com');
    expect(made?.['Id']).not.toBe(old?.['Id']);
    await eventually(async () =>
      expect((await keyed())?.['properties'].ledgerline_key).toMatch(new RegExp(`:contact:${made?.['Id']}$`)),
    );
    expect(await customerWith('grace@example.com')).toMatchObject([{ Id: old?.['Id'] }]);
  });
});
