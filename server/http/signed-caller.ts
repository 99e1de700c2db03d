// Calls from our extensions: HubSpot's proxy signs them and names portal and person in the query.

import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import type { Caller } from '../engine/connections/flow-ports.ts';
import type { AppDeps } from './app-deps.ts';
import { failure } from './envelope.ts';
import { isSigned } from './webhook-intake.ts';

const id = z.string().regex(/^\d{1,20}$/);
/** A parameter given twice reads as a list and is refused. */
const signedQuery = z.object({ portalId: id, userId: id });
const signedEmail = z.object({ userEmail: z.string() });

export const refuseUnsignedCaller = (
  deps: Pick<AppDeps, 'hubspot' | 'publicUrl' | 'logger'>,
): RequestHandler =>
  function verifyCallerSignature(req, res, next) {
    if (isSigned(deps.hubspot, deps.publicUrl, req) && signedQuery.safeParse(req.query).success)
      return next();
    deps.logger.warn('extension call with a wrong signature');
    res.status(401).json(failure('unauthorized', 'The request is not signed by HubSpot.'));
  };

/** Who calls. Only for routes behind `refuseUnsignedCaller`: nothing else in a request says whose data it may see. */
export const callerOf = (req: Request): Caller => {
  const { portalId, userId } = signedQuery.parse(req.query);
  const { data } = signedEmail.safeParse(req.query);
  return { portalId, userId, ...(data && { email: data.userEmail }) };
};
