import { describe, expect, test } from '@jest/globals';
import { completeConnect, startConnect } from '../../../server/engine/connections/connect.ts';
import { issueConnectTicket } from '../../../server/engine/connections/connect-ticket.ts';
import { AppMisconfigured, ConnectionLost, VendorUnavailable } from '../../../server/sync/reactions.ts';
import { createFakes, seed } from './fake-ports.ts';
import type { Fakes } from './fake-ports.ts';

const caller = { portalId: '7', userId: '70' };

const ticketFor = async (fakes: Fakes): Promise<string> => {
  const ticket = await issueConnectTicket(fakes.ports, caller);
  return ticket.kind === 'issued' ? ticket.ticket : '';
};

const begin = async (fakes: Fakes): Promise<string> => {
  const started = await startConnect(fakes.ports, { ticket: await ticketFor(fakes), browser: 'b1' });
  return started.kind === 'redirect' ? started.state : '';
};

const walk = async (
  fakes: Fakes,
  changes: { realmId?: string; error?: string; browser?: string | null } = {},
) => {
  const state = await begin(fakes);
  const callback = { state, browser: 'b1', code: 'code-1', realmId: '900', error: null, ...changes };
  return { callback, outcome: await completeConnect(fakes.ports, callback) };
};

const installed = (): Fakes => {
  const fakes = createFakes();
  seed(fakes, { realmId: null });
  return fakes;
};

describe('a connect ticket', () => {
  test('works once, for the portal and person it was minted for', async () => {
    const fakes = installed();
    const ticket = await ticketFor(fakes);
    const first = await startConnect(fakes.ports, { ticket, browser: 'b1' });
    expect(first).toMatchObject({ kind: 'redirect', caller });
    expect(await startConnect(fakes.ports, { ticket, browser: 'b1' })).toEqual({ kind: 'ticket-invalid' });
  });

  test('ends after ten minutes', async () => {
    const fakes = installed();
    const ticket = await ticketFor(fakes);
    fakes.clock.now = new Date(fakes.clock.now.getTime() + 10 * 60_000);
    expect((await startConnect(fakes.ports, { ticket, browser: 'b1' })).kind).toBe('ticket-invalid');
  });

  test('is not minted for a portal without the app', async () => {
    expect(await issueConnectTicket(createFakes().ports, caller)).toEqual({ kind: 'not-installed' });
  });
});

describe('connecting QuickBooks', () => {
  test('reads the company, stores the connection and creates the default syncs', async () => {
    const fakes = installed();
    const { outcome } = await walk(fakes);
    expect(outcome).toMatchObject({
      kind: 'connected',
      resumed: false,
      connection: { realmId: '900', facts: { companyName: 'Company 900' } },
    });
    expect(fakes.calls).toEqual(['quickbooks.exchange code-1', 'onConnected c-7-900 new']);
  });

  test('takes the set-up day from the portal’s time zone', async () => {
    const { outcome } = await walk(installed());
    // 23:30 UTC is the next day in Paris.
    expect(outcome).toMatchObject({ connection: { setUpDay: '2026-11-23' } });
  });

  test('exchanges a state’s code once', async () => {
    const fakes = installed();
    const { callback } = await walk(fakes);
    expect(await completeConnect(fakes.ports, callback)).toEqual({ kind: 'state-invalid' });
    expect(fakes.calls.filter((call) => call.startsWith('quickbooks.exchange'))).toHaveLength(1);
  });

  test('refuses another browser without an exchange', async () => {
    const fakes = installed();
    expect((await walk(fakes, { browser: 'b2' })).outcome).toEqual({ kind: 'state-invalid' });
    expect((await walk(fakes, { browser: null })).outcome).toEqual({ kind: 'state-invalid' });
    expect(fakes.calls).toEqual([]);
  });

  test('remembers who was refused, so that they can try again', async () => {
    expect((await walk(installed(), { error: 'access_denied' })).outcome).toEqual({
      kind: 'access-denied',
      caller,
    });
  });

  test('refuses a realm of another portal and gives the fresh grant back', async () => {
    const fakes = installed();
    seed(fakes, { portalId: '8', realmId: '900' });
    expect((await walk(fakes)).outcome).toMatchObject({ kind: 'belongs-elsewhere', grantRevoked: true });
    expect(fakes.calls).toEqual(['quickbooks.exchange code-1', 'quickbooks.revoke refresh-qb']);
    expect([...fakes.connections.keys()]).toEqual(['c-8-900']);
  });

  test('refuses the slower one of two portals that take a realm at once', async () => {
    const fakes = installed();
    fakes.ports.connections.save = () => {
      seed(fakes, { portalId: '8', realmId: '900' });
      return Promise.reject(new Error('the realm is taken'));
    };
    expect((await walk(fakes)).outcome).toMatchObject({ kind: 'belongs-elsewhere', grantRevoked: true });
  });

  test('explains which company is connected when another one is chosen', async () => {
    const fakes = createFakes();
    const connected = seed(fakes, { realmId: '901' });
    expect((await walk(fakes)).outcome).toMatchObject({
      kind: 'other-realm',
      companyName: 'Company 900',
      connected,
    });
    expect(fakes.calls).toContain('quickbooks.revoke refresh-qb');
    expect(fakes.tokens.get('quickbooks:c-7-901')?.refreshToken).toBe('refresh-old');
  });

  test.each(['disconnected', 'needs-reconnect', 'connected'] as const)(
    'resumes the same realm after %s and keeps its set-up day',
    async (status) => {
      const fakes = createFakes();
      seed(fakes, { status });
      const { outcome } = await walk(fakes);
      expect(outcome).toMatchObject({
        kind: 'connected',
        resumed: true,
        connection: { setUpDay: '2026-01-15' },
      });
      expect(fakes.calls).toEqual(['quickbooks.exchange code-1', 'onConnected c-7-900 resumed']);
    },
  );

  test('believes no realm id that the grant cannot read', async () => {
    const fakes = installed();
    fakes.vendors.readCompany = () => {
      throw new ConnectionLost('quickbooks', 'token of another realm');
    };
    expect((await walk(fakes)).outcome).toEqual({ kind: 'access-denied', caller });
    expect(fakes.connections.size).toBe(0);
    expect(fakes.calls).toContain('quickbooks.revoke refresh-qb');
  });

  test('does not end a connection whose renewal fails half way', async () => {
    const fakes = createFakes();
    seed(fakes);
    fakes.vendors.readCompany = () => {
      throw new VendorUnavailable('quickbooks', '503');
    };
    expect((await walk(fakes)).outcome).toMatchObject({ kind: 'vendor-unavailable', vendor: 'quickbooks' });
    expect(fakes.calls).toEqual(['quickbooks.exchange code-1']);
  });

  test('keeps customers connected when our own credentials are wrong', async () => {
    const fakes = createFakes();
    seed(fakes);
    fakes.vendors.quickbooksExchange = () => {
      throw new AppMisconfigured('invalid_client');
    };
    expect((await walk(fakes)).outcome).toEqual({ kind: 'app-misconfigured' });
    expect(fakes.connections.get('c-7-900')?.status).toBe('connected');
  });

  test('ends when the app was uninstalled meanwhile', async () => {
    const fakes = installed();
    const state = await begin(fakes);
    await fakes.ports.installations.markUninstalled('7');
    const callback = { state, browser: 'b1', code: 'c', realmId: '900', error: null };
    expect(await completeConnect(fakes.ports, callback)).toEqual({ kind: 'not-installed' });
  });
});
