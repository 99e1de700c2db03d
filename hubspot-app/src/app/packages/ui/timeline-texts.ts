// What the cards' timelines, histories and deal totals say.

import type { Translated } from './language.ts';

export const timelineTexts = {
  'timeline.title': { en: 'Payment timeline', fr: 'Chronologie des paiements' },
  'timeline.day': { en: 'Day', fr: 'Jour' },
  'timeline.event': { en: 'Event', fr: 'Événement' },
  'timeline.amount': { en: 'Amount', fr: 'Montant' },
  'timeline.details': { en: 'Details', fr: 'Détails' },
  'timeline.invoice': { en: 'Invoice', fr: 'Facture' },
  'timeline.noDay': { en: 'No date', fr: 'Sans date' },
  'timeline.none': { en: 'Nothing has happened yet.', fr: 'Rien ne s’est encore passé.' },
  'timeline.chart': { en: 'Billed and received', fr: 'Facturé et reçu' },
  'timeline.more': {
    en: 'Only the newest events are listed.',
    fr: 'Seuls les événements les plus récents sont affichés.',
  },
  'timeline.reference': { en: 'Reference {reference}', fr: 'Référence {reference}' },
  'timeline.unapplied': { en: '{amount} not applied', fr: '{amount} non appliqué' },

  'event.created': { en: 'Invoice created', fr: 'Facture créée' },
  'event.sent': { en: 'Sent by e-mail', fr: 'Envoyée par e-mail' },
  'event.deposit': { en: 'Deposit received', fr: 'Acompte reçu' },
  'event.payment': { en: 'Payment received', fr: 'Paiement reçu' },
  'event.credit': { en: 'Credit applied', fr: 'Avoir appliqué' },
  'event.voided': { en: 'Invoice voided', fr: 'Facture annulée' },

  'activity.title': { en: 'History of this record', fr: 'Historique de cet enregistrement' },
  'activity.none': { en: 'Nothing was written yet.', fr: 'Rien n’a encore été écrit.' },
  'activity.line': { en: '{when}: {what}', fr: '{when} : {what}' },
  'activity.created': { en: 'Created', fr: 'Création' },
  'activity.updated': { en: 'Updated', fr: 'Mise à jour' },
  'activity.decided': { en: 'A person decided', fr: 'Une personne a décidé' },
  'activity.failed': { en: 'Failed', fr: 'Échec' },
  'activity.excluded': { en: 'Excluded', fr: 'Exclusion' },
  'activity.other': { en: 'Looked at', fr: 'Examen' },

  'field.number': { en: 'number', fr: 'numéro' },
  'field.invoiceDate': { en: 'invoice date', fr: 'date de facture' },
  'field.dueDate': { en: 'due date', fr: 'échéance' },
  'field.currency': { en: 'currency', fr: 'devise' },
  'field.memo': { en: 'memo', fr: 'note' },
  'field.status': { en: 'status', fr: 'statut' },
  'field.detailedStatus': { en: 'QuickBooks status', fr: 'statut QuickBooks' },
  'field.quickbooksNumber': { en: 'QuickBooks number', fr: 'numéro QuickBooks' },
  'field.billed': { en: 'amount billed', fr: 'montant facturé' },
  'field.balanceDue': { en: 'balance due', fr: 'solde dû' },
  'field.total': { en: 'grand total', fr: 'total' },
  'field.balance': { en: 'balance', fr: 'solde' },
  'field.tax': { en: 'tax', fr: 'taxe' },
  'field.paid': { en: 'amount paid', fr: 'montant payé' },
  'field.credits': { en: 'credits', fr: 'avoirs' },
  'field.lines': { en: 'line items', fr: 'lignes' },
  'field.payments': { en: 'payments', fr: 'paiements' },

  'deal.none': {
    en: 'No invoice is associated with this deal.',
    fr: 'Aucune facture n’est associée à cette transaction.',
  },
  'deal.noneTitle': { en: 'No invoices yet', fr: 'Aucune facture' },
  'deal.listFailed': {
    en: 'The deal’s invoices could not be listed',
    fr: 'Les factures de la transaction n’ont pas pu être listées',
  },
  'deal.listFailedText': {
    en: 'HubSpot does not show them; you may lack the permission to see invoices.',
    fr: 'HubSpot ne les affiche pas ; il vous manque peut-être l’autorisation de voir les factures.',
  },
  'deal.tooMany': {
    en: 'This deal has more invoices. The first {shown} are counted here.',
    fr: 'Cette transaction a davantage de factures. Les {shown} premières sont comptées ici.',
  },
  'deal.unsynced': {
    en: '{count} of the invoices are not synced and not counted.',
    fr: '{count} des factures ne sont pas synchronisées et ne sont pas comptées.',
  },
  'deal.billed': { en: 'Billed in {currency}', fr: 'Facturé en {currency}' },
  'deal.paid': { en: 'Paid in {currency}', fr: 'Payé en {currency}' },
  'deal.credits': { en: 'Credits in {currency}', fr: 'Avoirs en {currency}' },
  'deal.outstanding': { en: 'Outstanding in {currency}', fr: 'Restant dû en {currency}' },
  'deal.invoices': { en: 'Invoices', fr: 'Factures' },
  'deal.sync': { en: 'Sync', fr: 'Synchronisation' },
} as const satisfies Readonly<Record<string, Translated>>;
