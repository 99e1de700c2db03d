// What stands in front of the API: bearer tokens, realms, and the limits.

import type { Request, Response } from 'express';
import type { SimContext } from '../core/vendor.ts';
import { sendJson, sendXml } from './answers.ts';
import { readBehaviour } from './behaviours.ts';
import type { Company } from './company.ts';
import { authenticationFailed, authorizationFailed, gatewayBody, throttled } from './faults.ts';
import type { Grants } from './grants.ts';
import { isCapReached, withinLimits } from './limits.ts';
import { bearer } from './oauth-routes.ts';
import { answerTime } from './time.ts';

export interface Gateway {
  context: SimContext;
  grants: Grants;
  company(realmId: string): Company | undefined;
}

interface Refusal {
  status: number;
  error: { message: string; detail: string | null; code: string };
  type: string;
}

/** The company of an admitted call; otherwise the refusal has been answered. */
export function admit(gateway: Gateway, req: Request, res: Response, json: boolean): Company | undefined {
  const { context } = gateway;
  const refuse = (refusal: Refusal): undefined => {
    sendRefusal(context, res, refusal, json);
    return undefined;
  };
  const access = gateway.grants.checkAccess(bearer(req) ?? '');
  if (!access.ok)
    return refuse({ status: 401, error: authenticationFailed(access.detail), type: 'AUTHENTICATION' });
  const realmId = String(req.params['realmId']);
  const company = gateway.company(realmId);
  if (!company || access.realmId !== realmId) return refuse(otherRealm(context));
  const now = context.clock.now().getTime();
  const isBatch = req.method === 'POST' && req.path.endsWith('/batch');
  const isFull = (context.settings.limits && !withinLimits(company, now, isBatch)) || isCapReached(company);
  if (isFull) return refuse({ status: 429, error: throttled, type: 'THROTTLE' });
  return company;
}

function otherRealm(context: SimContext): Refusal {
  if (readBehaviour(context.settings.behaviours, 'otherRealm') === '403') {
    return { status: 403, error: authorizationFailed, type: 'SERVICE' };
  }
  const message = 'AuthenticationErrorGeneral';
  return {
    status: 401,
    error: { message, detail: 'SRV-110-Authentication Failure', code: '100' },
    type: 'AUTHENTICATION',
  };
}

function sendRefusal(context: SimContext, res: Response, refusal: Refusal, json: boolean): void {
  const now = context.clock.now().getTime();
  const { status, error, type } = refusal;
  const standard = {
    Fault: { Error: [{ Message: error.message, Detail: error.detail ?? '', code: error.code }], type },
    time: answerTime(now),
  };
  if (!json) return sendXml(res, status, standard);
  const asStandard =
    status === 429 && readBehaviour(context.settings.behaviours, 'throttleEnvelope') === 'standard';
  sendJson(res, status, JSON.stringify(asStandard ? standard : gatewayBody(error, type, now)));
}
