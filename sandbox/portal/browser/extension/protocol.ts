// What the page and an extension's worker ask of each other.

import type { RemoteChannel } from '@remote-ui/core';

/** The part of a `Response` that crosses between page and worker. */
export interface CarriedResponse {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export type CrmRequestKind = 'properties' | 'associations' | 'search';

/** The page's side. */
export interface HostApi {
  readonly fetch: (url: string, options: Readonly<Record<string, unknown>>) => Promise<CarriedResponse>;
  readonly crm: (kind: CrmRequestKind, request: unknown) => Promise<CarriedResponse>;
  readonly log: (level: 'debug' | 'info' | 'warn' | 'error', text: string) => void;
  /** Something went wrong after the start, where nobody waits for an answer. */
  readonly failed: (message: string) => void;
}

type Actions = Readonly<Record<string, (...given: never[]) => unknown>>;

/** The worker's side. */
export interface WorkerApi {
  /** Loads the bundle and draws it; rejects when it does not load. */
  readonly start: (
    script: string,
    channel: RemoteChannel,
    context: object,
    actions: Actions,
  ) => Promise<void>;
}
