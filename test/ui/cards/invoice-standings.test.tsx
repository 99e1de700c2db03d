// What the invoice card says of an invoice that is not simply in step.

import type { CardFrame, InvoiceRecordView } from '@ledgerline/contract/cards';
import { aFailure, anInvoiceCard, aSummary } from '../../support/card-views.ts';
import { openInvoiceCard } from '../../support/cards.tsx';
import { ok } from '../../support/extension-server.ts';
import { describeScenes } from './scenes.ts';
import type { Scene } from './scenes.ts';

const card = (changes: Partial<InvoiceRecordView> | null = {}, frame: Partial<CardFrame> = {}) => ({
  'GET /api/cards/invoice/901': ok(anInvoiceCard(changes, frame)),
});
const conflict = {
  field: 'dueDate',
  property: 'hs_due_date',
  type: 'day',
  hubspot: '2026-07-01',
  quickbooks: null,
  winner: 'quickbooks',
  choice: { choice: 'take-hubspot', subject: 'dueDate', value: '2026-07-01' },
} as const;
const onlyLook = { allowed: { syncNow: true, resolve: false } };

const scenes: Readonly<Record<string, Scene>> = {
  'a failure with cause, remedy and the vendor’s words': {
    answers: card({
      standing: aFailure({
        details: { field: 'TxnDate' },
        vendorError: { vendor: 'quickbooks', message: 'Period closed', requestId: 'tid-9' },
      }),
    }),
    says: {
      en: [
        'Failing',
        'Books are closed',
        'What to do',
        'Field: TxnDate',
        'QuickBooks says: Period closed',
        'For QuickBooks’s support: request tid-9',
        'Retry',
      ],
      fr: ['En échec', 'Que faire', 'Champ : TxnDate', 'QuickBooks indique : Period closed', 'Réessayer'],
    },
  },
  'a failure that heals by itself': {
    answers: card({
      standing: aFailure({
        category: 'temporary-error',
        healing: 'self',
        wokenBy: ['time'],
        nextTryAt: '2026-01-15T18:30:00Z',
      }),
    }),
    says: {
      en: ['It is tried again by itself.', 'Next try Jan 15, 2026, 1:30 PM'],
      fr: ['Un nouvel essai a lieu automatiquement.', 'Prochain essai 15 janv. 2026, 13:30'],
    },
  },
  'an invoice that waits for its customer': {
    answers: card({
      standing: aFailure({ category: 'waiting-for-customer', details: { blockedBy: 'contact sync is off' } }),
      summary: null,
    }),
    says: {
      en: [
        'Waiting for customer',
        'The contact sync is turned off.',
        'This invoice is not in QuickBooks yet.',
      ],
      fr: ['En attente du client', 'La synchronisation des contacts est désactivée.'],
    },
  },
  'an invoice whose customer is held up itself': {
    answers: card({
      standing: aFailure({
        category: 'waiting-for-customer',
        details: { blockedBy: 'contact: ambiguous-match' },
      }),
    }),
    says: {
      en: ['The customer is held up: Ambiguous match'],
      fr: ['Le client est bloqué : Correspondance ambiguë'],
    },
  },
  'an invoice changed in QuickBooks': {
    answers: card({
      standing: aFailure({
        category: 'changed-in-quickbooks',
        differences: [
          { kind: 'removed', text: '1 × Anvil, 100.00' },
          { kind: 'tax', text: '0.00 → 5.00' },
          { kind: 'other', text: '' },
        ],
        choices: [
          { choice: 'take-quickbooks', subject: null, value: null, name: null },
          { choice: 'take-hubspot', subject: null, value: null, name: null },
        ],
      }),
    }),
    says: {
      en: [
        'Removed in QuickBooks: 1 × Anvil, 100.00',
        'Tax changed: 0.00 → 5.00',
        'The order of the lines',
        'Let QuickBooks stand',
        'Let HubSpot stand',
      ],
      fr: [
        'Supprimé dans QuickBooks : 1 × Anvil, 100.00',
        'Taxe modifiée : 0.00 → 5.00',
        'L’ordre des lignes',
        'Retenir QuickBooks',
      ],
    },
  },
  'a total that differs': {
    answers: card({
      standing: aFailure({
        category: 'total-differs',
        details: { hubspot: '100.00', quickbooks: '105.00', difference: '5.00', currency: 'USD' },
      }),
    }),
    says: {
      en: ['Total differs', 'HubSpot: $100.00. QuickBooks: $105.00. Difference: $5.00.'],
      fr: ['Total différent', 'HubSpot : 100,00 $US. QuickBooks : 105,00 $US. Écart : 5,00 $US.'],
    },
  },
  'a taken number with a free one': {
    answers: card({
      standing: aFailure({
        category: 'invoice-number-used',
        details: { number: '1037', free: '1037-2' },
        choices: [{ choice: 'use-number', subject: null, value: '1037-2', name: '1037-2' }],
      }),
    }),
    says: {
      en: ['Taken number: 1037', 'Use number 1037-2'],
      fr: ['Numéro pris : 1037', 'Utiliser le numéro 1037-2'],
    },
  },
  'a payment that is in QuickBooks already': {
    answers: card({
      standing: aFailure({
        category: 'already-paid',
        details: { payment: '7', amount: '40.00 USD', day: '2026-06-10', open: '10.00' },
        choices: [
          { choice: 'link', subject: '7', value: '180', name: '2026-06-09 40 ch_1' },
          { choice: 'post-unapplied', subject: '7', value: null, name: null },
        ],
      }),
    }),
    says: {
      en: [
        'Payment: 40.00 USD, Jun 10, 2026',
        'Link QuickBooks payment 2026-06-09 40 ch_1',
        'Post with the rest unapplied',
      ],
      fr: [
        'Paiement : 40.00 USD, 10 juin 2026',
        'Lier le paiement QuickBooks 2026-06-09 40 ch_1',
        'Enregistrer avec un reste non appliqué',
      ],
    },
  },
  'a value that does not fit': {
    answers: card({
      standing: aFailure({
        category: 'value-not-accepted',
        details: { field: 'DocNumber', limit: 'length', allowed: '21', actual: '30' },
      }),
    }),
    says: {
      en: ['Field: DocNumber', 'Length 30, at most 21 fit'],
      fr: ['Champ : DocNumber', 'Longueur 30, maximum 21'],
    },
  },
  'an invoice outside the filter': {
    answers: card({
      standing: {
        state: 'excluded',
        reason: 'filter',
        details: {},
        filter: {
          direction: 'to-hubspot',
          groups: [
            [
              { field: 'TxnDate', operator: 'on-or-after', values: ['2026-01-15'] },
              { field: 'Balance', operator: 'more-than', values: ['0'] },
            ],
          ],
        },
      },
    }),
    says: {
      en: [
        'Outside the sync’s filter',
        'What may cross to HubSpot:',
        'TxnDate on or after Jan 15, 2026 and Balance more than 0',
      ],
      fr: [
        'Hors du filtre de la synchronisation',
        'TxnDate à partir du 15 janv. 2026 et Balance supérieur à 0',
      ],
    },
  },
  'an invoice deleted in QuickBooks': {
    answers: card({
      standing: { state: 'excluded', reason: 'deleted-in-quickbooks', details: {}, filter: null },
      summary: aSummary({ status: 'deleted', balance: 0 }),
    }),
    says: {
      en: ['Excluded', 'Deleted in QuickBooks', '$0.00'],
      fr: ['Exclue', 'Supprimée dans QuickBooks', '0,00 $US'],
    },
  },
  'an exclusion this version has no text for': {
    answers: card({ standing: { state: 'excluded', reason: 'a-new-one', details: {}, filter: null } }),
    says: { en: ['Deliberately not kept in step'], fr: ['Volontairement non synchronisée'] },
  },
  'a conflict': {
    answers: card({ standing: { state: 'in-sync', conflicts: [conflict] } }),
    says: {
      en: [
        'Both sides changed: due date',
        'HubSpot: Jul 1, 2026. QuickBooks: no value. QuickBooks’s value is used.',
        'Take HubSpot’s value',
      ],
      fr: [
        'Modifié des deux côtés : échéance',
        'HubSpot : 1 juil. 2026. QuickBooks : aucune valeur. La valeur de QuickBooks est retenue.',
        'Prendre la valeur de HubSpot',
      ],
    },
  },
  'a conflict, for somebody without permission': {
    answers: card({ standing: { state: 'in-sync', conflicts: [conflict] } }, onlyLook),
    says: {
      en: ['To choose, ask a person who may change Ledgerline’s settings.', 'Sync now'],
      fr: ['Pour choisir, adressez-vous à une personne autorisée à modifier les paramètres de Ledgerline.'],
    },
    withholds: ['Take HubSpot’s value'],
  },
};

describeScenes(scenes, openInvoiceCard);
