import type { RequestHandler } from 'express';

/**
 * OAuth addresses work once, so only a person's navigation may use them up: link scanners ask with HEAD, browsers and
 * proxies prefetch.
 */
export const requireRealNavigation: RequestHandler = (req, res, next) => {
  const purpose = `${req.get('Sec-Purpose') ?? ''} ${req.get('Purpose') ?? ''}`;
  if (req.method === 'HEAD' || /prefetch|prerender/i.test(purpose)) {
    res.status(405).set('Allow', 'GET').end();
    return;
  }
  next();
};
