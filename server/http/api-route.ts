// What every route of the extensions' API is made of.

import type { Caller } from '../engine/connections/flow-ports.ts';
import type { Connection } from '../engine/connections/ports.ts';
import type { AppDeps } from './app-deps.ts';
import { failure } from './envelope.ts';
import type { Envelope } from './envelope.ts';

export interface ApiCall {
  readonly caller: Caller;
  readonly body: unknown;
  /** The `:entity` of the path; empty where it has none. */
  readonly entity: string;
  readonly params: Readonly<Record<string, string>>;
  /** What stands in the signed address besides who calls. */
  readonly query: Readonly<Record<string, string>>;
}

export type Answer = (deps: AppDeps, call: ApiCall) => Promise<Envelope<unknown>>;

export interface ApiRoute {
  readonly method: 'get' | 'post' | 'put';
  readonly path: string;
  /**
   * - `view`: everybody in the portal; changes nothing.
   * - `use`: everybody in the portal; has records looked at again, which changes no setting and decides nothing.
   * - `change`: people who may change settings, with all that a person decides about records.
   */
  readonly access: 'view' | 'use' | 'change';
  readonly answer: Answer;
}

export const isUsable = (connection: Connection | null): connection is Connection =>
  connection !== null && connection.status !== 'disconnected';

export const notConnected = failure('not-connected', 'No QuickBooks company is connected.');
export const unknownSync = failure('unknown-sync', 'There is no such sync.');

/** Answers with the caller's connection; without one the answer says so. */
export const withConnection =
  (answer: (deps: AppDeps, call: ApiCall, connection: Connection) => Promise<Envelope<unknown>>): Answer =>
  async (deps, call) => {
    const connection = await deps.connections.findByPortal(call.caller.portalId);
    return isUsable(connection) ? answer(deps, call, connection) : notConnected;
  };

/** Words of an Express request that are plain text; repeated ones are left out. */
export const plainWords = (words: object): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(words).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
