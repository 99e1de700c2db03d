import { createHash } from 'node:crypto';
import type { ResolvedOperation } from '../../sync/operation.ts';

/**
 * QuickBooks carries out one `requestid` once per realm and answers its repeats like the first; 50 characters at most.
 * A create is known by the record it is made from, so that it stays the same one when it is decided anew after a crash;
 * only a recorded refusal makes it another. All other writes are known by their intent.
 */
export function requestIdOf(
  place: { readonly realmId: string; readonly resource: string },
  { action, key, attempt = 0, intentId }: ResolvedOperation,
): string {
  const identity =
    action === 'create' && key !== null
      ? ['create', place.realmId, place.resource, key, String(attempt)]
      : ['intent', place.realmId, intentId];
  return createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 40);
}
