import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from '../logger.ts';
import { failure } from './envelope.ts';
import { statusOf } from './http-error.ts';
import { notFoundPage, unexpectedPage } from './oauth-pages.ts';
import { sendPage } from './pages/send-page.ts';
import { requestIdOf, routeOf } from './request-log.ts';

export const handleUnknownAddress: RequestHandler = (req, res) => {
  if (req.path.startsWith('/oauth/')) return sendPage(req, res, notFoundPage);
  res.status(404).json(failure('not-found', 'There is nothing at this address.'));
};

/** The only place that turns a thrown error into an answer: a page for people, an envelope for programs. */
export const handleErrors = (logger: Logger): ErrorRequestHandler =>
  // Express knows an error handler by its four parameters.
  function handleError(error: unknown, req, res, _next) {
    const status = statusOf(error);
    const line = { err: error, requestId: requestIdOf(res), route: routeOf(req) };
    if (status >= 500) logger.error(line, 'request failed');
    else logger.warn(line, 'request refused');
    if (res.headersSent) return;
    if (req.path.startsWith('/oauth/')) return sendPage(req, res, unexpectedPage(res, status));
    const code = status >= 500 ? 'internal' : 'invalid-request';
    res.status(status).json(failure(code, 'The request could not be handled.'));
  };
