import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readIsSuperAdmin } from '../../../server/hubspot/users.ts';
import { clientFor, startPortal } from './portal.ts';
import type { TestPortal } from './portal.ts';

let portal: TestPortal;
beforeEach(async () => {
  portal = await startPortal();
});
afterEach(() => portal.close());

test.each([
  ['a super admin', '9001', true],
  ['another member of the account', '9002', false],
  ['somebody HubSpot does not know', '12', false],
])('%s is told apart', async (_who, userId, expected) => {
  const { tokens } = await portal.install();
  expect(await readIsSuperAdmin(clientFor(portal, tokens), userId)).toBe(expected);
});
