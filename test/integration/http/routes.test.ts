import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { apiRoutes } from '../../../server/http/api.ts';
import { createApp } from '../../../server/http/app.ts';
import { createFakes } from '../../unit/connections/fake-ports.ts';
import { createFakeDeps } from './serve.ts';

const layer = z.object({
  route: z
    .object({ path: z.string(), stack: z.array(z.object({ method: z.string(), name: z.string() })) })
    .optional(),
});
const layers = z.array(layer);

test('every route names its checks, in order, and every call of an extension who may make it', () => {
  const app = createApp(createFakeDeps(createFakes()).deps);
  const lines = layers.parse(app.router.stack).flatMap(({ route }) => {
    if (!route) return [];
    const method = (route.stack[0]?.method ?? '').toUpperCase();
    const api = apiRoutes.find((one) => one.path === route.path && one.method === method.toLowerCase());
    const checks = route.stack.map(({ name }) => name).join(' > ');
    return [`${method} ${route.path}: ${checks}${api ? ` (${api.access})` : ''}`];
  });
  expect(lines).toMatchInlineSnapshot(`
   [
     "GET /healthz: live",
     "GET /readyz: readinessChecks",
     "GET /metrics: renderMetrics",
     "GET /oauth/hubspot/install: requireRealNavigation > deadline > startHubSpotInstall",
     "GET /oauth/hubspot/callback: requireRealNavigation > deadline > finishHubSpotInstall",
     "GET /oauth/quickbooks/connect: requireRealNavigation > deadline > startQuickBooksConnect",
     "GET /oauth/quickbooks/callback: requireRealNavigation > deadline > finishQuickBooksConnect",
     "POST /webhooks/hubspot: rawParser > verifyWebhookSignature > storeWebhookEvents",
     "POST /webhooks/quickbooks: rawParser > verifyWebhookSignature > storeWebhookEvents",
     "POST /api/connect-ticket: rawParser > verifyCallerSignature > deadline > answerApiCall (change)",
     "GET /api/connection: rawParser > verifyCallerSignature > deadline > answerApiCall (view)",
     "POST /api/disconnect: rawParser > verifyCallerSignature > deadline > answerApiCall (change)",
     "POST /api/syncs/:entity/on: rawParser > verifyCallerSignature > deadline > answerApiCall (change)",
     "POST /api/syncs/:entity/off: rawParser > verifyCallerSignature > deadline > answerApiCall (change)",
     "GET /api/syncs: rawParser > verifyCallerSignature > deadline > answerApiCall (view)",
     "PUT /api/syncs/:entity: rawParser > verifyCallerSignature > deadline > answerApiCall (change)",
     "POST /api/syncs/:entity: rawParser > verifyCallerSignature > deadline > answerApiCall (change)",
     "GET /api/syncs/:entity/history: rawParser > verifyCallerSignature > deadline > answerApiCall (view)",
     "POST /api/syncs/:entity/preview: rawParser > verifyCallerSignature > deadline > answerApiCall (change)",
     "POST /api/syncs/:entity/delete: rawParser > verifyCallerSignature > deadline > answerApiCall (change)",
     "GET /api/records: rawParser > verifyCallerSignature > deadline > answerApiCall (view)",
     "GET /api/records/:entity/:side/:id: rawParser > verifyCallerSignature > deadline > answerApiCall (view)",
     "POST /api/records/retry: rawParser > verifyCallerSignature > deadline > answerApiCall (change)",
     "POST /api/sync-now: rawParser > verifyCallerSignature > deadline > answerApiCall (change)",
     "GET /api/cards/invoice/:id: rawParser > verifyCallerSignature > deadline > answerApiCall (view)",
     "POST /api/cards/deal: rawParser > verifyCallerSignature > deadline > answerApiCall (view)",
     "POST /api/records/:entity/:side/:id/sync-now: rawParser > verifyCallerSignature > deadline > answerApiCall (use)",
     "GET /api/people: rawParser > verifyCallerSignature > deadline > answerApiCall (view)",
     "POST /api/people/add: rawParser > verifyCallerSignature > deadline > answerApiCall (change)",
     "POST /api/people/remove: rawParser > verifyCallerSignature > deadline > answerApiCall (change)",
     "POST /api/records/link: rawParser > verifyCallerSignature > deadline > answerApiCall (change)",
     "POST /api/records/unlink: rawParser > verifyCallerSignature > deadline > answerApiCall (change)",
     "POST /api/connection/polling: rawParser > verifyCallerSignature > deadline > answerApiCall (change)",
     "POST /api/records/resolve: rawParser > verifyCallerSignature > deadline > answerApiCall (change)",
   ]
  `);
});
