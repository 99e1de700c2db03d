import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Changes } from '../../../sandbox/demo/changes.ts';
import { LedgerlineApi } from '../../../sandbox/demo/ledgerline-api.ts';
import { createPage, servePage } from '../../../sandbox/demo/page-server.ts';
import type { RunningPage } from '../../../sandbox/demo/page-server.ts';
import { texts } from '../../../sandbox/demo/texts.ts';
import { startCompanies } from './companies.ts';

const folder = join(import.meta.dirname, '../../../sandbox/demo/page');
const english: Readonly<Record<string, string>> = texts.en;
const placeholders = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).toSorted();

describe('the texts', () => {
  test('the French say the same things: every placeholder is in both', () => {
    const french: Readonly<Record<string, string>> = texts.fr;
    for (const [name, text] of Object.entries(english)) {
      expect([name, placeholders(french[name] ?? '')]).toEqual([name, placeholders(text)]);
    }
  });

  test('every text the page names exists', () => {
    const files = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
    const named = files.flatMap((content) =>
      [...content.matchAll(/\bt\('([\w.-]+)'|\{\{([\w.]+\.[\w.]+)\}\}/g)].map(
        ([, call, mark]) => call ?? mark,
      ),
    );
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter((name) => english[name ?? ''] === undefined)).toEqual([]);
  });
});

describe('the page’s server', () => {
  let companies: Awaited<ReturnType<typeof startCompanies>>;
  let page: RunningPage;
  beforeAll(async () => {
    companies = await startCompanies();
    const { quickbooks, hubspot, state, trouble } = companies;
    const caller = { portalId: 4242, userId: 1, userEmail: '', appId: 1 };
    // Nothing listens there: the server is down.
    const api = new LedgerlineApi({ url: 'http://127.0.0.1:1', clientSecret: 's', caller });
    const changes = new Changes(state);
    const parts = { state, controls: { quickbooks, hubspot }, api, changes, trouble, installUrl: 'http://x' };
    page = await servePage(createPage(parts), 0);
  });
  afterAll(async () => {
    await page.close();
    await companies.close();
  });

  const get = async (path: string, headers: Record<string, string> = {}): Promise<string> =>
    (await fetch(`${page.url}${path}`, { headers })).text();
  const post = (path: string, body: unknown): Promise<Response> =>
    fetch(`${page.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const outage = (on: boolean): Promise<Response> =>
    post('/api/trouble', { vendor: 'quickbooks', kind: 'outage', on });
  const view = async (query: string) => JSON.parse(await get(`/api/view?${query}`));

  test('speaks the language of the address, else the browser’s, else English', async () => {
    const french = { 'accept-language': 'fr-CA,fr;q=0.9,en;q=0.5' };
    expect(await get('/', french)).toContain('<html lang="fr">');
    expect(await get('/?lang=en', french)).toContain('<html lang="en">');
    expect(await get('/', { 'accept-language': 'de' })).toContain('<html lang="en">');
  });

  test('shows both companies while Ledgerline does not answer', async () => {
    const shown = await view('quickbooks=Invoice');
    expect(shown.connection).toBeNull();
    expect(shown.lists.quickbooks.total).toBe(12);
    expect(shown.lists.hubspot.rows).toEqual([]);
  });

  test('finds records by any of their words, whatever the accents', async () => {
    const shown = await view('quickbooks=Customer&quickbooksSearch=lefevre%20renee');
    expect(shown.lists.quickbooks.rows[0].cells.name.text).toBe('Renée Lefèvre');
  });

  test('turns to the page that has the record to reveal, and compares what there is', async () => {
    const [row] = (await view('quickbooks=Invoice&quickbooksPage=2')).lists.quickbooks.rows;
    const shown = await view(`quickbooks=Customer&selected=quickbooks:Invoice:${row.id}&reveal=quickbooks`);
    expect(shown.lists.quickbooks).toMatchObject({ type: 'Invoice', page: 2, highlighted: row.id });
    expect(shown.details).toMatchObject({ entity: 'invoice', quickbooksId: row.id, hubspotId: null });
  });

  test('answers a refused edit with a sentence', async () => {
    const response = await post('/api/edit', { form: 'voidInvoice', id: '99999' });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: 'There is no Invoice 99999 any more.' });
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
