import type { RequestHandler } from 'express';
import { styleHash } from './pages/style.ts';

const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src ${styleHash}`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Nothing of ours may be framed, sniffed, cached with a code in its address, or passed on as referrer. */
export const setSecurityHeaders = (publicUrl: string): RequestHandler => {
  const headers = {
    'Content-Security-Policy': contentSecurityPolicy,
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cache-Control': 'no-store',
    ...(publicUrl.startsWith('https:') ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}),
  };
  return function securityHeaders(_req, res, next) {
    res.set(headers);
    next();
  };
};
