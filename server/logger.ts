// JSON logs. They say which portal, connection, object and run; never tokens, realm ids, e-mail addresses or other
// personal data, whatever a caller or a thrown error happens to carry. Every line is redacted as it leaves.

import { pino } from 'pino';
import type { DestinationStream, Logger as PinoLogger } from 'pino';

export type Logger = PinoLogger;

export interface LoggerOptions {
  readonly level: string;
  readonly role: string;
  /** Standard output unless given. */
  readonly destination?: DestinationStream;
}

/** What a piece of work is about; each part is left out when unknown. */
export interface LogContext {
  readonly portal?: string;
  readonly connection?: string;
  readonly object?: string;
  readonly run?: string;
}

export const createLogger = (options: LoggerOptions): Logger => {
  const settings = {
    level: options.level,
    base: { service: 'ledgerline', role: options.role },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: describeError },
    hooks: { streamWrite: redactLine },
  };
  return options.destination ? pino(settings, options.destination) : pino(settings);
};

/** A child that names the work in every line. */
export const withContext = (logger: Logger, context: LogContext): Logger => logger.child({ ...context });

const censored = '[redacted]';
const secretName =
  /token|secret|password|authorization|cookie|signature|credential|api.?key|realm|ticket|e.?mail/i;

/** Secrets and addresses inside free text, such as an error's message or a database's complaint. */
const secretTexts: readonly (readonly [RegExp, string])[] = [
  [/[\w.+%-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+/g, censored],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, `$1 ${censored}`],
  [/\beyJ[\w-]+\.[\w.-]+/g, censored],
  [/(\/company\/)\d+/g, `$1${censored}`],
  [
    /\b(\w*token|code|state|ticket|realm_?id|\w*secret|password|userEmail)(=|"?: ?"?)[^&\s"',}]+/gi,
    `$1$2${censored}`,
  ],
  [/\/\/[^\s:/@"]+:[^\s@/"]+@/g, `//${censored}@`],
];

const redactText = (text: string): string =>
  secretTexts.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), text);

const redactLine = (line: string): string => {
  try {
    const parsed: unknown = JSON.parse(line);
    return `${JSON.stringify(redact('', parsed))}\n`;
  } catch {
    return `${JSON.stringify({ level: 'error', msg: 'a log line was not valid JSON and is left out' })}\n`;
  }
};

const redact = (name: string, value: unknown): unknown => {
  if (value === null) return null;
  if (secretName.test(name)) return censored;
  if (typeof value === 'string') return redactText(value);
  if (Array.isArray(value)) return value.map((item) => redact('', item));
  if (typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, redact(key, inner)]));
};

/** Own properties of foreign errors (request options, SQL bindings) stay out. */
const describeError = (error: unknown): unknown => {
  if (!(error instanceof Error)) return error;
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
};
