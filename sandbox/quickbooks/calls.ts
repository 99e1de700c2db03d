// One API call from its checked start to its answer: replay, faults, metering, events.

import type { Request, Response } from 'express';
import type { SimContext } from '../core/vendor.ts';
import { sendJson, sendXml, toXml } from './answers.ts';
import type { Company } from './company.ts';
import { faultEnvelope, QuickBooksFault } from './faults.ts';
import { meter } from './limits.ts';
import { answerTime } from './time.ts';
import type { Fields } from './values.ts';
import type { Webhooks } from './webhooks.ts';

const LONGEST_REQUEST_ID = 50;
/** How long the answer is held back when webhooks are to arrive before it. */
const HELD_ANSWER_MS = 50;

export interface Call {
  req: Request;
  res: Response;
  company: Company;
  context: SimContext;
  webhooks: Webhooks;
  /** The `time` of the answer: when the vendor began, so it can lie before the record's own times. */
  started: number;
  json: boolean;
}

/** A read: metered, never replayed. */
export function answerRead(call: Call, operation: string, run: () => Fields): void {
  const outcome = attempt(call, run);
  if (outcome.status === 200) meter(call.company, operation, false);
  send(call, outcome.status, outcome.body);
}

/** A write, or a batch: repeated with the same `requestid` it answers what it answered before. */
export function answerWrite(call: Call, operation: string, sent: string, run: () => Fields): void {
  const requestId = queryText(call.req, 'requestid');
  const outcome = attempt(call, () => {
    if (requestId !== undefined && !isRequestId(requestId)) {
      throw new QuickBooksFault('2130', `Invalid Request Id Format : ${requestId}`);
    }
    return replayable(call, requestId, sent, run);
  });
  const events = call.company.finish();
  const publish = (): void => {
    if (call.company.behaviour('ownWriteEvents')) call.webhooks.publish(call.company.options.realmId, events);
  };
  if (outcome.status === 200) meter(call.company, operation, operation !== 'batch');
  if (call.company.behaviour('webhookBeforeAnswer')) {
    publish();
    setTimeout(() => send(call, outcome.status, outcome.body), HELD_ANSWER_MS);
    return;
  }
  // Published when the answer has left, or when the caller has gone away without it.
  call.res.once('close', publish);
  send(call, outcome.status, outcome.body);
}

/** Runs once per key within the retention time; later calls get the stored body, whatever they send. */
export function replayable(call: Call, key: string | undefined, sent: string, run: () => Fields): Fields {
  if (key === undefined) return run();
  const { company } = call;
  const now = call.context.clock.now().getTime();
  const known = company.replays.get(key);
  if (known && now - known.at < company.behaviour('requestIdHours') * 3_600_000) {
    if (known.sent !== sent && company.behaviour('requestIdOtherBody') === 'refuse') {
      throw new QuickBooksFault('600', 'Duplicate Request ID');
    }
    if (known.outcome instanceof QuickBooksFault) throw known.outcome;
    return known.outcome;
  }
  try {
    const outcome = { time: answerTime(call.started), ...run() };
    company.replays.set(key, { at: now, sent, outcome });
    return outcome;
  } catch (error) {
    if (error instanceof QuickBooksFault && company.behaviour('requestIdReplaysErrors')) {
      company.replays.set(key, { at: now, sent, outcome: error });
    }
    throw error;
  }
}

function attempt(call: Call, run: () => Fields): { status: number; body: Fields } {
  try {
    return { status: 200, body: run() };
  } catch (error) {
    if (error instanceof QuickBooksFault) return { status: error.status, body: faultEnvelope(error) };
    throw error;
  }
}

function send(call: Call, status: number, answer: Fields): void {
  const { time = answerTime(call.started), ...body } = answer;
  if (call.json) sendJson(call.res, status, JSON.stringify({ ...body, time }));
  else sendXml(call.res, status, { ...body, time });
}

function isRequestId(value: string): boolean {
  return value.length > 0 && value.length <= LONGEST_REQUEST_ID;
}

/** A query parameter that is given once. */
export function queryText(req: Request, name: string): string | undefined {
  const value = req.query[name];
  return typeof value === 'string' ? value : undefined;
}

/** A refusal before the call is taken up. */
export function sendFault(
  req: { json: boolean; res: Response; started: number },
  fault: QuickBooksFault,
): void {
  const body = { ...faultEnvelope(fault), time: answerTime(req.started) };
  if (req.json) sendJson(req.res, fault.status, JSON.stringify(body));
  else req.res.status(fault.status).set('content-type', 'application/xml;charset=UTF-8').end(toXml(body));
}
