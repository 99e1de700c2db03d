// For load balancers and monitoring: alive, ready, measured.

import type { Express, RequestHandler } from 'express';
import type { Logger } from '../logger.ts';
import type { HealthDeps } from './app-deps.ts';
import { within } from './deadline.ts';

const checkWithinMs = 2000;

export const addHealth = (app: Express, deps: HealthDeps): void => {
  app.get('/healthz', live);
  app.get('/readyz', ready(deps));
  app.get('/metrics', measured(deps));
};

const live: RequestHandler = (_req, res) => {
  res.json({ status: 'alive' });
};

/** Names what is not ready; the causes are in the log. */
const ready = ({ readiness, logger }: HealthDeps): RequestHandler =>
  async function readinessChecks(_req, res) {
    const checks = await Promise.all(
      Object.entries(readiness).map(
        async ([name, check]) => [name, await passes(logger, name, check)] as const,
      ),
    );
    const allReady = checks.every(([, passed]) => passed);
    const status = allReady ? 'ready' : 'not ready';
    res.status(allReady ? 200 : 503).json({ status, checks: Object.fromEntries(checks) });
  };

const measured = ({ metrics }: HealthDeps): RequestHandler =>
  async function renderMetrics(_req, res) {
    res.type(metrics.contentType).send(await metrics.render());
  };

const passes = async (logger: Logger, name: string, check: () => Promise<boolean>): Promise<boolean> => {
  try {
    return await within(checkWithinMs, check());
  } catch (error) {
    logger.warn({ err: error, check: name }, 'not ready');
    return false;
  }
};
