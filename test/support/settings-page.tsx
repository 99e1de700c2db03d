// The settings page in HubSpot's own test renderer, with a server that answers from a table.

import { createRenderer } from '@hubspot/ui-extensions/testing';
import type { ConnectionView } from '@ledgerline/contract/connection';
import type { Pace } from '../../hubspot-app/src/app/settings/pace.ts';
import { SettingsPage } from '../../hubspot-app/src/app/settings/SettingsPage.tsx';
import { ok, serveExtension, textsOf } from './extension-server.ts';
import type { Answers, Language } from './extension-server.ts';

export const ticket = (word = 'one') =>
  ok({ url: `https://app.example.test/oauth/quickbooks/connect?ticket=${word}` });

/** The server of a portal with this connection. */
export const serverOf = (connection: ConnectionView): Answers => ({
  'GET /api/connection': ok(connection),
  'POST /api/connect-ticket': ticket(),
  'POST /api/disconnect': ok({ kind: 'disconnected', quickbooks: 'revoked' }),
});

/** Slow enough that nothing but the test makes anything happen. */
const still: Pace = { connectingMs: 600_000, progressMs: 600_000, idleMs: 600_000, ticketMs: 600_000 };

export interface OpenPageOptions {
  readonly language?: Language;
  readonly pace?: Partial<Pace>;
  readonly variables?: Readonly<Record<string, string>>;
}

export function openSettings(answers: Answers, options: OpenPageOptions = {}) {
  const calls: string[] = [];
  const origin = serveExtension(answers, ({ route }) => calls.push(route));
  const { language = 'en', pace = {}, variables = { API_ORIGIN: origin } } = options;
  const renderer = createRenderer('settings');
  const { context } = renderer.mocks;
  context.user.locale = language === 'en' ? 'en-us' : 'fr-fr';
  context.portal.timezone = 'America/Toronto';
  context.variables = { ...variables };
  renderer.render(<SettingsPage pace={{ ...still, ...pace }} />);
  return { ...renderer, origin, calls, shown: () => textsOf(renderer.getRootNode()) };
}
