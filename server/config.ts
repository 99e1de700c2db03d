// The environment, parsed once. Every problem is reported together, so that a person mends the settings in one go.
// No other file reads `process.env`.

import { z } from 'zod';

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

const isSecureUrl = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && loopbackHosts.has(hostname));
};

const secureUrl = z
  .string()
  .refine(isSecureUrl, 'must be an https address, or http on this machine')
  .transform((text) => text.replace(/\/+$/, ''));

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be between ${min} and ${max}`);

/** One key of the ring that encrypts tokens: AES-256 wants exactly 32 bytes. */
export interface EncryptionKey {
  readonly id: string;
  readonly secret: Buffer;
}

const encryptionKeys = z.string().transform((text, context): readonly EncryptionKey[] => {
  const keys = text.split(',').map((entry) => {
    const [, id, encoded] = /^\s*([\w-]{1,32}):([A-Za-z0-9+/_-]{43}=?)\s*$/.exec(entry) ?? [];
    return id !== undefined && encoded !== undefined ? { id, secret: Buffer.from(encoded, 'base64') } : null;
  });
  const valid = keys.filter((key) => key !== null);
  if (valid.length < keys.length) {
    context.addIssue({ code: 'custom', message: 'must be a list of id:base64 with 32 bytes in each key' });
    return z.NEVER;
  }
  if (new Set(valid.map(({ id }) => id)).size < valid.length) {
    context.addIssue({ code: 'custom', message: 'must not use a key id twice' });
    return z.NEVER;
  }
  return valid;
});

const required = z.string();

const environment = z.object({
  PORT: wholeNumber(0, 65_535).default(3000),
  ROLE: z.enum(['web', 'worker', 'all'], { error: 'must be web, worker or all' }).default('all'),
  PUBLIC_URL: secureUrl,
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' }),
  ENCRYPTION_KEYS: encryptionKeys,
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be an smtp:// or smtps:// address' }).optional(),
  MAIL_FROM: z.string().optional(),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be fatal, error, warn, info, debug, trace or silent',
    })
    .default('info'),
  QUICKBOOKS_POLL_SECONDS: wholeNumber(1, 86_400).default(540),
  LEDGERLINE_SET_UP_DAY: z.iso.date('must be a day such as 2025-01-31').optional(),
  HUBSPOT_APP_ID: required,
  HUBSPOT_CLIENT_ID: required,
  HUBSPOT_CLIENT_SECRET: required,
  HUBSPOT_API_URL: secureUrl.default('https://api.hubapi.com'),
  HUBSPOT_AUTHORIZE_URL: secureUrl.default('https://app.hubspot.com/oauth/authorize'),
  QUICKBOOKS_CLIENT_ID: required,
  QUICKBOOKS_CLIENT_SECRET: required,
  QUICKBOOKS_WEBHOOK_VERIFIER_TOKEN: required,
  QUICKBOOKS_API_URL: secureUrl.default('https://quickbooks.api.intuit.com'),
  QUICKBOOKS_AUTHORIZE_URL: secureUrl.default('https://appcenter.intuit.com/connect/oauth2'),
  QUICKBOOKS_TOKEN_URL: secureUrl.default('https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer'),
  QUICKBOOKS_REVOKE_URL: secureUrl.default('https://developer.api.intuit.com/v2/oauth2/tokens/revoke'),
});

type SettingName = keyof typeof environment.shape;
const settingNames = environment.keyof().options;

const help: Readonly<Record<string, string>> = {
  PORT: 'port the server listens on (3000)',
  ROLE: 'web answers requests, worker runs syncs, all does both (all)',
  PUBLIC_URL:
    'address under which browsers, HubSpot and Intuit reach this server, such as https://app.example.com',
  DATABASE_URL:
    'PostgreSQL of a role without SUPERUSER and BYPASSRLS: postgres://user:password@host:5432/name',
  ENCRYPTION_KEYS:
    'keys for stored tokens as id:base64, the current one first; make one with: openssl rand -base64 32',
  SMTP_URL: 'mail server for export links: smtps://user:password@host:465',
  MAIL_FROM: 'sender of those mails, needed together with SMTP_URL',
  LOG_LEVEL: 'fatal, error, warn, info, debug, trace or silent (info)',
  QUICKBOOKS_POLL_SECONDS: 'seconds between looks at an active QuickBooks company (540)',
  LEDGERLINE_SET_UP_DAY: 'for demos: first day of the history that recommended filters let through',
  HUBSPOT_APP_ID: 'number of the app, on its page in the HubSpot developer account',
  HUBSPOT_CLIENT_ID: 'client id, on the Auth tab of the app in the HubSpot developer account',
  HUBSPOT_CLIENT_SECRET: 'client secret, beside the client id; it also verifies calls from HubSpot',
  HUBSPOT_API_URL: 'base address of the HubSpot API (production)',
  HUBSPOT_AUTHORIZE_URL: 'page where people grant access to HubSpot (production)',
  QUICKBOOKS_CLIENT_ID: 'client id, under Keys & credentials of the app in the Intuit developer portal',
  QUICKBOOKS_CLIENT_SECRET: 'client secret, beside the client id',
  QUICKBOOKS_WEBHOOK_VERIFIER_TOKEN:
    'verifier token, on the Webhooks page of the app in the Intuit developer portal',
  QUICKBOOKS_API_URL: 'base address of the QuickBooks API (production)',
  QUICKBOOKS_AUTHORIZE_URL: 'page where people grant access to QuickBooks (production)',
  QUICKBOOKS_TOKEN_URL: 'address that exchanges and refreshes QuickBooks tokens (production)',
  QUICKBOOKS_REVOKE_URL: 'address that revokes QuickBooks tokens (production)',
} satisfies Record<SettingName, string>;

export interface Config {
  readonly port: number;
  readonly role: 'web' | 'worker' | 'all';
  /** Without a slash at the end. */
  readonly publicUrl: string;
  readonly databaseUrl: string;
  /** The first key is the current one. */
  readonly encryptionKeys: readonly EncryptionKey[];
  readonly mail: { readonly smtpUrl: string; readonly from: string } | null;
  readonly logLevel: z.infer<typeof environment>['LOG_LEVEL'];
  readonly quickbooksPollSeconds: number;
  /** Replaces the day of connecting in recommended filters; null in production. */
  readonly setUpDay: string | null;
  readonly hubspot: {
    readonly appId: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly apiUrl: string;
    readonly authorizeUrl: string;
  };
  readonly quickbooks: {
    readonly clientId: string;
    readonly clientSecret: string;
    readonly webhookVerifierToken: string;
    readonly apiUrl: string;
    readonly authorizeUrl: string;
    readonly tokenUrl: string;
    readonly revokeUrl: string;
  };
}

/** One setting that is absent or wrong. Never holds the value: it may be a secret. */
export interface ConfigProblem {
  readonly setting: string;
  readonly problem: string;
}

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/** Parses the environment. An empty value counts as absent. */
export const parseConfig = (env: Readonly<Record<string, string | undefined>>): ConfigResult => {
  const given = Object.fromEntries(
    settingNames.flatMap((name) => {
      const value = env[name]?.trim();
      return value ? [[name, value]] : [];
    }),
  );
  const parsed = environment.safeParse(given);
  const issues = (parsed.error?.issues ?? []).map((issue): ConfigProblem => {
    const setting = String(issue.path[0]);
    return { setting, problem: setting in given ? issue.message : 'is missing' };
  });
  const problems = [...issues, ...mailProblems(given)];
  return parsed.success && problems.length === 0
    ? { ok: true, config: deepFreeze(toConfig(parsed.data)) }
    : { ok: false, problems };
};

/** What an operator reads when the server refuses to start: each setting with one line of help. */
export const describeMissing = (problems: readonly ConfigProblem[]): string => {
  const width = Math.max(0, ...problems.map(({ setting }) => setting.length));
  const lines = problems.map(({ setting, problem }) => {
    return `  ${setting.padEnd(width)}  ${problem}: ${help[setting] ?? 'unknown setting'}`;
  });
  return ['Ledgerline cannot start; these settings need attention:', ...lines].join('\n');
};

const mailProblems = (given: Readonly<Record<string, string>>): readonly ConfigProblem[] => {
  if (given['SMTP_URL'] && !given['MAIL_FROM']) return [{ setting: 'MAIL_FROM', problem: 'is missing' }];
  return [];
};

const toConfig = (env: z.infer<typeof environment>): Config => ({
  port: env.PORT,
  role: env.ROLE,
  publicUrl: env.PUBLIC_URL,
  databaseUrl: env.DATABASE_URL,
  encryptionKeys: env.ENCRYPTION_KEYS,
  mail: env.SMTP_URL && env.MAIL_FROM ? { smtpUrl: env.SMTP_URL, from: env.MAIL_FROM } : null,
  logLevel: env.LOG_LEVEL,
  quickbooksPollSeconds: env.QUICKBOOKS_POLL_SECONDS,
  setUpDay: env.LEDGERLINE_SET_UP_DAY ?? null,
  hubspot: {
    appId: env.HUBSPOT_APP_ID,
    clientId: env.HUBSPOT_CLIENT_ID,
    clientSecret: env.HUBSPOT_CLIENT_SECRET,
    apiUrl: env.HUBSPOT_API_URL,
    authorizeUrl: env.HUBSPOT_AUTHORIZE_URL,
  },
  quickbooks: {
    clientId: env.QUICKBOOKS_CLIENT_ID,
    clientSecret: env.QUICKBOOKS_CLIENT_SECRET,
    webhookVerifierToken: env.QUICKBOOKS_WEBHOOK_VERIFIER_TOKEN,
    apiUrl: env.QUICKBOOKS_API_URL,
    authorizeUrl: env.QUICKBOOKS_AUTHORIZE_URL,
    tokenUrl: env.QUICKBOOKS_TOKEN_URL,
    revokeUrl: env.QUICKBOOKS_REVOKE_URL,
  },
});

/** Typed arrays cannot be frozen; the keys' bytes are left as they are. */
const deepFreeze = <T extends object>(value: T): T => {
  for (const inner of Object.values(value)) {
    if (typeof inner === 'object' && inner !== null && !ArrayBuffer.isView(inner)) deepFreeze(inner);
  }
  return Object.freeze(value);
};
