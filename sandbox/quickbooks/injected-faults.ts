import { randomHex } from '../core/random.ts';
import type { SimContext, Vendor } from '../core/vendor.ts';
import { readBehaviour } from './behaviours.ts';
import {
  authenticationFailed,
  faultEnvelope,
  gatewayBody,
  QuickBooksFault,
  stale,
  throttled,
} from './faults.ts';
import { answerTime } from './time.ts';

type Answer = ReturnType<Vendor['fault']>;
type Kind = Parameters<Vendor['fault']>[0];

/** The vendor's own answers for faults ordered through the control routes. */
export function injectedFault(kind: Kind, context: SimContext): Answer {
  const answer = vendorAnswer(kind, context);
  const traceId = `1-${randomHex(context.random, 8)}-${randomHex(context.random, 24)}`;
  return { ...answer, headers: { ...answer.headers, intuit_tid: traceId } };
}

function vendorAnswer(kind: Kind, context: SimContext): Answer {
  const now = context.clock.now().getTime();
  const fault = (status: number, error: QuickBooksFault) =>
    json(status, { ...faultEnvelope(error), time: answerTime(now) });
  const systemFailure = new QuickBooksFault('10000', 'System Failure Error: java.lang.NullPointerException');
  switch (kind) {
    case '429': {
      const { message, detail, code } = throttled;
      if (readBehaviour(context.settings.behaviours, 'throttleEnvelope') === 'gateway') {
        return json(429, gatewayBody(throttled, 'THROTTLE', now));
      }
      return json(429, {
        Fault: { Error: [{ Message: message, Detail: detail, code }], type: 'THROTTLE' },
        time: answerTime(now),
      });
    }
    case '401':
      return json(401, gatewayBody(authenticationFailed('Token expired'), 'AUTHENTICATION', now));
    case '500':
      return fault(500, systemFailure);
    case 'fault200':
      return fault(200, systemFailure);
    case 'stale':
      return fault(400, stale());
    case 'html503':
      return {
        status: 503,
        headers: { 'content-type': 'text/html' },
        body: '<html><head><title>503 Service Unavailable</title></head><body><h1>Service Unavailable</h1></body></html>',
      };
    default:
      return kind satisfies never;
  }
}

function json(status: number, body: unknown): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json;charset=UTF-8' },
    body: JSON.stringify(body),
  };
}
