// Cookies that tie an OAuth state to the browser that started it. They are signed, HttpOnly and short-lived; Lax,
// because vendors send the browser back by a top-level navigation.

import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import { z } from 'zod';

const lifetimeMs = 30 * 60_000;

/**
 * - `browser`: the secret that went into the state.
 * - `caller`: for whom, once known.
 * - `done`: this state's outcome was shown already.
 */
const contents = z.object({
  browser: z.string(),
  caller: z.object({ portalId: z.string(), userId: z.string() }).optional(),
  done: z.boolean().optional(),
});
export type OAuthCookie = z.infer<typeof contents>;

const envelope = z.object({ until: z.number(), contents });

export interface OAuthCookies {
  newBrowserSecret(): string;
  /** `word` is the state or ticket the cookie belongs to. */
  save(res: Response, word: string, cookie: OAuthCookie): void;
  /** Null when the word was not this browser's, or too long ago. */
  read(req: Request, word: string): OAuthCookie | null;
}

export const createOAuthCookies = (options: {
  readonly secret: Buffer;
  readonly secure: boolean;
  readonly now: () => Date;
}): OAuthCookies => {
  const { secret, secure, now } = options;
  const sign = (name: string, payload: string): string =>
    createHmac('sha256', secret).update(`${name}\n${payload}`).digest('base64url');

  return {
    newBrowserSecret: () => randomBytes(24).toString('base64url'),

    save: (res, word, cookie) => {
      const name = cookieName(word);
      const sealed = { until: now().getTime() + lifetimeMs, contents: cookie };
      const payload = Buffer.from(JSON.stringify(sealed)).toString('base64url');
      res.cookie(name, `${payload}.${sign(name, payload)}`, {
        httpOnly: true,
        secure,
        sameSite: 'lax',
        path: '/oauth',
        maxAge: lifetimeMs,
      });
    },

    read: (req, word) => {
      const name = cookieName(word);
      const [payload = '', signature = ''] = cookieValue(req, name).split('.');
      if (!sameText(signature, sign(name, payload))) return null;
      const sealed = envelope.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
      return sealed.success && sealed.data.until > now().getTime() ? sealed.data.contents : null;
    },
  };
};

/** One cookie per word, so that two tabs do not disturb each other; the name does not give the word away. */
const cookieName = (word: string): string =>
  `ledgerline_oauth_${createHash('sha256').update(word).digest('hex').slice(0, 16)}`;

const cookieValue = (req: Request, name: string): string => {
  const pairs = (req.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
};

const sameText = (left: string, right: string): boolean => {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
};
