// Connecting as somebody else than the demo's person: any account with any company, and what the last page said.

import { findLink, readAloud, WebVisitor } from '../../sandbox/demo/web-visitor.ts';
import type { SeenPage } from '../../sandbox/demo/web-visitor.ts';
import { hubspotAppId } from '../../sandbox/demo/app-registration.ts';
import { LedgerlineApi } from '../../sandbox/demo/ledgerline-api.ts';
import { extensionCallHeaders } from '../../sandbox/hubspot/signature.ts';
import type { World } from './world.ts';

export interface Person {
  readonly portalId: number;
  readonly userId: number;
}

export interface Arrival {
  readonly status: number;
  readonly words: string;
}

/** Installs Ledgerline in the person's account and picks the company; answers the page they end on. */
export async function connectAs(world: World, person: Person, realmId: string): Promise<Arrival> {
  const visitor = new WebVisitor();
  const consent = await visitor.open(`${world.url}/oauth/hubspot/install`);
  const account = `${person.portalId}:${person.userId}`;
  const installed = await visitor.submit(consent, 'connect', { account });
  const link = findLink(installed, '/oauth/quickbooks/connect');
  if (link === null) return arrival(installed);
  return arrival(await visitor.submit(await visitor.open(link), 'connect', { realmId }));
}

const arrival = (page: SeenPage): Arrival => ({ status: page.status, words: readAloud(page) });

const callerOf = ({ portalId, userId }: Person) => ({
  portalId,
  userId,
  userEmail: 'somebody@example.com',
  appId: hubspotAppId,
});

/** The extensions' API as this person's account uses it. */
export function apiOf(world: World, person: Person): LedgerlineApi {
  const clientSecret = world.environment['HUBSPOT_CLIENT_SECRET'] ?? '';
  return new LedgerlineApi({ url: world.url, clientSecret, caller: callerOf(person) });
}

/** What the *Disconnect* button of settings does. */
export async function disconnectQuickBooks(world: World, person: Person): Promise<void> {
  const query = Object.entries(callerOf(person)).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  const address = `${world.url}/api/disconnect?${new URLSearchParams(query).toString()}`;
  const body = JSON.stringify({ scope: 'quickbooks' });
  const clientSecret = world.environment['HUBSPOT_CLIENT_SECRET'] ?? '';
  const answer = await fetch(address, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...extensionCallHeaders(clientSecret, 'POST', address, body, Date.now()),
    },
    body,
  });
  if (!answer.ok) throw new Error(`disconnecting answered ${answer.status}: ${await answer.text()}`);
}
