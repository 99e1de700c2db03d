// What the extensions ask for. Every route reads the raw body, verifies the signature, and learns its tenant from the
// signed query alone. HubSpot repeats a call that failed, so repeating any of these changes nothing.

import type { ConnectTicket, Disconnected, SyncSwitched } from '@ledgerline/contract/api';
import type { Express, RequestHandler } from 'express';
import { z } from 'zod';
import { AppMisconfigured, isConnectionError } from '../sync/reactions.ts';
import { byHandRoutes } from './api-by-hand.ts';
import { cardRoutes } from './api-cards.ts';
import { readConnection } from './api-connection.ts';
import { peopleRoutes } from './api-people.ts';
import { pollingRoutes } from './api-polling.ts';
import { recordRoutes } from './api-records.ts';
import { resolveRoutes } from './api-resolve.ts';
import { isUsable, notConnected, plainWords, unknownSync } from './api-route.ts';
import type { ApiCall, ApiRoute } from './api-route.ts';
import { syncRoutes } from './api-syncs.ts';
import type { AppDeps } from './app-deps.ts';
import { answerWithin } from './deadline.ts';
import type { Envelope } from './envelope.ts';
import { failure, success } from './envelope.ts';
import { connectUrl } from './oauth-pages.ts';
import { parseJsonBody, readRawBody } from './raw-body.ts';
import { callerOf, refuseUnsignedCaller } from './signed-caller.ts';

/** HubSpot's fetch may give up after 15 s. */
const deadline = answerWithin(9000);

export const addApi = (app: Express, deps: AppDeps): void => {
  const verifyCaller = refuseUnsignedCaller(deps);
  for (const route of apiRoutes) {
    app[route.method](route.path, readRawBody, verifyCaller, deadline, answerCall(deps, route));
  }
};

const answerCall = (deps: AppDeps, route: ApiRoute): RequestHandler =>
  async function answerApiCall(req, res) {
    const caller = callerOf(req);
    const json = parseJsonBody(req);
    const params = plainWords(req.params);
    const answer = json.ok
      ? await permittedAnswer(deps, route, {
          caller,
          body: json.value,
          entity: params['entity'] ?? '',
          params,
          query: plainWords(req.query),
        })
      : failure('invalid-request', 'The request is not valid JSON.');
    if (!res.headersSent) res.json(answer);
  };

const permittedAnswer = async (deps: AppDeps, route: ApiRoute, call: ApiCall): Promise<Envelope<unknown>> => {
  try {
    if (route.access === 'change' && !(await deps.api.mayChange(call.caller))) {
      return failure('not-allowed', 'You may look at these settings but not change them.');
    }
    return await route.answer(deps, call);
  } catch (error) {
    return vendorTroubleAnswer(error);
  }
};

/** Vendor trouble is an answer; everything else is a fault of ours. */
const vendorTroubleAnswer = (error: unknown): Envelope<never> => {
  if (isConnectionError(error)) return failure('vendor-unavailable', 'The other system does not answer now.');
  if (error instanceof AppMisconfigured) {
    return failure(
      'app-misconfigured',
      'Ledgerline’s own access is not set up correctly. Please tell our support.',
    );
  }
  throw error;
};

const mintTicket: ApiRoute['answer'] = async (deps, { caller }) => {
  const url = await connectUrl(deps, caller);
  return url === null
    ? failure('not-installed', 'Ledgerline is not installed in this HubSpot account.')
    : success({ url } satisfies ConnectTicket);
};

const disconnectRequest = z.object({ scope: z.enum(['quickbooks', 'everything']).default('quickbooks') });

const disconnect: ApiRoute['answer'] = async (deps, { caller, body }) => {
  const request = disconnectRequest.safeParse(body);
  if (!request.success)
    return failure('invalid-request', 'Say what to disconnect: quickbooks or everything.');
  const outcome =
    request.data.scope === 'everything'
      ? await deps.flows.disconnectPortal(caller.portalId)
      : await deps.flows.disconnectQuickBooks(caller.portalId);
  return outcome.kind === 'not-connected' ? notConnected : success(outcome satisfies Disconnected);
};

const switchSync =
  (on: boolean): ApiRoute['answer'] =>
  async (deps, { caller, entity }) => {
    const connection = await deps.connections.findByPortal(caller.portalId);
    if (!isUsable(connection)) return notConnected;
    const outcome = await deps.api.switchSync({ connection, entity, on, caller });
    switch (outcome.kind) {
      case 'switched':
        return success({ entity: outcome.sync.entity, state: outcome.sync.state } satisfies SyncSwitched);
      case 'unknown-sync':
        return unknownSync;
      case 'refused':
        return failure(outcome.code, outcome.message);
      default:
        return outcome satisfies never;
    }
  };

/** Every call of an extension, with who may make it. */
export const apiRoutes: readonly ApiRoute[] = [
  { method: 'post', path: '/api/connect-ticket', access: 'change', answer: mintTicket },
  {
    method: 'get',
    path: '/api/connection',
    access: 'view',
    answer: async (deps, { caller }) => success(await readConnection(deps, caller)),
  },
  { method: 'post', path: '/api/disconnect', access: 'change', answer: disconnect },
  { method: 'post', path: '/api/syncs/:entity/on', access: 'change', answer: switchSync(true) },
  { method: 'post', path: '/api/syncs/:entity/off', access: 'change', answer: switchSync(false) },
  ...syncRoutes,
  ...recordRoutes,
  ...cardRoutes,
  ...peopleRoutes,
  ...byHandRoutes,
  ...pollingRoutes,
  ...resolveRoutes,
];
