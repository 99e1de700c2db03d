// A running stand-in with one connected company, driven over HTTP only.

import { startStandIn } from '../../../sandbox/core/stand-in.ts';
import { createQuickBooks, sampleCompany } from '../../../sandbox/quickbooks/quickbooks.ts';
import type { QuickBooksApp } from '../../../sandbox/quickbooks/quickbooks.ts';

// Answers are read as they come, so that a test sees what a client would see.
export type Json = ReturnType<typeof JSON.parse>;

export const app = {
  clientId: 'ABclient',
  clientSecret: 'secret',
  redirectUris: ['https://app.example.com/oauth/quickbooks/callback'],
  verifierToken: 'verifier',
};

export const basic = `Basic ${Buffer.from(`${app.clientId}:${app.clientSecret}`).toString('base64')}`;

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  body: Json;
}

export interface ConnectedCompany {
  url: string;
  realmId: string;
  tokens: { access_token: string; refresh_token: string };
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  get(path: string): Promise<Answer>;
  post(path: string, body: unknown): Promise<Answer>;
  query(statement: string): Promise<Answer>;
  control(method: string, path: string, body?: unknown): Promise<Answer>;
  edit(edit: Record<string, unknown>): Promise<Json>;
  close(): Promise<void>;
}

export async function connectedCompany(options: Partial<QuickBooksApp> = {}): Promise<ConnectedCompany> {
  const standIn = await startStandIn(createQuickBooks({ ...app, ...options }));
  const { realmId } = options.companies?.[0] ?? sampleCompany;
  const tokens = (await exchangeCode(standIn.url, await consent(standIn.url, realmId))).body;
  const call: ConnectedCompany['call'] = (method, path, body, headers = {}) =>
    send(`${standIn.url}/v3/company/${realmId}${path}`, method, body, {
      authorization: `Bearer ${tokens.access_token}`,
      accept: 'application/json',
      ...headers,
    });
  const control: ConnectedCompany['control'] = (method, path, body) =>
    send(`${standIn.url}/__sim${path}`, method, body);
  return {
    url: standIn.url,
    realmId,
    tokens,
    call,
    control,
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    query: (statement) => call('GET', `/query?query=${encodeURIComponent(statement)}`),
    edit: async (edit) => (await control('POST', '/edit', edit)).body,
    close: () => standIn.close(),
  };
}

/** Submits the consent form as a person's browser would; answers the code. */
export async function consent(
  url: string,
  realmId: string,
  form: Record<string, string> = {},
): Promise<string> {
  const location = await submitConsent(url, { realmId, decision: 'connect', ...form });
  return new URL(location ?? '').searchParams.get('code') ?? '';
}

export async function submitConsent(url: string, form: Record<string, string>): Promise<string | null> {
  const response = await fetch(`${url}/connect/oauth2`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({
      client_id: app.clientId,
      redirect_uri: app.redirectUris[0] ?? '',
      response_type: 'code',
      scope: 'com.intuit.quickbooks.accounting',
      state: 'opaque',
      ...form,
    }),
  });
  return response.headers.get('location');
}

export function exchangeCode(url: string, code: string): Promise<Answer> {
  return token(url, { grant_type: 'authorization_code', code, redirect_uri: app.redirectUris[0] ?? '' });
}

export function token(
  url: string,
  form: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return send(`${url}/oauth2/v1/tokens/bearer`, 'POST', new URLSearchParams(form), {
    authorization: basic,
    ...headers,
  });
}

export async function send(
  url: string,
  method: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const isForm = body instanceof URLSearchParams || typeof body === 'string';
  const response = await fetch(url, {
    method,
    headers: { ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const json =
    /json/.test(response.headers.get('content-type') ?? '') &&
    !/ndjson/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: json ? JSON.parse(text) : undefined,
  };
}

/** One line selling quantity × unit price. */
export function line(unitPrice: number, quantity = 1, itemId = '1'): Json {
  return {
    DetailType: 'SalesItemLineDetail',
    Amount: Math.round(unitPrice * quantity * 100) / 100,
    SalesItemLineDetail: { ItemRef: { value: itemId }, Qty: quantity, UnitPrice: unitPrice },
  };
}

export async function aCustomer(company: ConnectedCompany, fields: Json = {}): Promise<Json> {
  const name = `Customer ${Math.random()}`;
  return (await company.post('/customer', { DisplayName: name, ...fields })).body.Customer;
}

export async function anInvoice(
  company: ConnectedCompany,
  customerId: string,
  fields: Json = {},
): Promise<Json> {
  const body = { CustomerRef: { value: customerId }, Line: [line(100)], ...fields };
  return (await company.post('/invoice', body)).body.Invoice;
}

export async function aPayment(
  company: ConnectedCompany,
  customerId: string,
  total: number,
  applied: Record<string, number> = {},
): Promise<Answer> {
  return company.post('/payment', {
    CustomerRef: { value: customerId },
    TotalAmt: total,
    Line: Object.entries(applied).map(([TxnId, Amount]) => ({
      Amount,
      LinkedTxn: [{ TxnId, TxnType: 'Invoice' }],
    })),
  });
}

/** The code of the first error, in either envelope. */
export function faultCode(answer: Answer): string {
  return answer.body.Fault?.Error[0].code ?? answer.body.fault?.error[0].code;
}
