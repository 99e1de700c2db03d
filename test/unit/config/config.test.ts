import { describe, expect, test } from '@jest/globals';
import { describeMissing, parseConfig } from '../../../server/config.ts';

const key = (fill: number): string => Buffer.alloc(32, fill).toString('base64');
const complete = {
  PUBLIC_URL: 'https://app.example.com/',
  DATABASE_URL: 'postgres://ledgerline:word@localhost:5432/ledgerline',
  ENCRYPTION_KEYS: `new:${key(1)}, old:${key(2)}`,
  HUBSPOT_APP_ID: '12',
  HUBSPOT_CLIENT_ID: 'hs-client',
  HUBSPOT_CLIENT_SECRET: 'hs-secret',
  QUICKBOOKS_CLIENT_ID: 'qb-client',
  QUICKBOOKS_CLIENT_SECRET: 'qb-secret',
  QUICKBOOKS_WEBHOOK_VERIFIER_TOKEN: 'qb-verifier',
};

const config = (env: Record<string, string> = {}) => {
  const result = parseConfig({ ...complete, ...env });
  if (!result.ok) throw new Error(describeMissing(result.problems));
  return result.config;
};

const problems = (env: Record<string, string>) => {
  const result = parseConfig({ ...complete, ...env });
  return result.ok ? [] : result.problems;
};

describe('the environment', () => {
  test('needs only what has no sensible default', () => {
    expect(config()).toMatchObject({
      port: 3000,
      role: 'all',
      logLevel: 'info',
      quickbooksPollSeconds: 540,
      mail: null,
      publicUrl: 'https://app.example.com',
      hubspot: { apiUrl: 'https://api.hubapi.com', authorizeUrl: 'https://app.hubspot.com/oauth/authorize' },
      quickbooks: {
        apiUrl: 'https://quickbooks.api.intuit.com',
        authorizeUrl: 'https://appcenter.intuit.com/connect/oauth2',
        tokenUrl: 'https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer',
        revokeUrl: 'https://developer.api.intuit.com/v2/oauth2/tokens/revoke',
      },
    });
  });

  test('reports every missing setting together', () => {
    const result = parseConfig({});
    const names = result.ok ? [] : result.problems.map(({ setting }) => setting);
    expect(names).toEqual(Object.keys(complete));
  });

  test('counts an empty value as missing', () => {
    expect(problems({ HUBSPOT_CLIENT_ID: '  ' })).toEqual([
      { setting: 'HUBSPOT_CLIENT_ID', problem: 'is missing' },
    ]);
  });

  test('keeps the encryption keys in their order, the current one first', () => {
    expect(config().encryptionKeys).toEqual([
      { id: 'new', secret: Buffer.alloc(32, 1) },
      { id: 'old', secret: Buffer.alloc(32, 2) },
    ]);
  });

  test.each([
    ['a key of the wrong length', `a:${Buffer.alloc(16).toString('base64')}`],
    ['a key without id', key(1)],
    ['an empty entry', `a:${key(1)},`],
    ['an id used twice', `a:${key(1)},a:${key(2)}`],
  ])('refuses %s', (_case, keys) => {
    expect(problems({ ENCRYPTION_KEYS: keys })).toEqual([
      expect.objectContaining({ setting: 'ENCRYPTION_KEYS' }),
    ]);
  });

  test.each([
    ['PORT', '70000'],
    ['PORT', '3e3'],
    ['ROLE', 'boss'],
    ['PUBLIC_URL', 'http://app.example.com'],
    ['PUBLIC_URL', 'app.example.com'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['LOG_LEVEL', 'loud'],
    ['QUICKBOOKS_POLL_SECONDS', '0'],
    ['QUICKBOOKS_API_URL', 'ftp://example.com'],
    ['SMTP_URL', 'https://mail.example.com'],
  ])('refuses %s=%s', (setting, value) => {
    expect(
      problems({ [setting]: value, MAIL_FROM: 'a@example.com' }).map((problem) => problem.setting),
    ).toEqual([setting]);
  });

  test('allows plain http to this machine', () => {
    expect(config({ PUBLIC_URL: 'http://localhost:3000' }).publicUrl).toBe('http://localhost:3000');
  });

  test('wants a sender once there is a mail server', () => {
    expect(problems({ SMTP_URL: 'smtps://mail.example.com' })).toEqual([
      { setting: 'MAIL_FROM', problem: 'is missing' },
    ]);
  });

  test('cannot be changed afterwards', () => {
    const frozen = config();
    expect([frozen, frozen.hubspot, frozen.encryptionKeys].map(Object.isFrozen)).toEqual([true, true, true]);
  });
});

describe('the description of problems', () => {
  test('gives each setting one line with help and no value', () => {
    const text = describeMissing(problems({ HUBSPOT_CLIENT_SECRET: '', ENCRYPTION_KEYS: 'a:hush' }));
    const lines = text.split('\n').slice(1);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/ENCRYPTION_KEYS +must be .*openssl rand -base64 32/);
    expect(lines[1]).toMatch(/HUBSPOT_CLIENT_SECRET +is missing: client secret/);
    expect(text).not.toContain('hush');
  });
});
