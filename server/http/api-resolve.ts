// A person's decision about a record that cannot be decided without one.

import type { Resolved } from '@ledgerline/contract/records';
import { z } from 'zod';
import { resolveRecord } from '../engine/resolving.ts';
import { resolutionChoices } from '../sync/resolution.ts';
import { unknownSync, withConnection } from './api-route.ts';
import type { ApiRoute } from './api-route.ts';
import { failure, success } from './envelope.ts';

const vendorId = z.string().regex(/^\d{1,30}$/);

const resolveRequest = z
  .strictObject({
    entity: z.string().min(1).max(40),
    hubspotId: vendorId.nullable(),
    quickbooksId: vendorId.nullable(),
    choice: z.enum(resolutionChoices),
    subject: z.string().min(1).max(200).nullable(),
    value: z.string().max(4000).nullable(),
  })
  .refine(({ hubspotId, quickbooksId }) => hubspotId !== null || quickbooksId !== null);

const resolve = withConnection(async (deps, { caller, body }, connection) => {
  const request = resolveRequest.safeParse(body);
  if (!request.success) return failure('invalid-request', 'Name the record and one of the known choices.');
  const { entity, hubspotId, quickbooksId, ...resolution } = request.data;
  const outcome = await resolveRecord(deps.engine, connection, {
    record: { entity, hubspotId, quickbooksId },
    resolution,
    decidedBy: caller.userId,
  });
  switch (outcome.kind) {
    case 'decided':
    case 'done':
      return success(outcome satisfies Resolved);
    case 'unknown-sync':
      return unknownSync;
    case 'unknown-record':
      return failure('unknown-record', 'There is no such record in this sync.');
    case 'not-fitting':
      return failure('not-fitting', 'This record is in another state now; look at it again.', {
        state: outcome.row.state,
        category: outcome.row.category,
      });
    default:
      return outcome satisfies never;
  }
});

export const resolveRoutes: readonly ApiRoute[] = [
  { method: 'post', path: '/api/records/resolve', access: 'change', answer: resolve },
];
