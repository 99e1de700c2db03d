import { expect, test } from '@jest/globals';
import express from 'express';
import { answerWithin, within } from '../../../server/http/deadline.ts';
import { handleErrors } from '../../../server/http/error-handler.ts';
import { listen } from '../../../server/http/listen.ts';
import { createLogger } from '../../../server/logger.ts';

const never = new Promise<never>(() => undefined);

test('a handler that takes too long is answered 503', async () => {
  const app = express();
  app.get('/api/slow', answerWithin(5), () => undefined);
  app.use(handleErrors(createLogger({ level: 'silent', role: 'web' })));
  const server = await listen(app, 0);
  const response = await fetch(`http://localhost:${server.port}/api/slow`);
  await server.close();
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ ok: false, error: { code: 'internal' } });
});

test('work that takes too long ends as 503, and other work as itself', async () => {
  await expect(within(5, never)).rejects.toMatchObject({ status: 503 });
  await expect(within(5000, Promise.resolve('done'))).resolves.toBe('done');
  await expect(within(5000, Promise.reject(new Error('own')))).rejects.toThrow('own');
});
