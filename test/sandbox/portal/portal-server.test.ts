import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { LedgerlineApi } from '../../../sandbox/demo/ledgerline-api.ts';
import { Changes } from '../../../sandbox/portal/changes.ts';
import { ExtensionScripts } from '../../../sandbox/portal/extensions/extension-scripts.ts';
import { FetchProxy } from '../../../sandbox/portal/fetch-proxy.ts';
import { createPortal, servePortal } from '../../../sandbox/portal/portal-server.ts';
import type { RunningPortal } from '../../../sandbox/portal/portal-server.ts';
import { startCompanies } from '../demo/companies.ts';

// Nothing listens there: the server is down.
const serverUrl = 'http://127.0.0.1:1';
const caller = { portalId: 4242, userId: 1, userEmail: '', appId: 1 };

describe('the portal’s server', () => {
  let companies: Awaited<ReturnType<typeof startCompanies>>;
  let portal: RunningPortal;
  beforeAll(async () => {
    companies = await startCompanies();
    const { quickbooks, hubspot, state, trouble } = companies;
    await hubspot.seed({ contacts: 3, companies: 2, deals: 2, seed: 1 });
    const parts = {
      state,
      trouble,
      appId: 1,
      serverUrl,
      controls: { quickbooks, hubspot },
      api: new LedgerlineApi({ url: serverUrl, clientSecret: 's', caller }),
      proxy: new FetchProxy({ appId: 1, portalId: 4242, clientSecret: 's', permitted: [serverUrl] }),
      changes: new Changes(state),
      extensions: new ExtensionScripts(),
      assets: Promise.resolve(new Map()),
    };
    portal = await servePortal(createPortal(parts), 0);
  });
  afterAll(async () => {
    await portal.close();
    await companies.close();
  });

  const get = async (path: string) => JSON.parse(await (await fetch(`${portal.url}${path}`)).text());
  const post = (path: string, body: unknown): Promise<Response> =>
    fetch(`${portal.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const outage = (on: boolean): Promise<Response> =>
    post('/api/trouble', { vendor: 'quickbooks', kind: 'outage', on });

  test('shows both companies while Ledgerline does not answer', async () => {
    expect((await get('/api/status')).connection).toBeNull();
    expect((await get('/api/quickbooks/Invoice')).total).toBe(12);
    expect((await get('/api/hubspot/invoices')).rows).toEqual([]);
  });

  test('finds records by any of their words, whatever the accents', async () => {
    const found = await get('/api/quickbooks/Customer?search=lefevre%20renee');
    expect(found.rows[0].cells.name.text).toBe('Renée Lefèvre');
  });

  test('a record of the books that has no counterpart is compared with nothing', async () => {
    const [row] = (await get('/api/quickbooks/Invoice')).rows;
    const { details } = await get(`/api/quickbooks/Invoice/${row.id}`);
    expect(details).toMatchObject({ entity: 'invoice', quickbooksId: row.id, hubspotId: null });
    expect(await get('/api/quickbooks/Invoice/99999')).toEqual({ details: null });
  });

  test('a deal leads to the records around it, and to nothing in the books', async () => {
    const [deal] = (await get('/api/hubspot/deals')).rows;
    const { record } = await get(`/api/hubspot/deals/${deal.id}`);
    expect(record.details).toBeNull();
    expect(record.associations.map(({ type }: { type: string }) => type)).toEqual(['contacts', 'companies']);
  });

  test('a property changes where a person may change it, and only there', async () => {
    const [contact] = (await get('/api/hubspot/contacts')).rows;
    const edit = { type: 'contacts', id: contact.id };
    await post('/api/change', { ...edit, change: { phone: '555 0199' } });
    const { record } = await get(`/api/hubspot/contacts/${contact.id}`);
    expect(record.properties).toContainEqual(
      expect.objectContaining({ name: 'phone', editable: '555 0199' }),
    );

    const refused = await post('/api/change', { ...edit, change: { ledgerline_key: '1:contact:1' } });
    expect(await refused.json()).toEqual({ error: 'ledgerline_key cannot be changed here.' });
  });

  test('answers a refused edit with a sentence', async () => {
    const response = await post('/api/edit', { form: 'voidInvoice', id: '99999' });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: 'There is no Invoice 99999 any more.' });
  });

  test('nobody from outside the account calls the server', async () => {
    const call = { url: `${serverUrl}/api/connection` };
    expect((await post('/hubspot/fetch', { userId: 7, call })).status).toBe(400);
    expect((await post('/hubspot/fetch', { userId: 9001, call })).status).toBe(502);
  });

  test('a card’s data hooks read the record it is on', async () => {
    const [deal] = (await get('/api/hubspot/deals')).rows;
    const crm = { objectTypeId: '0-3', objectId: Number(deal.id) };
    const properties = await post('/hubspot/crm/properties', { crm, request: ['dealname', 'missing'] });
    expect(await properties.json()).toEqual({ dealname: deal.cells.name.text, missing: null });
    const request = { toObjectType: 'COMPANY', properties: ['name'] };
    const associations = await (await post('/hubspot/crm/associations', { crm, request })).json();
    expect(associations).toMatchObject({
      results: [{ properties: { name: expect.any(String) } }],
      hasMore: false,
    });
  });

  test('an outage lasts until it is switched off, and leaves the consent page alone', async () => {
    const api = `${companies.quickbooks.url}/v3/company/1/query`;
    await outage(true);
    expect([(await fetch(api)).status, (await fetch(api)).status]).toEqual([503, 503]);
    expect((await fetch(`${companies.quickbooks.url}/connect/oauth2`)).status).toBe(400);
    await outage(false);
    expect((await fetch(api)).status).toBe(401);
  });
});
