import { describe, expect, test } from '@jest/globals';
import { aConnection, aCompany, aSync, noConnection } from '../../support/connection-views.ts';
import { refused } from '../../support/extension-server.ts';
import type { Answers, Language } from '../../support/extension-server.ts';
import { openSettings, serverOf } from '../../support/settings-page.tsx';
import { eventually } from '../../support/waiting.ts';

const firstSync = (total: number | null) =>
  aSync({
    state: 'first-sync',
    progress: {
      counts: { inSync: 40, pending: 60, failing: 0, excluded: 0 },
      firstSync: { done: 40, total },
      lastSyncedAt: null,
    },
  });

interface Scene {
  readonly answers: Answers;
  readonly says: Readonly<Record<Language, readonly string[]>>;
}

const scenes: Readonly<Record<string, Scene>> = {
  'a portal without the app': {
    answers: serverOf(noConnection({ installed: false, mayChange: false })),
    says: { en: ['Ledgerline is not installed'], fr: ['Ledgerline n’est pas installé'] },
  },
  'nothing connected yet': {
    answers: serverOf(noConnection()),
    says: {
      en: ['Connect QuickBooks Online', 'Connect QuickBooks'],
      fr: ['Connecter QuickBooks Online', 'Connecter QuickBooks'],
    },
  },
  'nothing connected, for somebody without permission': {
    answers: serverOf(noConnection({ mayChange: false })),
    says: {
      en: ['Ask the person who installed Ledgerline, or a super admin, to connect QuickBooks.'],
      fr: ['Vous pouvez voir ces paramètres, mais pas les modifier'],
    },
  },
  'a link that cannot be prepared': {
    answers: { ...serverOf(noConnection()), 'POST /api/connect-ticket': refused('vendor-unavailable') },
    says: {
      en: ['HubSpot or QuickBooks does not answer at the moment. Try again in a minute.'],
      fr: ['Le lien vers QuickBooks n’a pas pu être préparé'],
    },
  },
  'a connected company': {
    answers: serverOf(aConnection()),
    says: {
      en: ['Connected', 'Canadian Dollar (CAD)', 'Jan 15, 2026', '1,234', 'Jan 15, 2026, 12:30 PM'],
      fr: ['Connectée', 'dollar canadien (CAD)', '15 janv. 2026', '1 234', '15 janv. 2026, 12:30'],
    },
  },
  'a first sync': {
    answers: serverOf(aConnection({ syncs: [firstSync(100)] })),
    says: { en: ['40 of 100 records', 'Not yet'], fr: ['40 enregistrements sur 100', 'Pas encore'] },
  },
  'a first sync that still counts': {
    answers: serverOf(aConnection({ syncs: [firstSync(null)] })),
    says: {
      en: ['Contacts ↔ customers: 40 records so far'],
      fr: ['Contacts ↔ clients : 40 enregistrements jusqu’ici'],
    },
  },
  'syncs of every object, state and direction': {
    answers: serverOf(
      aConnection({
        syncs: [
          aSync({ entity: 'contact', state: 'off' }),
          aSync({ entity: 'product', direction: 'to-hubspot', progress: null }),
          aSync({ entity: 'invoice', state: 'paused', direction: 'to-quickbooks' }),
        ],
      }),
    ),
    says: { en: ['Off', 'Paused', 'To QuickBooks'], fr: ['Désactivée', 'En pause', 'Vers QuickBooks'] },
  },
  'syncs that are not there yet': {
    answers: serverOf(aConnection({ syncs: [] })),
    says: { en: ['Syncs are being prepared.'], fr: ['Les synchronisations sont en préparation.'] },
  },
  'a read-only QuickBooks subscription': {
    answers: serverOf(aConnection({ company: aCompany({ subscription: 'read-only' }) })),
    says: {
      en: ['The QuickBooks subscription is read-only'],
      fr: ['L’abonnement QuickBooks est en lecture seule'],
    },
  },
  'a connection QuickBooks refuses': {
    answers: serverOf(aConnection({ status: 'needs-reconnect' })),
    says: {
      en: ['QuickBooks has to be connected again', 'Reconnect QuickBooks', 'Disconnect QuickBooks'],
      fr: ['QuickBooks doit être connecté à nouveau', 'Reconnecter QuickBooks'],
    },
  },
  'a connection somebody ended': {
    answers: serverOf(aConnection({ status: 'disconnected' })),
    says: {
      en: ['QuickBooks is disconnected', 'Disconnected', 'Reconnect QuickBooks'],
      fr: ['QuickBooks est déconnecté', 'Déconnectée'],
    },
  },
  'a connected company, for somebody without permission': {
    answers: serverOf(aConnection({ mayChange: false })),
    says: {
      en: ['You can see these settings but not change them', 'Maple & Sons'],
      fr: ['Vous pouvez voir ces paramètres, mais pas les modifier'],
    },
  },
  'a server that does not answer': {
    answers: { 'GET /api/connection': null },
    says: {
      en: ['The connection could not be loaded', 'Try again'],
      fr: ['La connexion n’a pas pu être chargée', 'Réessayer'],
    },
  },
  'an error of the proxy': {
    answers: { 'GET /api/connection': { status: 'error', category: 'BAD_GATEWAY' } },
    says: { en: ['The connection could not be loaded'], fr: ['Réessayer'] },
  },
  'our own misconfiguration': {
    answers: { 'GET /api/connection': refused('app-misconfigured') },
    says: {
      en: ['Ledgerline’s own access is not set up correctly. Please tell our support.'],
      fr: ['La connexion n’a pas pu être chargée'],
    },
  },
};

/** Names, and words that are the same in both languages. */
const sameInBoth = ['Maple & Sons', 'Canada', 'America/Toronto', 'HubSpot ↔ QuickBooks'];

/** French puts narrow spaces into numbers. */
const plain = (texts: readonly string[]) => texts.map((text) => text.replace(/[\u00a0\u202f]/g, ' '));

describe.each(Object.entries(scenes))('%s', (_name, { answers, says }) => {
  test.each(['en', 'fr'] as const)('reads well in %s', async (language) => {
    const page = openSettings(answers, { language });
    await eventually(() => expect(plain(page.shown())).toEqual(expect.arrayContaining([...says[language]])));
  });

  test('has no text of one language in the other', async () => {
    const pages = { en: openSettings(answers), fr: openSettings(answers, { language: 'fr' }) };
    await eventually(() => expect(plain(pages.en.shown())).toEqual(expect.arrayContaining([...says.en])));
    await eventually(() => expect(plain(pages.fr.shown())).toEqual(expect.arrayContaining([...says.fr])));
    const words = pages.en.shown().filter((text) => /\p{L}/u.test(text) && !sameInBoth.includes(text));
    expect(words.length).toBeGreaterThan(0);
    for (const text of words) expect(pages.fr.shown()).not.toContain(text);
  });
});

test.each([
  ['en', 'Loading your connection'],
  ['fr', 'Chargement de votre connexion'],
] as const)('says in %s that it is loading', (language, text) => {
  expect(openSettings(serverOf(aConnection()), { language }).shown()).toEqual([text]);
});

test('says so when the profile has no address of the server', async () => {
  const page = openSettings(serverOf(aConnection()), { variables: {} });
  await eventually(() => expect(page.shown().join()).toContain('does not know where Ledgerline’s server is'));
  expect(page.calls).toEqual([]);
});
