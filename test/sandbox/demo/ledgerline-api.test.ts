import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { switchSyncsOn } from '../../../sandbox/demo/connect.ts';
import { LedgerlineApi } from '../../../sandbox/demo/ledgerline-api.ts';
import { signatureV3 } from '../../../sandbox/hubspot/signature.ts';

const secret = 'client-secret';
const sync = { state: 'off', pausedReason: null, direction: 'to-hubspot', progress: null };
const connection = {
  status: 'connected',
  statusReason: null,
  company: null,
  setUpDay: null,
  syncs: [
    { ...sync, entity: 'invoice' },
    { ...sync, entity: 'product', state: 'on' },
    { ...sync, entity: 'contact' },
  ],
};

describe('Ledgerline’s API as HubSpot calls it', () => {
  let server: Server;
  let api: LedgerlineApi;
  let requests: IncomingMessage[];
  let answer: unknown;

  beforeEach(async () => {
    requests = [];
    answer = { ok: true, data: connection };
    server = createServer((req, res) => {
      requests.push(req);
      res.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const caller = { portalId: 4242, userId: 9001, userEmail: 'dana@example.com', appId: 1 };
    api = new LedgerlineApi({ url: `http://127.0.0.1:${port}`, clientSecret: secret, caller });
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  test('every call names who asks and is signed over exactly the address that is called', async () => {
    await api.connection();

    const { url = '', headers } = requests[0] ?? {};
    const address = `http://${headers?.host ?? ''}${url}`;
    const timestamp = Number(headers?.['x-hubspot-request-timestamp']);
    expect(url).toContain('portalId=4242&userId=9001&userEmail=dana%40example.com');
    expect(headers?.['x-hubspot-signature-v3']).toBe(signatureV3(secret, 'GET', address, '', timestamp));
  });

  test('syncs that are off are switched on, customers before the invoices that need them', async () => {
    await switchSyncsOn(api);

    const switched = requests.filter(({ method }) => method === 'POST').map(({ url }) => url?.split('?')[0]);
    expect(switched).toEqual(['/api/syncs/contact/on', '/api/syncs/invoice/on']);
  });

  test('a refusal is thrown in Ledgerline’s own words', async () => {
    answer = { ok: false, error: { code: 'refused', message: 'Connect first.' } };

    await expect(api.switchSync('invoice', true)).rejects.toThrow('Connect first.');
  });
});
