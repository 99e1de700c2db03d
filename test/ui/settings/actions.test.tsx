import { Alert, Button, ErrorState, LoadingButton, Modal } from '@hubspot/ui-extensions';
import { describe, expect, test } from '@jest/globals';
import { aConnection, noConnection } from '../../support/connection-views.ts';
import { ok, refused } from '../../support/extension-server.ts';
import { openSettings, serverOf, ticket } from '../../support/settings-page.tsx';
import { eventually } from '../../support/waiting.ts';

type Page = ReturnType<typeof openSettings>;

const hrefs = (page: Page) => page.findAll(Button).flatMap(({ props }) => (props.href ? [props.href] : []));
const link = (word: string) => ({
  url: `https://app.example.test/oauth/quickbooks/connect?ticket=${word}`,
  external: true,
});

describe('connecting', () => {
  const connecting = (pace: Parameters<typeof openSettings>[1] = {}) =>
    openSettings(
      {
        'GET /api/connection': [ok(noConnection()), ok(noConnection()), ok(aConnection())],
        'POST /api/connect-ticket': [ticket('one'), ticket('two')],
      },
      pace,
    );

  test('opens the ticket’s link in a new tab', async () => {
    const page = connecting();
    await eventually(() => expect(hrefs(page)).toEqual([link('one')]));
  });

  test('takes a new ticket after each use, and says that it waits', async () => {
    const page = connecting();
    await eventually(() => expect(hrefs(page)).toEqual([link('one')]));
    page.find(Button).trigger('onClick');
    await eventually(() => expect(hrefs(page)).toEqual([link('two')]));
    expect(page.find(Alert).props.title).toBe('Waiting for QuickBooks');
  });

  test('ends by itself when the company is connected', async () => {
    const page = connecting({ pace: { connectingMs: 5 } });
    await eventually(() => expect(hrefs(page)).toHaveLength(1));
    page.find(Button).trigger('onClick');
    await eventually(() => expect(page.shown()).toContain('Maple & Sons'));
    expect(hrefs(page)).toEqual([]);
  });

  test('takes a new ticket before the old one ends', async () => {
    const page = connecting({ pace: { ticketMs: 5 } });
    await eventually(() => expect(hrefs(page)).toEqual([link('two')]));
  });

  test('mints no ticket for somebody who may not connect', async () => {
    const page = openSettings(serverOf(noConnection({ mayChange: false })));
    await eventually(() => expect(page.shown().join()).toContain('super admin'));
    expect(page.calls).toEqual(['GET /api/connection']);
    expect(page.findAll(Button)).toEqual([]);
  });

  test('sends a portal without the app to its installation', async () => {
    const page = openSettings(serverOf(noConnection({ installed: false })));
    const url = `${page.origin}/oauth/hubspot/install`;
    await eventually(() => expect(hrefs(page)).toEqual([{ url, external: true }]));
  });
});

describe('disconnecting', () => {
  const confirm = async (page: Page) => {
    await eventually(() => expect(page.shown()).toContain('Disconnect QuickBooks'));
    const { overlay } = page.find(Button).props;
    if (!overlay) throw new Error('the button opens nothing');
    expect(overlay.find(Modal).props.variant).toBe('danger');
    overlay.find(LoadingButton).trigger('onClick');
  };

  test('says what stops and what stays before it happens', async () => {
    const page = openSettings(serverOf(aConnection()));
    await eventually(() => expect(page.shown().join()).toContain('All syncs with Maple & Sons stop'));
    expect(page.calls).not.toContain('POST /api/disconnect');
  });

  test('shows what came of it', async () => {
    const after = ok(aConnection({ status: 'disconnected' }));
    const answers = { ...serverOf(aConnection()), 'GET /api/connection': [ok(aConnection()), after] };
    const page = openSettings(answers);
    await confirm(page);
    await eventually(() => expect(page.shown()).toContain('QuickBooks is disconnected'));
    expect(page.mocks.actions.closeOverlay.calls).toEqual([['disconnect-quickbooks']]);
    expect(page.mocks.actions.addAlert.calls[0]?.[0]).toMatchObject({ type: 'success' });
  });

  test.each([
    ['a vendor that has not confirmed', ok({ kind: 'disconnected', quickbooks: 'pending' }), 'warning'],
    ['a permission that was taken meanwhile', refused('not-allowed'), 'danger'],
    ['a server that does not answer', null, 'danger'],
  ])('tells of %s', async (_case, answer, type) => {
    const page = openSettings({ ...serverOf(aConnection()), 'POST /api/disconnect': answer });
    await confirm(page);
    await eventually(() => expect(page.mocks.actions.addAlert.calls[0]?.[0]).toMatchObject({ type }));
  });

  test('is not offered to somebody who may change nothing', async () => {
    const page = openSettings(serverOf(aConnection({ mayChange: false })));
    await eventually(() => expect(page.shown()).toContain('Maple & Sons'));
    expect(page.findAll(Button)).toEqual([]);
  });
});

describe('looking again', () => {
  test('helps after a failure', async () => {
    const page = openSettings({ 'GET /api/connection': [null, ok(aConnection())] });
    await eventually(() => expect(page.findAll(ErrorState)).toHaveLength(1));
    page.find(Button).trigger('onClick');
    await eventually(() => expect(page.shown()).toContain('Maple & Sons'));
  });

  test('keeps what is shown when the server does not answer once', async () => {
    const page = openSettings(
      { 'GET /api/connection': [ok(aConnection()), null, ok(aConnection({ status: 'needs-reconnect' }))] },
      { pace: { idleMs: 5 } },
    );
    await eventually(() => expect(page.shown()).toContain('QuickBooks has to be connected again'));
    expect(page.maybeFind(ErrorState)).toBeNull();
  });
});
