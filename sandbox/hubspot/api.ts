// The HTTP border of the authenticated APIs: body, token, limits, scopes, answer and error bodies.

import express from 'express';
import type { Express, Request, Response } from 'express';
import { randomHex } from '../core/random.ts';
import type { Actor } from './actor.ts';
import { appActor } from './actor.ts';
import { HubSpotError, invalid, missingScopes } from './errors.ts';
import type { Grant, Grants } from './grants.ts';
import { OAuthError } from './grants.ts';
import type { Limits } from './limits.ts';
import type { Portal, Simulation } from './portal.ts';

/** What routes are built from. */
export interface ApiParts {
  simulation: Simulation;
  grants: Grants;
  limits: Limits;
}

/** One authenticated call. */
export interface ApiCall {
  portal: Portal;
  grant: Grant;
  actor: Actor;
  /** The path's API version; the undated paths have `v3` or `v4`. */
  version: string;
  param(name: string): string;
  query(name: string): string | undefined;
  /** The parsed JSON body. */
  body: unknown;
}

export interface ApiAnswer {
  status: number;
  body?: unknown;
}

/** Each inner list names scopes of which one is enough; all lists must be met. */
export type ScopeNeeds = string[][];

export interface Endpoint {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  paths: string[];
  /** Searches have their own limit. */
  isSearch?: boolean;
  needs(call: ApiCall): ScopeNeeds;
  handle(call: ApiCall): ApiAnswer;
}

export function correlationId(simulation: Simulation): string {
  const hex = randomHex(simulation.context.random, 32);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Bodies are kept as bytes; each family of endpoints reads its own content type. */
export function mountBodies(app: Express): void {
  app.use(express.raw({ type: () => true, limit: '50mb' }));
}

export function bodyText(req: Request): string {
  // express.raw leaves a Buffer, or undefined when there was no body.
  const body: unknown = req.body;
  return Buffer.isBuffer(body) ? body.toString('utf8') : '';
}

export function mountEndpoint(app: Express, parts: ApiParts, endpoint: Endpoint): void {
  app[endpoint.method](endpoint.paths, (req: Request, res: Response) => {
    respond(parts.simulation, res, () => handle(parts, endpoint, req, res));
  });
}

/** Answers what `work` returns or the error it throws, then sends the webhooks that came of it. */
export function respond(simulation: Simulation, res: Response, work: () => ApiAnswer): void {
  const id = correlationId(simulation);
  res.set('X-HubSpot-Correlation-Id', id);
  try {
    const { status, body } = work();
    if (body === undefined) res.status(status).end();
    else res.status(status).json(body);
  } catch (error) {
    if (error instanceof HubSpotError) res.status(error.status).json({ ...error.body, correlationId: id });
    else if (error instanceof OAuthError) res.status(error.status).json(error.body);
    else throw error;
  } finally {
    simulation.outbox.flush();
  }
}

function handle(parts: ApiParts, endpoint: Endpoint, req: Request, res: Response): ApiAnswer {
  const grant = parts.grants.authenticate(req.headers.authorization);
  const { portal } = grant;
  res.set(parts.limits.take(portal.id, endpoint.isSearch === true));
  const version = req.params['version'] ?? /\/(v\d)\//.exec(req.path)?.[1] ?? '';
  const call: ApiCall = {
    portal,
    grant,
    actor: appActor(portal, String(version).startsWith('2') ? String(version) : ''),
    version: String(version),
    param: (name) => String(req.params[name] ?? ''),
    query: (name) => queryValue(req, name),
    body: parseJson(req),
  };
  for (const alternatives of endpoint.needs(call)) {
    if (!alternatives.some((scope) => grant.scopes.includes(scope))) throw missingScopes(alternatives);
  }
  return endpoint.handle(call);
}

/** Repeated parameters and comma lists mean the same. */
function queryValue(req: Request, name: string): string | undefined {
  const all = new URL(req.originalUrl, 'http://localhost').searchParams.getAll(name);
  return all.length === 0 ? undefined : all.join(',');
}

function parseJson(req: Request): unknown {
  const text = bodyText(req);
  if (text === '' || req.method === 'GET' || req.method === 'DELETE') return undefined;
  if (!(req.headers['content-type'] ?? '').startsWith('application/json')) {
    throw new HubSpotError(415, { message: 'Unsupported media type', category: 'VALIDATION_ERROR' });
  }
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own words depend on the runtime.
    throw invalid('Invalid input JSON on line 1, column 1.', 'INVALID_JSON');
  }
}

/** A comma-separated list, undefined when absent. */
export function listOf(value: string | undefined): string[] | undefined {
  return value
    ?.split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}
