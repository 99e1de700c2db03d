// How often a quiet company is looked at: read with the connection, set here.

import type { PollingView } from '@ledgerline/contract/connection';
import { z } from 'zod';
import { withConnection } from './api-route.ts';
import type { ApiRoute } from './api-route.ts';
import { failure, success } from './envelope.ts';

const pollingRequest = z.strictObject({ always: z.boolean() });

const setPolling = withConnection(async (deps, { body }, connection) => {
  const request = pollingRequest.safeParse(body);
  if (!request.success) return failure('invalid-request', 'Say whether to look every ten minutes always.');
  const polling = deps.api.pollingOf(connection);
  await polling.setAlways(request.data.always);
  return success((await polling.read()) satisfies PollingView);
});

export const pollingRoutes: readonly ApiRoute[] = [
  { method: 'post', path: '/api/connection/polling', access: 'change', answer: setPolling },
];
