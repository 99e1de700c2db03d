import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { createLogger, withContext } from '../../../server/logger.ts';

const capture = () => {
  const lines: string[] = [];
  const logger = createLogger({
    level: 'info',
    role: 'web',
    destination: { write: (line) => lines.push(line) },
  });
  const last = (): Record<string, unknown> =>
    z.record(z.string(), z.unknown()).parse(JSON.parse(lines.at(-1) ?? '{}'));
  return { logger, lines, last };
};

describe('a log line', () => {
  test('is JSON with service, role, level and time', () => {
    const { logger, last } = capture();
    logger.info('started');
    expect(last()).toMatchObject({ service: 'ledgerline', role: 'web', level: 'info', msg: 'started' });
    expect(last()['time']).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  test('of a child names the work', () => {
    const { logger, last } = capture();
    withContext(logger, { portal: '7', connection: 'c1', object: 'invoice', run: 'r1' }).info(
      'pass finished',
    );
    expect(last()).toMatchObject({ portal: '7', connection: 'c1', object: 'invoice', run: 'r1' });
  });

  test('keeps an error with its code and causes, and leaves out what else it carries', () => {
    const { logger, last } = capture();
    const cause = Object.assign(new Error('reset'), { code: 'ECONNRESET', options: 'undue' });
    logger.error({ err: new Error('call failed', { cause }) }, 'no luck');
    expect(last()['err']).toMatchObject({
      message: 'call failed',
      cause: { message: 'reset', code: 'ECONNRESET' },
    });
    expect(JSON.stringify(last())).not.toContain('undue');
  });

  test.each<[string, (logger: ReturnType<typeof capture>['logger']) => void]>([
    ['a token field', (logger) => logger.info({ tokens: { accessToken: 'hush-1' } }, 'x')],
    ['a header', (logger) => logger.info({ headers: { authorization: 'Bearer hush-1' } }, 'x')],
    ['a realm id', (logger) => logger.info({ realmId: 'hush-1' }, 'x')],
    ['a realm id in an address', (logger) => logger.info('GET /v3/company/9130000000001/query')],
    ['an e-mail field', (logger) => logger.info({ userEmail: 'hush-1' }, 'x')],
    ['an address in a message', (logger) => logger.info('no match for\nhush-1@example.com')],
    [
      'an address in an error',
      (logger) => logger.error(new Error('Key (email)=(hush-1@example.com) exists')),
    ],
    ['a token in an error stack', (logger) => logger.error({ err: new Error('sent\nBearer hush-1') }, 'x')],
    ['a query string', (logger) => logger.info('GET /oauth?code=hush-1&state=hush-1')],
    ['an encoded address', (logger) => logger.info('GET /api/x?userEmail=hush-1%40example.com')],
    ['a quoted JSON body', (logger) => logger.info('answer {"refresh_token":"hush-1"}')],
    ['a password in an address', (logger) => logger.info('postgres://app:hush-1@db/x')],
    ['a bound field of a child', (logger) => logger.child({ refreshToken: 'hush-1' }).info('x')],
    ['an interpolated value', (logger) => logger.info('mail to %s', 'hush-1@example.com')],
  ])('never shows %s', (_case, write) => {
    const { logger, lines } = capture();
    write(logger);
    expect(lines.join('')).toContain('[redacted]');
    expect(lines.join('')).not.toMatch(/hush-1|9130000000001/);
  });

  test('leaves ordinary facts readable', () => {
    const { logger, last } = capture();
    logger.info({ status: 429, kind: 'search', missing: null }, 'slowing down: 3 of 5');
    expect(last()).toMatchObject({ status: 429, kind: 'search', missing: null, msg: 'slowing down: 3 of 5' });
  });
});
