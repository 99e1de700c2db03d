// Installing: GET /oauth/hubspot/install and its callback.

import type { Express, RequestHandler } from 'express';
import { z } from 'zod';
import type { AppDeps } from './app-deps.ts';
import { answerWithin } from './deadline.ts';
import type { OAuthCookies } from './oauth-cookie.ts';
import { installPage, installUrl, installedPage } from './oauth-pages.ts';
import { sendPage } from './pages/send-page.ts';
import { requireRealNavigation } from './real-navigation.ts';

export const oauthDeadlineMs = 25_000;

const parameter = z.string().min(1).max(4096).nullable().catch(null);
const callbackQuery = z.object({ code: parameter, state: parameter, error: parameter });

export const addHubSpotOAuth = (app: Express, deps: AppDeps, cookies: OAuthCookies): void => {
  const checks = [requireRealNavigation, answerWithin(oauthDeadlineMs)];
  app.get('/oauth/hubspot/install', checks, startInstall(deps, cookies));
  app.get('/oauth/hubspot/callback', checks, finishInstall(deps, cookies));
};

const startInstall = (deps: AppDeps, cookies: OAuthCookies): RequestHandler =>
  async function startHubSpotInstall(_req, res) {
    const browser = cookies.newBrowserSecret();
    const { state, url } = await deps.flows.startInstall(browser);
    cookies.save(res, state, { browser });
    res.redirect(302, url);
  };

const finishInstall = (deps: AppDeps, cookies: OAuthCookies): RequestHandler =>
  async function finishHubSpotInstall(req, res) {
    const { code, state, error } = callbackQuery.parse(req.query);
    if (state === null) {
      // HubSpot's own install buttons may come without a state of ours. Such a code is not used, because anybody
      // could have sent the browser here with theirs; the person is asked again, with a state.
      if (error === null) return res.redirect(302, installUrl(deps));
      return sendPage(req, res, await installPage(deps, { kind: 'access-denied' }));
    }
    const cookie = cookies.read(req, state);
    if (cookie?.done && cookie.caller) {
      const connection = await deps.connections.findByPortal(cookie.caller.portalId);
      return sendPage(req, res, await installedPage(deps, cookie.caller, connection));
    }
    const browser = cookie?.browser ?? null;
    const outcome = await deps.flows.completeInstall({ state, browser, code, error });
    if (outcome.kind === 'installed' && cookie) {
      cookies.save(res, state, { ...cookie, done: true, caller: outcome.caller });
    }
    if (outcome.kind === 'app-misconfigured') deps.logger.error('HubSpot refuses our client credentials');
    return sendPage(req, res, await installPage(deps, outcome));
  };
