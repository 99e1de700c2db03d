// The answers of `POST /__sim/fail`, in HubSpot's shapes.

import type { Vendor } from '../core/vendor.ts';
import { correlationId } from './api.ts';
import { HubSpotError, rateLimited, ratePolicies } from './errors.ts';
import type { RatePolicy } from './errors.ts';
import type { Simulation } from './portal.ts';

type FaultKind = Parameters<Vendor['fault']>[0];
type FaultAnswer = ReturnType<Vendor['fault']>;

export function faultAnswer(simulation: Simulation, kind: FaultKind): FaultAnswer {
  const json = ({ status, body }: HubSpotError): FaultAnswer => ({
    status,
    headers: { 'Content-Type': 'application/json;charset=utf-8' },
    body: JSON.stringify({ ...body, correlationId: correlationId(simulation) }),
  });
  switch (kind) {
    case '429':
      return json(rateLimited(limitPolicy(simulation.behaviours.text('orderedLimitPolicy'))));
    case '500':
      return json(new HubSpotError(500, { message: 'internal error', category: 'INTERNAL_ERROR' }));
    case '401':
      return json(
        new HubSpotError(401, {
          message: 'The OAuth token used to make this call expired 1 second(s) ago.',
          category: 'EXPIRED_AUTHENTICATION',
        }),
      );
    case 'stale':
      // The nearest thing HubSpot has to a stale version is a record another process holds.
      return json(new HubSpotError(423, { message: 'The record is locked.', category: 'LOCKED' }));
    case 'fault200':
      return {
        ...json(new HubSpotError(200, { message: 'internal error', category: 'INTERNAL_ERROR' })),
        status: 200,
      };
    case 'html503':
      return {
        status: 503,
        headers: { 'Content-Type': 'text/html' },
        body: '<html><head><title>503 Service Temporarily Unavailable</title></head><body></body></html>',
      };
    default:
      return kind satisfies never;
  }
}

function limitPolicy(name: string): RatePolicy {
  const policy = ratePolicies.find((known) => known === name);
  if (!policy) throw new Error(`no such rate limit policy: ${name}`);
  return policy;
}
