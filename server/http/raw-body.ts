// Bodies stay bytes until their signature has been checked.

import express from 'express';
import type { Request, RequestHandler } from 'express';

/** Both vendors stay below: 100 HubSpot events, 1 MB per fetch of an extension. */
const bodyLimit = '1mb';

export const readRawBody: RequestHandler = express.raw({
  type: () => true,
  limit: bodyLimit,
  inflate: false,
});

export const rawBodyOf = (req: Request): Buffer => {
  const body: unknown = req.body;
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
};

export type ParsedJson = { readonly ok: true; readonly value: unknown } | { readonly ok: false };

/** An empty body reads as an empty object. */
export const parseJsonBody = (req: Request): ParsedJson => {
  const text = rawBodyOf(req).toString('utf8');
  if (text.trim() === '') return { ok: true, value: {} };
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
};
