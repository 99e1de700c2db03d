import { createServer } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { readableLine } from '../../../sandbox/demo/log-lines.ts';
import { findTakenPorts, readDemoSettings } from '../../../sandbox/demo/settings.ts';

describe('the demo’s settings', () => {
  test('have the documented ports, and connect unless told otherwise', () => {
    expect(readDemoSettings({}, [])).toEqual({
      ports: { PORT: 3000, PORTAL_PORT: 3001, SANDBOX_QUICKBOOKS_PORT: 9101, SANDBOX_HUBSPOT_PORT: 9102 },
      connect: true,
      allLogLines: false,
      reset: false,
    });
    expect(readDemoSettings({ DEMO_CONNECT: '0' }, ['--reset'])).toMatchObject({
      connect: false,
      reset: true,
    });
  });

  test('name every port that is none, and every unknown argument', () => {
    expect(() => readDemoSettings({ PORT: 'x', PORTAL_PORT: '70000' }, [])).toThrow(
      /PORT must.*PORTAL_PORT must/,
    );
    expect(() => readDemoSettings({}, ['--rest'])).toThrow('unknown argument --rest');
  });

  test('a port in use is named together with the setting that changes it', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const found = await findTakenPorts({ PORTAL_PORT: port });
    server.close();

    expect(found).toEqual([expect.stringMatching(new RegExp(`Port ${port} is in use.*PORTAL_PORT=`))]);
  });
});

const line = (level: string) =>
  JSON.stringify({
    level,
    time: '2026-03-01T10:20:30.000Z',
    service: 'ledgerline',
    msg: 'call failed',
    status: 503,
    connection: 'c1',
    err: { message: 'no answer' },
  });

describe('the server’s log in the terminal', () => {
  test('shows warnings shortly, and every line with its ids when all are wanted', () => {
    expect(readableLine(line('warn'), false)).toBe('10:20:30 warn  call failed: no answer (status=503)');
    expect(readableLine(line('info'), false)).toBeNull();
    expect(readableLine(line('info'), true)).toBe(
      '10:20:30 info  call failed: no answer (status=503 connection=c1)',
    );
  });

  test('passes on what is no log line, such as a list of missing settings', () => {
    expect(readableLine('  PORT  is missing', false)).toBe('  PORT  is missing');
  });
});
