// One connected company on a QuickBooks stand-in, seen through the adapter.

import { z } from 'zod';
import { startStandIn } from '../../../sandbox/core/stand-in.ts';
import type { CompanyOptions } from '../../../sandbox/quickbooks/company.ts';
import { createQuickBooks, sampleCompany } from '../../../sandbox/quickbooks/quickbooks.ts';
import { quickbooksGateways } from '../../../server/quickbooks/access.ts';
import { createQuickBooksAccount } from '../../../server/quickbooks/account.ts';
import { createQuickBooksClient } from '../../../server/quickbooks/client.ts';
import type { QuickBooksClient, QuickBooksClientOptions } from '../../../server/quickbooks/client.ts';
import { createRealmLimiters } from '../../../server/quickbooks/limits.ts';
import { createRecordCache } from '../../../server/quickbooks/record-cache.ts';
import type { QuickBooksAccount } from '../../../server/engine/connections/ports.ts';
import type { ChangeFeed, Gateway } from '../../../server/sync/ports.ts';
import type { TokenSet } from '../../../server/sync/grants.ts';

const app = {
  clientId: 'client',
  clientSecret: 'secret',
  redirectUris: ['http://localhost:3000/oauth/quickbooks/callback'],
  verifierToken: 'verifier',
};
const redirectUri = 'http://localhost:3000/oauth/quickbooks/callback';
export const realmId = '9341450000000001';

const loggedCallSchema = z.looseObject({ method: z.string(), path: z.string(), status: z.number() });
export type LoggedCall = z.infer<typeof loggedCallSchema>;
const recordSchema = z.looseObject({ Id: z.string() });

export interface Pass {
  readonly gateway: (entity: string) => Gateway;
  readonly feed: ChangeFeed;
  readonly client: QuickBooksClient;
}

/** A stand-in with its controls, and an account that is authorised for its one company. */
export class Realm {
  readonly account: QuickBooksAccount;
  readonly counted: string[] = [];
  readonly waits: number[] = [];
  tokens: TokenSet | null = null;
  private readonly url: string;
  private readonly closeStandIn: () => Promise<void>;

  private constructor(standIn: { url: string; close(): Promise<void> }) {
    this.url = standIn.url;
    this.closeStandIn = () => standIn.close();
    this.account = createQuickBooksAccount({
      clientId: app.clientId,
      clientSecret: app.clientSecret,
      redirectUri,
      baseUrl: this.url,
      authorizeUrl: `${this.url}/connect/oauth2`,
      tokenUrl: `${this.url}/oauth2/v1/tokens/bearer`,
      revokeUrl: `${this.url}/v2/oauth2/tokens/revoke`,
      limiters: createRealmLimiters({ now: () => new Date(), sleep: this.sleep }),
      now: () => new Date(),
      sleep: this.sleep,
    });
  }

  /** `company` changes the sample company, which is in the US and has one currency and no sales tax. */
  static async start(company: Partial<CompanyOptions> = {}): Promise<Realm> {
    // One realm for all of them, which is what the tests connect to.
    const companies = [{ ...sampleCompany, ...company, realmId }];
    return new Realm(await startStandIn(createQuickBooks({ ...app, companies })));
  }

  /** Does not wait, but remembers how long it should have. */
  readonly sleep = (ms: number): Promise<void> => {
    this.waits.push(ms);
    return Promise.resolve();
  };

  /** What the user does on Intuit's page; gives the code. */
  async authorize(): Promise<string> {
    const asked = new URL(this.account.authorizeUrl('state-1'));
    const form = new URLSearchParams(asked.search);
    form.set('decision', 'connect');
    form.set('realmId', realmId);
    const answer = await fetch(`${asked.origin}${asked.pathname}`, {
      method: 'POST',
      body: form,
      redirect: 'manual',
    });
    const back = new URL(answer.headers.get('location') ?? '');
    if (back.searchParams.get('state') !== 'state-1') throw new Error('the state did not come back');
    return back.searchParams.get('code') ?? '';
  }

  async connect(): Promise<TokenSet> {
    this.tokens = await this.account.exchange(await this.authorize(), realmId);
    return this.tokens;
  }

