import { connectionAdminStore } from '../storage/connection-admin-store.ts';
import { inboxStore } from '../storage/inbox-store.ts';
import { installationStore } from '../storage/installation-store.ts';
import { leaseStore } from '../storage/lease-store.ts';
import { oneTimeStore } from '../storage/one-time-store.ts';
import { peopleStore } from '../storage/people-store.ts';
import { tokenStore } from '../storage/token-store.ts';
import type { ContainerParts } from './parts.ts';

export type Stores = ReturnType<typeof createStores>;

/** Stores that belong to no single connection. */
export function createStores({ db, keyRing, runtime, leaseTimes }: ContainerParts) {
  return {
    installations: installationStore({ db, keyRing }),
    connections: connectionAdminStore({ db, keyRing }),
    tokens: tokenStore({ db, keyRing, runtime }),
    oneTime: oneTimeStore({ db, keyRing, runtime }),
    people: peopleStore({ db }),
    inbox: inboxStore({ db, keyRing }),
    leases: leaseStore({ db, ...(leaseTimes && { times: leaseTimes }) }),
  };
}
