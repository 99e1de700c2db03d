// Which page each outcome of the connection flows shows, and where its buttons lead.

import type { Response } from 'express';
import type { ConnectOutcome } from '../engine/connections/connect.ts';
import type { Caller } from '../engine/connections/flow-ports.ts';
import type { InstallOutcome } from '../engine/connections/install.ts';
import type { Connection } from '../engine/connections/ports.ts';
import type { AppDeps } from './app-deps.ts';
import type { Page } from './pages/render-page.ts';
import { requestIdOf } from './request-log.ts';

type PageDeps = Pick<AppDeps, 'publicUrl' | 'flows' | 'installations' | 'settingsUrl'>;

export const installUrl = (deps: PageDeps): string => `${deps.publicUrl}/oauth/hubspot/install`;

/** A link that connects QuickBooks for this person, once; null when there is nobody to connect for. */
export const connectUrl = async (deps: PageDeps, caller: Caller | null): Promise<string | null> => {
  if (!caller) return null;
  const ticket = await deps.flows.issueConnectTicket(caller);
  return ticket.kind === 'issued'
    ? `${deps.publicUrl}/oauth/quickbooks/connect?ticket=${encodeURIComponent(ticket.ticket)}`
    : null;
};

const settingsUrl = async (deps: PageDeps, portalId: string): Promise<string | null> => {
  const installation = await deps.installations.read(portalId);
  return installation?.facts ? deps.settingsUrl(installation.facts) : null;
};

export const installPage = async (deps: PageDeps, outcome: InstallOutcome): Promise<Page> => {
  const again = { actionUrl: installUrl(deps) };
  switch (outcome.kind) {
    case 'installed':
      return installedPage(deps, outcome.caller, outcome.connection);
    case 'access-denied':
      return { name: 'installRefused', tone: 'care', status: 403, ...again };
    case 'missing-scopes':
      return { name: 'missingScopes', tone: 'care', status: 403, items: outcome.scopes, ...again };
    case 'state-invalid':
      return { name: 'installExpired', tone: 'care', status: 400, ...again };
    case 'vendor-unavailable':
      return { ...unavailable, values: { vendor: 'HubSpot' }, ...again };
    case 'app-misconfigured':
      return misconfigured;
    default:
      return outcome satisfies never;
  }
};

/** Intuit wants no connect button where a company is connected. */
export const installedPage = async (
  deps: PageDeps,
  caller: Caller,
  connection: Connection | null,
): Promise<Page> =>
  connection?.status === 'connected'
    ? {
        name: 'alreadyConnected',
        tone: 'good',
        status: 200,
        values: { company: companyName(connection) },
        actionUrl: await settingsUrl(deps, caller.portalId),
      }
    : { name: 'installed', tone: 'good', status: 200, actionUrl: await connectUrl(deps, caller) };

export const connectPage = async (deps: PageDeps, outcome: ConnectOutcome): Promise<Page> => {
  switch (outcome.kind) {
    case 'connected':
      return connectedPage(deps, outcome.connection, outcome.resumed);
    case 'state-invalid':
      return expiredConnectPage(deps, null);
    case 'access-denied':
      return {
        name: 'quickbooksDenied',
        tone: 'care',
        status: 403,
        actionUrl: await connectUrl(deps, outcome.caller),
      };
    case 'belongs-elsewhere':
      return {
        name: 'realmElsewhere',
        tone: 'care',
        status: 409,
        values: { company: outcome.companyName },
        actionUrl: await connectUrl(deps, outcome.caller),
      };
    case 'other-realm':
      return {
        name: 'otherRealm',
        tone: 'care',
        status: 409,
        values: { company: outcome.companyName, connected: companyName(outcome.connected) },
        actionUrl: await connectUrl(deps, outcome.caller),
        secondaryUrl: await settingsUrl(deps, outcome.caller.portalId),
      };
    case 'not-installed':
      return notInstalledPage(deps);
    case 'vendor-unavailable':
      return {
        ...unavailable,
        values: { vendor: outcome.vendor === 'hubspot' ? 'HubSpot' : 'QuickBooks' },
        actionUrl: await connectUrl(deps, outcome.caller),
      };
    case 'app-misconfigured':
      return misconfigured;
    default:
      return outcome satisfies never;
  }
};

export const connectedPage = async (
  deps: PageDeps,
  connection: Connection,
  resumed: boolean,
): Promise<Page> => ({
  name: resumed ? 'reconnected' : 'connected',
  tone: 'good',
  status: 200,
  values: { company: companyName(connection) },
  actionUrl: await settingsUrl(deps, connection.portalId),
});

export const expiredConnectPage = async (deps: PageDeps, caller: Caller | null): Promise<Page> => ({
  name: 'connectExpired',
  tone: 'care',
  status: 400,
  actionUrl: await connectUrl(deps, caller),
});

export const notInstalledPage = (deps: PageDeps): Page => ({
  name: 'notInstalled',
  tone: 'care',
  status: 403,
  actionUrl: installUrl(deps),
});

/** For a second request while the first is still being answered; `url` asks again. */
export const finishingPage = (url: string): Page => ({
  name: 'finishing',
  tone: 'good',
  status: 202,
  actionUrl: url,
});

export const unexpectedPage = (res: Response, status: number): Page => ({
  name: 'unexpected',
  tone: 'care',
  status,
  values: { reference: requestIdOf(res) },
});

export const notFoundPage: Page = { name: 'notFound', tone: 'care', status: 404 };

const unavailable = { name: 'vendorUnavailable', tone: 'care', status: 503 } as const;
const misconfigured: Page = { name: 'misconfigured', tone: 'care', status: 500 };

const companyName = (connection: Connection): string => connection.facts?.companyName ?? 'QuickBooks';
