import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import OAuthClient from 'intuit-oauth';
import { app, connectedCompany, line, submitConsent } from './connected-company.ts';
import type { ConnectedCompany, Json } from './connected-company.ts';
import { nodeClient } from './node-client.ts';

let company: ConnectedCompany;
let run: ReturnType<typeof nodeClient>;
beforeEach(async () => {
  company = await connectedCompany();
  run = nodeClient(company);
});
afterEach(() => company.close());

describe('node-quickbooks', () => {
  test('sells, is paid, voids and deletes', async () => {
    const customer = await run('createCustomer', { DisplayName: "Client's customer" });
    const ref = { CustomerRef: { value: customer.Id } };
    const invoice = await run('createInvoice', { ...ref, Line: [line(50)], requestId: 'r1' });
    const LinkedTxn = [{ TxnId: invoice.Id, TxnType: 'Invoice' }];
    const payment = await run('createPayment', { ...ref, TotalAmt: 50, Line: [{ Amount: 50, LinkedTxn }] });
    expect((await run('getInvoice', invoice.Id)).Balance).toBe(0);
    await run('updatePayment', { Id: payment.Id, SyncToken: payment.SyncToken, sparse: true, void: true });
    expect((await run('getInvoice', invoice.Id)).Balance).toBe(50);
    expect((await run('deleteInvoice', invoice.Id)).Invoice.status).toBe('Deleted');
  });

  test('finds by criteria, reads everything and sees changes', async () => {
    await run('createCustomer', { DisplayName: "O'Neill" });
    const found = await run('findCustomers', [
      { field: 'DisplayName', value: "O'Neill" },
      { field: 'fetchAll', value: true },
    ]);
    expect(found.QueryResponse.Customer).toHaveLength(1);
    const changes = await run('changeDataCapture', 'Customer,Invoice', new Date(Date.now() - 60_000));
    expect(changes.CDCResponse[0].QueryResponse[0].Customer).toHaveLength(1);
    expect((await run('getPreferences')).SalesFormsPrefs.CustomTxnNumbers).toBe(false);
    expect((await run('getCompanyInfo', company.realmId)).CompanyName).toContain('Craig');
  });

  test('hands on the fault of a refused write', async () => {
    await expect(run('createItem', { Name: 'No account', Type: 'Service' })).rejects.toMatchObject({
      response: { status: 400 },
    });
  });
});

describe('intuit-oauth', () => {
  test('connects, refreshes and revokes', async () => {
    const redirectUri = app.redirectUris[0] ?? '';
    const oauth: Json = new OAuthClient({ ...app, environment: 'sandbox', redirectUri });
    oauth.setAuthorizeURLs({
      authorizeEndpoint: `${company.url}/connect/oauth2`,
      tokenEndpoint: `${company.url}/oauth2/v1/tokens/bearer`,
      revokeEndpoint: `${company.url}/v2/oauth2/tokens/revoke`,
      userInfoEndpoint: `${company.url}/v1/openid_connect/userinfo`,
    });
    const callback = await submitConsent(company.url, { realmId: company.realmId, decision: 'connect' });
    await oauth.createToken(callback);
    expect(oauth.getToken().realmId).toBe(company.realmId);
    expect((await oauth.refresh()).getToken().refresh_token).toMatch(/^AB11/);
    await oauth.revoke();
    await expect(oauth.refresh()).rejects.toThrow();
  });
});
