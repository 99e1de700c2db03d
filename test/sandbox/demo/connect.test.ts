import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import express from 'express';
import { serverEnvironment } from '../../../sandbox/demo/app-registration.ts';
import { connectBoth } from '../../../sandbox/demo/connect.ts';
import { startCompanies } from './companies.ts';

type Companies = Awaited<ReturnType<typeof startCompanies>>;

/** The addresses of Ledgerline that a browser visits, with nothing behind them. */
class Visited {
  readonly received: Record<string, string>[] = [];
  readonly app = express();
  companies: Companies | undefined;
  linksOn = true;

  constructor() {
    this.app.get('/oauth/hubspot/install', (_req, res) => {
      res.cookie('browser', 'b1').redirect(this.consent('HUBSPOT', 'hubspot', this.scopes()));
    });
    this.app.get('/oauth/hubspot/callback', (req, res) => {
      this.received.push({ ...stringsOf(req.query), cookie: req.headers.cookie ?? '' });
      const link = this.linksOn ? '<a href="/oauth/quickbooks/connect?ticket=t&amp;x=1">Connect</a>' : '';
      res.send(`<body><h1>Installed</h1><p>Go on</p>${link}</body>`);
    });
    this.app.get('/oauth/quickbooks/connect', (_req, res) => {
      const scope = { scope: 'com.intuit.quickbooks.accounting', response_type: 'code' };
      res.redirect(this.consent('QUICKBOOKS', 'quickbooks', scope));
    });
    this.app.get('/oauth/quickbooks/callback', (req, res) => {
      this.received.push(stringsOf(req.query));
      res.send('<h1>Connected</h1>');
    });
  }

  private scopes(): Record<string, string> {
    const objects = ['contacts', 'companies', 'deals', 'invoices'];
    const all = objects.flatMap((name) => [`crm.objects.${name}.read`, `crm.objects.${name}.write`]);
    const wanted = all.filter((scope) => scope !== 'crm.objects.deals.write');
    const schemas = ['crm.schemas.contacts.write', 'crm.schemas.invoices.write'];
    return { scope: ['oauth', 'e-commerce', ...wanted, ...schemas].join(' ') };
  }

  private consent(vendor: 'HUBSPOT' | 'QUICKBOOKS', path: string, more: Record<string, string>): string {
    if (!this.companies) throw new Error('not started');
    const { quickbooks, hubspot, keys } = this.companies;
    const urls = { server: this.url, quickbooks: quickbooks.url, hubspot: hubspot.url, database: '', keys };
    const env = serverEnvironment(urls);
    const query = new URLSearchParams({
      client_id: env[`${vendor}_CLIENT_ID`] ?? '',
      redirect_uri: `${this.url}/oauth/${path}/callback`,
      state: `${path} "state" & more`,
      ...more,
    });
    return `${env[`${vendor}_AUTHORIZE_URL`] ?? ''}?${query.toString()}`;
  }

  url = '';
}

const stringsOf = (query: object): Record<string, string> =>
  Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)]));

describe('connecting like a person', () => {
  let visited: Visited;
  let server: Server;

  beforeEach(async () => {
    visited = new Visited();
    server = createServer(visited.app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    visited.url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
    visited.companies = await startCompanies(visited.url);
  });
  afterEach(async () => {
    await visited.companies?.close();
    server.closeAllConnections();
    server.close();
  });

  test('both vendors send the person back with a code, the untouched state and the chosen company', async () => {
    await connectBoth(visited.url);

    expect(visited.received).toEqual([
      expect.objectContaining({ state: 'hubspot "state" & more', code: expect.any(String) }),
      expect.objectContaining({ state: 'quickbooks "state" & more', realmId: '9341450000000001' }),
    ]);
  });

  test('cookies set on the way out come back with the callback', async () => {
    await connectBoth(visited.url);

    expect(visited.received[0]?.['cookie']).toBe('browser=b1');
  });

  test('a page that leads nowhere is read aloud in the error', async () => {
    visited.linksOn = false;

    await expect(connectBoth(visited.url)).rejects.toThrow('Installed. Go on');
  });
});
