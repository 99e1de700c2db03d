// What else an app calls: timeline events, answers to waiting workflow actions, and tax rates.

import type { Express } from 'express';
import { z } from 'zod';
import type { ApiCall, ApiParts } from './api.ts';
import { mountEndpoint } from './api.ts';
import { multiStatus } from './object-routes.ts';
import { parseBody } from './object-schemas.ts';

const eventSchema = z.object({
  eventTypeName: z.string(),
  id: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).default({}),
  objectId: z.union([z.string(), z.number()]).transform(String).optional(),
  objectTypeFullyQualifiedName: z.string().optional(),
  email: z.string().optional(),
  timestamp: z.union([z.string(), z.number()]).optional(),
  extraData: z.unknown().optional(),
  timelineIFrame: z.unknown().optional(),
});
const eventBatchSchema = z.object({ inputs: z.array(eventSchema) });
const callbackSchema = z.looseObject({ outputFields: z.record(z.string(), z.unknown()) });
const callbackBatchSchema = z.object({
  inputs: z.array(callbackSchema.extend({ callbackId: z.string() })),
});

export function mountAppRoutes(app: Express, parts: ApiParts): void {
  mountEndpoint(app, parts, {
    method: 'post',
    paths: ['/integrators/timeline/:version/events'],
    needs: () => [['timeline']],
    handle: (call) => ({ status: 201, body: keepEvent(call, parseBody(eventSchema, call.body)) }),
  });
  mountEndpoint(app, parts, {
    method: 'post',
    paths: [
      '/integrators/timeline/:version/events/batch',
      '/integrators/timeline/:version/events/batch/create',
    ],
    needs: () => [['timeline']],
    handle: (call) => {
      const { inputs } = parseBody(eventBatchSchema, call.body);
      return multiStatus(
        call,
        201,
        inputs.map((event) => keepEvent(call, event)),
        [],
      );
    },
  });
  mountEndpoint(app, parts, {
    method: 'post',
    paths: [
      '/automation/actions/callbacks/:version/:callbackId/complete',
      '/automation/v4/actions/callbacks/:callbackId/complete',
    ],
    needs: () => [['automation']],
    handle: (call) => {
      const answer = parseBody(callbackSchema, call.body);
      call.portal.completedCallbacks.set(call.param('callbackId'), answer);
      return { status: 204 };
    },
  });
  mountEndpoint(app, parts, {
    method: 'post',
    paths: ['/automation/actions/callbacks/:version/complete', '/automation/v4/actions/callbacks/complete'],
    needs: () => [['automation']],
    handle: (call) => {
      for (const { callbackId, ...answer } of parseBody(callbackBatchSchema, call.body).inputs) {
        call.portal.completedCallbacks.set(callbackId, answer);
      }
      return { status: 204 };
    },
  });
  mountEndpoint(app, parts, {
    method: 'get',
    paths: ['/tax-rates/v1/tax-rates'],
    needs: () => [['tax_rates.read']],
    handle: () => ({ status: 200, body: { results: [] } }),
  });
}

/** The event's id makes a repeat harmless: the first one sent stays. */
function keepEvent(call: ApiCall, event: z.infer<typeof eventSchema>): Record<string, unknown> {
  const { timelineEvents } = call.portal;
  const id = event.id ?? `event-${timelineEvents.size + 1}`;
  const kept = timelineEvents.get(id) ?? {
    ...event,
    id,
    createdAt: new Date(call.portal.now()).toISOString(),
  };
  timelineEvents.set(id, kept);
  return kept;
}
