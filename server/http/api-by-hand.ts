// Two records linked, or taken apart, by hand.

import { z } from 'zod';
import { askByHand } from '../engine/by-hand.ts';
import type { ByHandOutcome } from '../engine/by-hand.ts';
import { unknownSync, withConnection } from './api-route.ts';
import type { Answer, ApiRoute } from './api-route.ts';
import { failure, success } from './envelope.ts';
import type { Envelope } from './envelope.ts';

const vendorId = z.string().regex(/^\d{1,30}$/);
const pairRequest = z.strictObject({
  entity: z.string().min(1).max(40),
  hubspotId: vendorId,
  quickbooksId: vendorId,
});
const notAPair = failure('invalid-request', 'Name a HubSpot record and a QuickBooks record.');

const ask = (kind: 'link' | 'unlink'): Answer =>
  withConnection(async (deps, { body, caller }, connection) => {
    const pair = pairRequest.safeParse(body);
    if (!pair.success) return notAPair;
    const command = { kind, pair: pair.data, askedBy: caller.userId };
    return answerOf(await askByHand(deps.engine, connection, command));
  });

const systems = { hubspot: 'HubSpot', quickbooks: 'QuickBooks' } as const;

/** What is as it was asked to be is a success, also when the call is repeated. */
function answerOf(outcome: ByHandOutcome): Envelope<unknown> {
  switch (outcome.kind) {
    case 'linked':
    case 'unlinked':
    case 'not-linked':
    case 'asked':
      return success(outcome);
    case 'taken':
      return failure(
        'already-linked',
        `The ${systems[outcome.side]} record is linked to another one.`,
        outcome,
      );
    case 'not-found':
      return failure('not-found', `${systems[outcome.side]} has no such active record.`, outcome);
    case 'still-matching':
      return failure(
        'still-matching',
        'Both records carry the same value they are matched by and would find each other again. Change it on one ' +
          'side first.',
      );
    case 'key-not-removed':
      return failure(
        'key-not-removed',
        'HubSpot does not let us take our key off the record.',
        outcome.error,
      );
    case 'expired':
      return failure('expired', 'It could not be done in time; look at the record again.');
    case 'unknown-sync':
      return unknownSync;
    case 'not-by-hand':
      return failure('not-by-hand', 'Records of this kind are not linked by hand.');
    default:
      return outcome satisfies never;
  }
}

export const byHandRoutes: readonly ApiRoute[] = [
  { method: 'post', path: '/api/records/link', access: 'change', answer: ask('link') },
  { method: 'post', path: '/api/records/unlink', access: 'change', answer: ask('unlink') },
];