  /** What one pass of a worker gets: fresh cache, fresh limiter, and tokens refreshed when refused. */
  pass(change: Partial<QuickBooksClientOptions> = {}): Pass {
    const client = createQuickBooksClient({
      baseUrl: this.url,
      realmId,
      accessToken: async (options) => {
        if (this.tokens === null) throw new Error('connect first');
        if (options?.rejected === this.tokens.accessToken)
          this.tokens = await this.account.refresh(this.tokens);
        return this.tokens.accessToken;
      },
      countCall: (kind) => this.counted.push(kind),
      beforeCall: () => undefined,
      limiter: createRealmLimiters({ now: () => new Date(), sleep: this.sleep }).forRealm(realmId),
      now: () => new Date(),
      sleep: this.sleep,
      ...change,
    });
    const { gateways, feed } = quickbooksGateways({
      client,
      cache: createRecordCache(),
      now: () => new Date(),
    });
    const gateway = (entity: string): Gateway => {
      const found = gateways.find((candidate) => candidate.entity === entity);
      if (!found) throw new Error(`no gateway for ${entity}`);
      return found;
    };
    return { gateway, feed, client };
  }

  control(path: string, body: object, method = 'POST'): Promise<unknown> {
    return this.controlJson(path, { method, body: JSON.stringify(body) });
  }

  /** What a person does in QuickBooks; answers the record's id. */
  async edit(edit: object): Promise<string> {
    const record = await this.control('edit', edit);
    if (typeof record === 'object' && record !== null && 'Id' in record) return String(record.Id);
    throw new Error(`the edit gave no record: ${JSON.stringify(record)}`);
  }

  save(type: string, change: object, id?: string): Promise<string> {
    return this.edit({ type, action: 'save', change, ...(id !== undefined && { id }) });
  }

  fail(kind: string, match: object = {}, times = 1): Promise<unknown> {
    return this.control('fail', { match, kind, times });
  }

  behave(behaviours: object): Promise<unknown> {
    return this.control('settings', { behaviours }, 'PATCH');
  }

  /** Calls to the accounting API so far. */
  async calls(): Promise<readonly LoggedCall[]> {
    const calls = (await this.jsonLines('requests')).map((call) => loggedCallSchema.parse(call));
    return calls.filter(({ path }) => path.startsWith('/v3/company/'));
  }

  /** Every record of a type, inactive ones included. */
  async state(type: string): Promise<readonly { readonly Id: string }[]> {
    return (await this.jsonLines(`state/${type}`)).map((record) => recordSchema.parse(record));
  }

  async reset(): Promise<void> {
    await this.control('reset', {});
    await this.control('settings', { limits: false, webhooks: { on: false } }, 'PATCH');
    this.counted.length = 0;
    this.waits.length = 0;
    await this.connect();
  }

  close(): Promise<void> {
    return this.closeStandIn();
  }

  private async jsonLines(path: string): Promise<readonly unknown[]> {
    const text = await (await fetch(`${this.url}/__sim/${path}`)).text();
    return text
      .split('\n')
      .filter((row) => row !== '')
      .map((row): unknown => JSON.parse(row));
  }

  private async controlJson(path: string, init: object): Promise<unknown> {
    const answer = await fetch(`${this.url}/__sim/${path}`, init);
    const body: unknown = await answer.json();
    if (!answer.ok) throw new Error(`control ${path}: ${JSON.stringify(body)}`);
    return body;
  }
}

/** Custom fields of sales forms by id; null for one that is named but not in use. */
export function defineCustomFields(
  realm: Realm,
  names: Readonly<Record<string, string | null>>,
): Promise<string> {
  const uses = Object.entries(names).map(([id, name]) => ({
    Name: `SalesFormsPrefs.UseSalesCustom${id}`,
    Type: 'BooleanType',
    BooleanValue: name !== null,
  }));
  const labels = Object.entries(names).map(([id, name]) => ({
    Name: `SalesFormsPrefs.SalesCustomName${id}`,
    Type: 'StringType',
    StringValue: name ?? 'Old',
  }));
  const CustomField = [{ CustomField: uses }, { CustomField: labels }];
  return realm.save('Preferences', { SalesFormsPrefs: { CustomField } });
}

/** One sales row of an invoice. */
export const line = (amount: number, item = '1'): object => ({
  Amount: amount,
  DetailType: 'SalesItemLineDetail',
  SalesItemLineDetail: { ItemRef: { value: item }, Qty: 1, UnitPrice: amount },
});

/** One row of a payment. */
export const applied = (amount: number, id: string, type = 'Invoice'): object => ({
  Amount: amount,
  LinkedTxn: [{ TxnId: id, TxnType: type }],
});
