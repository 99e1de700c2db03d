import type { RequestHandler } from 'express';
import { HttpError } from './http-error.ts';

/** Answers 503 when a handler takes longer than the caller waits; the late answer is dropped. */
export const answerWithin = (limitMs: number): RequestHandler =>
  function deadline(_req, res, next) {
    const timer = setTimeout(() => {
      if (!res.headersSent) next(new HttpError(503, 'the request took too long'));
    }, limitMs);
    res.on('close', () => clearTimeout(timer));
    next();
  };

/** Rejects with a 503 when the work is not done in time; the work itself goes on. */
export const within = async <T>(limitMs: number, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new HttpError(503, 'storage took too long')), limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};
