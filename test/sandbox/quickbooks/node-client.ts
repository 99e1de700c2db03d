import { createRequire } from 'node:module';
import { app } from './connected-company.ts';
import type { ConnectedCompany, Json } from './connected-company.ts';

// Its type declarations do not fit its module format.
const QuickBooks: Json = createRequire(import.meta.url)('node-quickbooks');

/** Calls node-quickbooks' methods on a connected company, as promises. */
export function nodeClient(company: ConnectedCompany): (method: string, ...args: unknown[]) => Promise<Json> {
  const { access_token, refresh_token } = company.tokens;
  const { clientId, clientSecret } = app;
  const keys = [clientId, clientSecret, access_token, false, company.realmId];
  const client = new QuickBooks(...keys, true, false, null, '2.0', refresh_token);
  client.endpoint = `${company.url}/v3/company/`;
  return (method, ...args) =>
    new Promise((resolve, reject) => {
      client[method](...args, (error: Json, answer: Json) => (error ? reject(error) : resolve(answer)));
    });
}
