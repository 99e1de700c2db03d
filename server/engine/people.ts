// Who may change settings: the person who installed the app, HubSpot's super admins where the portal lets us ask, and
// people these have added. Everybody else sees everything and changes nothing.

import type { Caller } from './connections/flow-ports.ts';
import type { InstallationStore } from './connections/ports.ts';

export interface Person {
  readonly email: string;
  readonly addedAt: Date;
}

export interface PeopleStore {
  /** By address. */
  list(portalId: string): Promise<readonly Person[]>;
  /** Adding somebody who is there changes nothing. */
  add(portalId: string, email: string, addedBy: string): Promise<void>;
  remove(portalId: string, email: string): Promise<void>;
}

export interface PeopleDeps {
  readonly installations: Pick<InstallationStore, 'read'>;
  readonly people: PeopleStore;
  /** Whether HubSpot says so; only asked where the scope for it was granted. */
  isSuperAdmin(caller: Caller): Promise<boolean>;
}

/** The optional scope under which HubSpot tells who is a super admin. */
export const usersScope = 'settings.users.read';

export async function mayChange(deps: PeopleDeps, caller: Caller): Promise<boolean> {
  const installation = await deps.installations.read(caller.portalId);
  if (!installation) return false;
  if (installation.installedBy === caller.userId) return true;
  const email = foldEmail(caller.email ?? '');
  const people = await deps.people.list(caller.portalId);
  if (people.some((person) => person.email === email)) return true;
  const mayAsk = installation.status === 'installed' && installation.scopes.includes(usersScope);
  return mayAsk && deps.isSuperAdmin(caller);
}

/** Addresses are compared as HubSpot does, whatever their case. */
export const foldEmail = (email: string): string => email.trim().toLowerCase();
