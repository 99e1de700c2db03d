import type { Express } from 'express';
import type { AppDeps } from './app-deps.ts';
import { readRawBody } from './raw-body.ts';
import { refuseUnsigned, storeEvents } from './webhook-intake.ts';

/** POST /webhooks/hubspot: up to 100 events of any portals, signed with v3 over method, address, body and time. */
export const addHubSpotWebhooks = (app: Express, deps: AppDeps): void => {
  app.post('/webhooks/hubspot', readRawBody, refuseUnsigned(deps, 'hubspot'), storeEvents(deps, 'hubspot'));
};
