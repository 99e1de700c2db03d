// Connecting QuickBooks: GET /oauth/quickbooks/connect and its callback.

import type { Express, Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { ConnectOutcome } from '../engine/connections/connect.ts';
import type { AppDeps } from './app-deps.ts';
import { answerWithin } from './deadline.ts';
import type { OAuthCookie, OAuthCookies } from './oauth-cookie.ts';
import { oauthDeadlineMs } from './oauth-hubspot.ts';
import {
  connectPage,
  connectedPage,
  expiredConnectPage,
  finishingPage,
  notInstalledPage,
} from './oauth-pages.ts';
import { sendPage } from './pages/send-page.ts';
import { requireRealNavigation } from './real-navigation.ts';

const refreshSeconds = 2;
const maxRefreshes = 4;

const parameter = z.string().min(1).max(4096).nullable().catch(null);
const connectQuery = z.object({ ticket: parameter });
const callbackQuery = z.object({
  code: parameter,
  state: parameter,
  error: parameter,
  realmId: z
    .string()
    .regex(/^\d{1,32}$/)
    .nullable()
    .catch(null),
  /** Ours: how often the finishing page asked again. */
  refresh: z.coerce.number().int().min(0).max(maxRefreshes).catch(0),
});
type CallbackQuery = z.infer<typeof callbackQuery>;

export const addQuickBooksOAuth = (app: Express, deps: AppDeps, cookies: OAuthCookies): void => {
  const checks = [requireRealNavigation, answerWithin(oauthDeadlineMs)];
  app.get('/oauth/quickbooks/connect', checks, startConnect(deps, cookies));
  app.get('/oauth/quickbooks/callback', checks, finishConnect(deps, cookies));
};

const startConnect = (deps: AppDeps, cookies: OAuthCookies): RequestHandler =>
  async function startQuickBooksConnect(req, res) {
    const { ticket } = connectQuery.parse(req.query);
    if (ticket === null) return sendPage(req, res, await expiredConnectPage(deps, null));
    const browser = cookies.newBrowserSecret();
    const started = await deps.flows.startConnect({ ticket, browser });
    switch (started.kind) {
      case 'redirect':
        cookies.save(res, ticket, { browser, caller: started.caller });
        cookies.save(res, started.state, { browser, caller: started.caller });
        return res.redirect(302, started.url);
      case 'ticket-invalid':
        // A double click uses the ticket twice; the browser that used it first may have another one.
        return sendPage(req, res, await expiredConnectPage(deps, cookies.read(req, ticket)?.caller ?? null));
      case 'not-installed':
        return sendPage(req, res, notInstalledPage(deps));
      default:
        return started satisfies never;
    }
  };

const finishConnect = (deps: AppDeps, cookies: OAuthCookies): RequestHandler =>
  async function finishQuickBooksConnect(req, res) {
    const query = callbackQuery.parse(req.query);
    const { state, code, realmId, error } = query;
    const cookie = state === null ? null : cookies.read(req, state);
    // Another browser's state is not even used up.
    if (state === null || !cookie) return sendPage(req, res, await expiredConnectPage(deps, null));
    const outcome = await deps.flows.completeConnect({
      state,
      browser: cookie.browser,
      code,
      realmId,
      error,
    });
    if (outcome.kind === 'state-invalid') return repeatConnect(deps, { req, res, query, cookie });
    report(deps, outcome);
    cookies.save(res, state, { ...cookie, done: true });
    return sendPage(req, res, await connectPage(deps, outcome));
  };

interface Repeat {
  readonly req: Request;
  readonly res: Response;
  readonly query: CallbackQuery;
  readonly cookie: OAuthCookie;
}

/** A double submit or a reload: shows what came of the first request, and never exchanges its code again. */
const repeatConnect = async (deps: AppDeps, { req, res, query, cookie }: Repeat): Promise<void> => {
  const { caller } = cookie;
  const connection = caller ? await deps.connections.findByPortal(caller.portalId) : null;
  if (connection?.status === 'connected' && connection.realmId === query.realmId) {
    return sendPage(req, res, await connectedPage(deps, connection, false));
  }
  const firstMayStillRun = !cookie.done && query.code !== null && query.refresh < maxRefreshes;
  if (!firstMayStillRun) return sendPage(req, res, await expiredConnectPage(deps, caller ?? null));
  const url = refreshUrl(deps, query);
  res.set('Refresh', `${refreshSeconds}; url=${url}`);
  return sendPage(req, res, finishingPage(url));
};

const refreshUrl = (deps: AppDeps, query: CallbackQuery): string => {
  const again = new URLSearchParams({ refresh: String(query.refresh + 1) });
  for (const name of ['code', 'state', 'realmId'] as const) {
    const value = query[name];
    if (value !== null) again.set(name, value);
  }
  return `${deps.publicUrl}/oauth/quickbooks/callback?${again.toString()}`;
};

const report = (deps: AppDeps, outcome: ConnectOutcome): void => {
  if (outcome.kind === 'app-misconfigured') {
    deps.logger.error('QuickBooks or HubSpot refuses our client credentials');
  }
  if ('grantRevoked' in outcome && !outcome.grantRevoked) {
    deps.logger.warn({ portal: outcome.caller.portalId }, 'a refused QuickBooks grant could not be revoked');
  }
};
