import { describe, expect, test } from '@jest/globals';
import type { Installation } from '../../../server/engine/connections/ports.ts';
import { mayChange, usersScope } from '../../../server/engine/people.ts';
import type { PeopleDeps } from '../../../server/engine/people.ts';

const added = { email: 'ada@example.com', addedAt: new Date(0) };

const portal = (changes: Partial<Installation> = {}, asked: string[] = []): PeopleDeps => ({
  installations: {
    read: async (portalId): Promise<Installation | null> =>
      portalId === '7'
        ? {
            portalId,
            installedBy: '70',
            status: 'installed',
            facts: null,
            scopes: [usersScope],
            ...changes,
          }
        : null,
  },
  people: {
    list: async (portalId) => (portalId === '7' ? [added] : []),
    add: async () => undefined,
    remove: async () => undefined,
  },
  isSuperAdmin: async ({ userId }) => {
    asked.push(userId);
    return userId === '80';
  },
});

describe('settings may be changed by', () => {
  test.each([
    ['the person who installed the app', { portalId: '7', userId: '70' }, true],
    [
      'somebody who was added, however the address is written',
      { portalId: '7', userId: '71', email: ' ADA@Example.com ' },
      true,
    ],
    ['a super admin', { portalId: '7', userId: '80', email: 'root@example.com' }, true],
    ['nobody else', { portalId: '7', userId: '72', email: 'eve@example.com' }, false],
    ['nobody whose address is not known', { portalId: '7', userId: '72' }, false],
    ['nobody of a portal without the app', { portalId: '8', userId: '70', email: 'ada@example.com' }, false],
  ])('%s', async (_who, caller, expected) => {
    expect(await mayChange(portal(), caller)).toBe(expected);
  });

  test.each([
    ['where HubSpot does not let us ask who is one', { scopes: [] }],
    ['of a portal that uninstalled the app', { status: 'uninstalled' }],
  ] as const)('no super admin %s', async (_why, changes) => {
    const asked: string[] = [];
    expect(await mayChange(portal(changes, asked), { portalId: '7', userId: '80' })).toBe(false);
    expect(asked).toEqual([]);
  });
});
