import { expect, test } from '@jest/globals';
import { admitRealm } from '../../../server/engine/connections/admit-realm.ts';
import type { Admission } from '../../../server/engine/connections/admit-realm.ts';
import type { Connection, ConnectionStatus } from '../../../server/engine/connections/ports.ts';

const owned = (portalId: string, status: ConnectionStatus) => ({ connectionId: 'c1', portalId, status });
const current = (realmId: string, status: ConnectionStatus): Connection => ({
  id: 'c9',
  portalId: '7',
  realmId,
  status,
  statusReason: null,
  facts: null,
  setUpDay: '2026-11-01',
});

test.each<[string, Parameters<typeof admitRealm>[0]['owner'], Connection | null, Admission['kind']]>([
  ['a realm nobody has', null, null, 'new'],
  ['a realm another portal ended', owned('8', 'disconnected'), null, 'new'],
  ['a realm another portal uses', owned('8', 'connected'), null, 'belongs-elsewhere'],
  ['a realm another portal must reconnect', owned('8', 'needs-reconnect'), null, 'belongs-elsewhere'],
  [
    'its own ended realm that another portal ended later',
    owned('8', 'disconnected'),
    current('900', 'disconnected'),
    'resume',
  ],
  ['its own ended realm', owned('7', 'disconnected'), current('900', 'disconnected'), 'resume'],
  ['its own dead realm', owned('7', 'needs-reconnect'), current('900', 'needs-reconnect'), 'resume'],
  ['its own live realm', owned('7', 'connected'), current('900', 'connected'), 'resume'],
  ['a second realm', null, current('901', 'connected'), 'other-realm'],
  ['a second realm while one waits', null, current('901', 'needs-reconnect'), 'other-realm'],
  ['another realm after ending one', null, current('901', 'disconnected'), 'new'],
  [
    'its old realm while it has a new one',
    owned('7', 'disconnected'),
    current('901', 'connected'),
    'other-realm',
  ],
])('admits or refuses %s', (_case, owner, connected, expected) => {
  expect(admitRealm({ portalId: '7', realmId: '900', owner, current: connected }).kind).toBe(expected);
});
