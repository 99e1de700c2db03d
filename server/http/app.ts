// The HTTP face of the server. Each route family adds its routes with the checks they need.

import express from 'express';
import type { Express } from 'express';
import { addApi } from './api.ts';
import type { AppDeps, HealthDeps } from './app-deps.ts';
import { handleErrors, handleUnknownAddress } from './error-handler.ts';
import { addHealth } from './health.ts';
import { createOAuthCookies } from './oauth-cookie.ts';
import { addHubSpotOAuth } from './oauth-hubspot.ts';
import { addQuickBooksOAuth } from './oauth-quickbooks.ts';
import { logRequests } from './request-log.ts';
import { setSecurityHeaders } from './security-headers.ts';
import { addHubSpotWebhooks } from './webhooks-hubspot.ts';
import { addQuickBooksWebhooks } from './webhooks-quickbooks.ts';

/** Everything a web process answers. */
export const createApp = (deps: AppDeps): Express => {
  const app = createBareApp(deps);
  app.use(setSecurityHeaders(deps.publicUrl));
  const secure = deps.publicUrl.startsWith('https:');
  const cookies = createOAuthCookies({ secret: deps.cookieSecret, secure, now: deps.now });
  addHealth(app, deps);
  addHubSpotOAuth(app, deps, cookies);
  addQuickBooksOAuth(app, deps, cookies);
  addHubSpotWebhooks(app, deps);
  addQuickBooksWebhooks(app, deps);
  addApi(app, deps);
  app.use(handleUnknownAddress);
  app.use(handleErrors(deps.logger));
  return app;
};

/** What a worker-only process answers: its health. */
export const createHealthApp = (deps: HealthDeps): Express => {
  const app = createBareApp(deps);
  addHealth(app, deps);
  app.use(handleUnknownAddress);
  app.use(handleErrors(deps.logger));
  return app;
};

const createBareApp = (deps: HealthDeps): Express => {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.set('case sensitive routing', true);
  app.set('strict routing', true);
  app.use(logRequests(deps));
  return app;
};
