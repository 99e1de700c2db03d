import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { HealthDeps } from './app-deps.ts';

const requestIdHeader = 'X-Request-Id';

/** The number a person can give support; set on every answer. */
export const requestIdOf = (res: Response): string => String(res.getHeader(requestIdHeader) ?? '');

/** The pattern a request matched, never its address: queries carry codes, states and e-mail addresses. */
export const routeOf = (req: Request): string => {
  const route: unknown = req.route;
  const known = typeof route === 'object' && route !== null && 'path' in route ? route.path : null;
  return typeof known === 'string' ? known : 'unmatched';
};

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** One line and one measurement per answered request. */
export const logRequests = ({ logger, metrics }: Pick<HealthDeps, 'logger' | 'metrics'>): RequestHandler =>
  function logRequest(req, res, next) {
    const requestId = randomUUID();
    const startedAt = performance.now();
    res.set(requestIdHeader, requestId);
    res.on('close', () => {
      const seconds = (performance.now() - startedAt) / 1000;
      const method = methods.has(req.method) ? req.method : 'OTHER';
      const status = res.writableFinished ? res.statusCode : 499;
      const route = routeOf(req);
      metrics.httpRequest({ method, route, status, seconds });
      const line = { requestId, method, route, status, ms: Math.round(seconds * 1000) };
      if (route === '/healthz' || route === '/readyz' || route === '/metrics') logger.debug(line, 'request');
      else logger.info(line, 'request');
    });
    next();
  };
