// What the vendors' request logs may show.

import type { LoggedRequest } from '../../support/control.ts';

const reads = /\/(search|batch\/read|token|introspect|bearer)(\?|$)/;

/** Requests that change records at either vendor. */
export const writes = (requests: readonly LoggedRequest[]): readonly string[] =>
  requests
    .filter(({ method, path }) => method !== 'GET' && !reads.test(path) && !path.includes('oauth'))
    .map(({ method, path, status }) => `${method} ${path.replace(/\?.*/, '')} → ${status}`);

/** With these syncs QuickBooks' customers are the only records that are ours to write. */
export const forbiddenWrites = (quickbooks: readonly LoggedRequest[]): readonly string[] =>
  writes(quickbooks)
    .filter((line) => !/^POST \/v3\/company\/\d+\/(customer|query|batch) /.test(line))
    .map((line) => `QuickBooks was written to: ${line}`);
