import { Table } from '@hubspot/ui-extensions';
import { expect, test } from '@jest/globals';
import type { DealCardView } from '@ledgerline/contract/cards';
import { aDealCard, aDealInvoice } from '../../support/card-views.ts';
import { openDealCard } from '../../support/cards.tsx';
import { ok } from '../../support/extension-server.ts';
import { eventually } from '../../support/waiting.ts';
import { describeScenes, reads } from './scenes.ts';
import type { Scene } from './scenes.ts';

const route = 'POST /api/cards/deal';
const card = (changes: Partial<DealCardView> = {}) => ({ [route]: ok(aDealCard(changes)) });
const euros = { currency: 'EUR', billed: 5_000, paid: 0, credits: 100, outstanding: 4_900 };
const many = Array.from({ length: 200 }, (_, index) => index + 1);

const scenes: Readonly<Record<string, Scene>> = {
  'a deal with an invoice': {
    answers: card(),
    says: {
      en: [
        'Billed in USD',
        '$100.00',
        'Paid in USD',
        '$40.00',
        'Outstanding in USD',
        '1037',
        'In sync',
        'Payment received',
      ],
      fr: [
        'Facturé en USD',
        '100,00 $US',
        'Payé en USD',
        'Restant dû en USD',
        'Synchronisée',
        'Paiement reçu',
      ],
    },
    withholds: ['Credits in USD'],
  },
  'totals of two currencies, never added': {
    answers: card({ totals: [...aDealCard().totals, euros] }),
    says: {
      en: ['Outstanding in USD', '$60.00', 'Outstanding in EUR', '€49.00', 'Credits in EUR', '€1.00'],
      fr: ['Restant dû en EUR', '49,00 €', 'Avoirs en EUR'],
    },
  },
  'invoices of every state': {
    answers: card({
      invoices: [
        aDealInvoice({ hubspotId: '1', state: 'failing', detail: 'closed-books' }),
        aDealInvoice({ hubspotId: '2', state: 'pending', summary: null }),
        aDealInvoice({ hubspotId: '3', state: 'excluded', detail: 'filter' }),
        aDealInvoice({ hubspotId: '4', state: 'unknown', summary: null }),
      ],
    }),
    says: {
      en: [
        'Failing',
        'Books are closed',
        'Outside the sync’s filter',
        'Pending',
        'Excluded',
        'Not synced',
        '2 of the invoices are not synced and not counted.',
      ],
      fr: [
        'En échec',
        'En attente',
        'Exclue',
        'Non synchronisée',
        '2 des factures ne sont pas synchronisées et ne sont pas comptées.',
      ],
    },
  },
  'more events than are listed': {
    answers: card({ eventsCut: true }),
    says: {
      en: ['Only the newest events are listed.'],
      fr: ['Seuls les événements les plus récents sont affichés.'],
    },
  },
  'more invoices than are counted': {
    answers: card(),
    invoices: [...many, 201],
    says: {
      en: ['This deal has more invoices. The first 200 are counted here.'],
      fr: ['Cette transaction a davantage de factures. Les 200 premières sont comptées ici.'],
    },
  },
  'a deal without invoices': {
    answers: {},
    invoices: [],
    says: { en: ['No invoices yet'], fr: ['Aucune facture'] },
  },
  'somebody who may not see invoices': {
    answers: {},
    invoices: new Error('forbidden'),
    says: {
      en: ['The deal’s invoices could not be listed', 'Try again'],
      fr: ['Les factures de la transaction n’ont pas pu être listées', 'Réessayer'],
    },
  },
  'nothing connected': {
    answers: card({ connection: 'not-connected' }),
    says: { en: ['QuickBooks is not connected'], fr: ['QuickBooks n’est pas connecté'] },
  },
  'a connection that ended': {
    answers: card({ connection: 'disconnected' }),
    says: { en: ['The connection has ended', '$100.00'], fr: ['La connexion est terminée'] },
  },
  'a server that does not answer': {
    answers: { [route]: null },
    says: { en: ['This card could not be loaded'], fr: ['Cette carte n’a pas pu être chargée'] },
  },
};

describeScenes(scenes, openDealCard);

test('asks for the deal’s own invoices, and for no more than the server answers', async () => {
  const opened = openDealCard(card(), { invoices: [...many, 201] });
  await eventually(() => expect(opened.calls).toHaveLength(1));
  expect(opened.calls[0]?.body).toEqual({ invoiceIds: many.map(String) });
});

test('turns the pages of a long list of invoices', async () => {
  const invoices = many.slice(0, 12).map((id) => {
    const { summary } = aDealInvoice();
    return aDealInvoice({ hubspotId: String(id), summary: summary && { ...summary, number: `N-${id}` } });
  });
  const opened = openDealCard(card({ invoices, events: [] }));
  await reads(opened, ['N-1', 'N-10']);
  expect(opened.shown()).not.toContain('N-11');
  const { onPageChange } = opened.find(Table).props as { onPageChange: (page: number) => void };
  onPageChange(2);
  await reads(opened, ['N-11', 'N-12']);
});
