import { expect, test } from '@jest/globals';
import type { CardFrame, InvoiceRecordView } from '@ledgerline/contract/cards';
import { anEvent, anInvoiceCard, aSummary } from '../../support/card-views.ts';
import { openInvoiceCard } from '../../support/cards.tsx';
import { ok, refused } from '../../support/extension-server.ts';
import { describeScenes } from './scenes.ts';
import type { Scene } from './scenes.ts';

const route = 'GET /api/cards/invoice/901';
const card = (changes: Partial<InvoiceRecordView> | null = {}, frame: Partial<CardFrame> = {}) => ({
  [route]: ok(anInvoiceCard(changes, frame)),
});
const scenes: Readonly<Record<string, Scene>> = {
  'an invoice in sync': {
    answers: card(),
    says: {
      en: [
        'In sync',
        'Open invoice 1037 in QuickBooks',
        '$100.00',
        '$60.00',
        'Jun 30, 2026',
        'Partly paid',
        'Sync now',
      ],
      fr: [
        'Synchronisée',
        'Ouvrir la facture 1037 dans QuickBooks',
        '100,00 $US',
        '30 juin 2026',
        'Partiellement payée',
      ],
    },
    withholds: ['Credits', 'Deposit', 'Retry'],
  },
  'credits and a deposit apart from payments': {
    answers: card({ summary: aSummary({ credits: 500, deposit: 1_500, balance: 4_000 }) }),
    says: {
      en: ['Credits', '$5.00', 'Deposit', '$15.00'],
      fr: ['Avoirs', '5,00 $US', 'Acompte', '15,00 $US'],
    },
  },
  'amounts in a currency without cents': {
    answers: card({ summary: aSummary({ currency: 'JPY', total: 12_000 }) }),
    says: { en: ['¥12,000'], fr: ['12 000 JPY'] },
  },
  'every kind of event': {
    answers: card({
      summary: aSummary({
        events: [
          anEvent({ kind: 'created' }),
          anEvent({ kind: 'sent', day: null, amount: null }),
          anEvent({ kind: 'deposit' }),
          anEvent({ method: 'Check', reference: '77', unapplied: 250 }),
          anEvent({ kind: 'credit' }),
          anEvent({ kind: 'voided', amount: null }),
        ],
      }),
    }),
    says: {
      en: [
        'Invoice created',
        'Sent by e-mail',
        'No date',
        'Deposit received',
        'Check, Reference 77, $2.50 not applied',
        'Credit applied',
        'Invoice voided',
      ],
      fr: [
        'Facture créée',
        'Envoyée par e-mail',
        'Sans date',
        'Acompte reçu',
        'Check, Référence 77, 2,50 $US non appliqué',
        'Avoir appliqué',
        'Facture annulée',
      ],
    },
  },
  'no event yet': {
    answers: card({ summary: aSummary({ events: [] }) }),
    says: { en: ['Nothing has happened yet.'], fr: ['Rien ne s’est encore passé.'] },
  },
  'an invoice without number': {
    answers: card({ summary: aSummary({ number: null, dueDay: null }) }),
    says: { en: ['Open in QuickBooks'], fr: ['Ouvrir dans QuickBooks'] },
    withholds: ['Due', 'Number'],
  },
  'an invoice being looked at': {
    answers: card({ isDue: true }),
    says: {
      en: ['Ledgerline is looking at this invoice now. The card follows by itself.'],
      fr: ['Ledgerline examine cette facture. La carte se met à jour d’elle-même.'],
    },
  },
  'an invoice on its way': {
    answers: card({ standing: { state: 'pending' }, summary: null, lastSyncedAt: null }),
    says: { en: ['Pending'], fr: ['En attente'] },
  },
  'the history of an invoice': {
    answers: card({
      activities: [
        { at: '2026-01-15T17:30:00Z', what: 'updated', detail: null, fields: ['dueDate', 'lines'] },
        { at: '2026-01-15T17:29:00Z', what: 'failed', detail: 'closed-books', fields: [] },
      ],
    }),
    says: {
      en: ['Jan 15, 2026, 12:30 PM: Updated (due date, line items)'],
      fr: ['15 janv. 2026, 12:30 : Mise à jour (échéance, lignes)'],
    },
  },
  'an invoice Ledgerline does not know': {
    answers: card(null),
    says: { en: ['Not synced yet'], fr: ['Pas encore synchronisée'] },
  },
  'nothing connected': {
    answers: card(null, { connection: 'not-connected', syncState: null }),
    says: { en: ['QuickBooks is not connected'], fr: ['QuickBooks n’est pas connecté'] },
  },
  'the app no longer installed': {
    answers: card({}, { installed: false }),
    says: { en: ['QuickBooks is not connected'], fr: ['QuickBooks n’est pas connecté'] },
  },
  'a connection that ended': {
    answers: card({}, { connection: 'needs-reconnect', allowed: { syncNow: false, resolve: false } }),
    says: { en: ['The connection has ended', '$100.00'], fr: ['La connexion est terminée', '100,00 $US'] },
    withholds: ['Sync now'],
  },
  'a sync that is turned off': {
    answers: card({}, { syncState: 'off', allowed: { syncNow: false, resolve: false } }),
    says: {
      en: ['The invoice sync is not running'],
      fr: ['La synchronisation des factures n’est pas active'],
    },
  },
  'a server that does not answer': {
    answers: { [route]: null },
    says: {
      en: ['This card could not be loaded', 'Try again'],
      fr: ['Cette carte n’a pas pu être chargée', 'Réessayer'],
    },
  },
  'our own misconfiguration': {
    answers: { [route]: refused('app-misconfigured') },
    says: {
      en: ['Ledgerline’s own access is not set up correctly. Please tell our support.'],
      fr: ['Cette carte n’a pas pu être chargée'],
    },
  },
};

describeScenes(scenes, openInvoiceCard);

test.each([
  ['en', 'Loading what QuickBooks says'],
  ['fr', 'Chargement des données QuickBooks'],
] as const)('says in %s that it is loading', (language, text) => {
  expect(openInvoiceCard(card(), { language }).shown()).toEqual([text]);
});
