import type { Express } from 'express';
import type { AppDeps } from './app-deps.ts';
import { readRawBody } from './raw-body.ts';
import { refuseUnsigned, storeEvents } from './webhook-intake.ts';

/** POST /webhooks/quickbooks: events of any realms, `intuit-signature` over the bytes, any content type. */
export const addQuickBooksWebhooks = (app: Express, deps: AppDeps): void => {
  app.post(
    '/webhooks/quickbooks',
    readRawBody,
    refuseUnsigned(deps, 'quickbooks'),
    storeEvents(deps, 'quickbooks'),
  );
};
