import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, test } from '@jest/globals';
import express from 'express';
import type { Response } from 'express';
import { SimClock } from '../../../sandbox/core/clock.ts';
import { controlRoutes } from '../../../sandbox/core/control-routes.ts';
import { FaultQueue } from '../../../sandbox/core/faults.ts';
import { RequestLog } from '../../../sandbox/core/request-log.ts';
import { defaultSettings } from '../../../sandbox/core/settings.ts';
import type { Vendor } from '../../../sandbox/core/vendor.ts';

const LINES = 60;
const LONG = 'x'.repeat(100_000);

/** `records` answers `LINES` long lines and reports before each of them. */
function longVendor(report: () => void): Vendor {
  return {
    name: 'hubspot',
    mount: () => undefined,
    reset: () => undefined,
    seed: () => undefined,
    edit: () => undefined,
    counts: () => ({}),
    records: function* () {
      for (let id = 0; id < LINES; id++) {
        report();
        yield { id, text: LONG };
      }
    },
    fault: () => ({ status: 500, headers: {}, body: '' }),
    webhookRetryDelaysMs: [],
    webhookTimeoutMs: 1000,
    defaultBehaviours: {},
  };
}

test('a long state is answered whole, without leaving listeners on the response', async () => {
  const listeners: number[] = [];
  let answer: Response | undefined;
  const vendor = longVendor(() => listeners.push(answer?.listenerCount('close') ?? 0));
  const clock = new SimClock();
  const app = express();
  app.use((_req, res, next) => {
    answer = res;
    next();
  });
  const parts = { vendor, clock, settings: defaultSettings({}), faults: new FaultQueue() };
  app.use(controlRoutes({ ...parts, log: new RequestLog(clock), reset: () => undefined }));
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const lines = (await (await fetch(`http://127.0.0.1:${port}/state/things`)).text()).split('\n');
  expect(lines).toHaveLength(LINES + 1);
  expect(new Set(listeners).size).toBe(1);
  server.closeAllConnections();
  server.close();
});
