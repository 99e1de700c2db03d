import type { Connection, ConnectionStatus } from './ports.ts';

export interface RealmOwner {
  readonly connectionId: string;
  readonly portalId: string;
  readonly status: ConnectionStatus;
}

export type Admission =
  | { readonly kind: 'new' }
  | { readonly kind: 'resume'; readonly connectionId: string }
  | { readonly kind: 'belongs-elsewhere' }
  | { readonly kind: 'other-realm'; readonly connected: Connection };

/**
 * Whether a portal may connect a realm: one portal per realm and one realm per portal. A connection that waits for
 * a reconnect still holds its realm; one that a person ended does not.
 */
export const admitRealm = (request: {
  readonly portalId: string;
  readonly realmId: string;
  readonly owner: RealmOwner | null;
  readonly current: Connection | null;
}): Admission => {
  const { portalId, realmId, owner, current } = request;
  if (owner && owner.portalId !== portalId && owner.status !== 'disconnected') {
    return { kind: 'belongs-elsewhere' };
  }
  if (current && current.realmId !== realmId && current.status !== 'disconnected') {
    return { kind: 'other-realm', connected: current };
  }
  if (owner?.portalId === portalId) return { kind: 'resume', connectionId: owner.connectionId };
  if (current?.realmId === realmId) return { kind: 'resume', connectionId: current.id };
  return { kind: 'new' };
};
