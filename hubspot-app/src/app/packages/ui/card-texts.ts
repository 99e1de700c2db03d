// What the cards on invoices and deals say.

import type { Translated } from './language.ts';

export const cardTexts = {
  'card.loading': { en: 'Loading what QuickBooks says', fr: 'Chargement des données QuickBooks' },
  'card.failed': { en: 'This card could not be loaded', fr: 'Cette carte n’a pas pu être chargée' },
  'card.notConnectedTitle': { en: 'QuickBooks is not connected', fr: 'QuickBooks n’est pas connecté' },
  'card.notConnectedText': {
    en: 'Connect a QuickBooks company in Ledgerline’s settings to see here what was billed and paid.',
    fr: 'Connectez une entreprise QuickBooks dans les paramètres de Ledgerline pour voir ici ce qui est facturé et payé.',
  },
  'card.endedTitle': { en: 'The connection has ended', fr: 'La connexion est terminée' },
  'card.endedText': {
    en: 'This is what was known last. Connect QuickBooks again in Ledgerline’s settings.',
    fr: 'Voici le dernier état connu. Reconnectez QuickBooks dans les paramètres de Ledgerline.',
  },
  'card.stoppedTitle': {
    en: 'The invoice sync is not running',
    fr: 'La synchronisation des factures n’est pas active',
  },
  'card.stoppedText': {
    en: 'This is what was known last. Turn the sync on in Ledgerline’s settings.',
    fr: 'Voici le dernier état connu. Activez la synchronisation dans les paramètres de Ledgerline.',
  },

  'invoice.unknownTitle': { en: 'Not synced yet', fr: 'Pas encore synchronisée' },
  'invoice.unknownText': {
    en: 'Ledgerline has not looked at this invoice. Drafts and invoices from before the sync was set up are left alone.',
    fr: 'Ledgerline n’a pas examiné cette facture. Les brouillons et les factures antérieures à la mise en place restent intacts.',
  },
  'invoice.open': { en: 'Open in QuickBooks', fr: 'Ouvrir dans QuickBooks' },
  'invoice.openNumber': {
    en: 'Open invoice {number} in QuickBooks',
    fr: 'Ouvrir la facture {number} dans QuickBooks',
  },
  'invoice.total': { en: 'Invoice total', fr: 'Total de la facture' },
  'invoice.paid': { en: 'Paid', fr: 'Payé' },
  'invoice.credits': { en: 'Credits', fr: 'Avoirs' },
  'invoice.deposit': { en: 'Deposit', fr: 'Acompte' },
  'invoice.balance': { en: 'Balance', fr: 'Solde' },
  'invoice.due': { en: 'Due', fr: 'Échéance' },
  'invoice.number': { en: 'Number', fr: 'Numéro' },
  'invoice.status': { en: 'Status in QuickBooks', fr: 'Statut dans QuickBooks' },
  'invoice.lastSynced': { en: 'Last synced {when}', fr: 'Dernière synchronisation {when}' },
  'invoice.neverRead': {
    en: 'This invoice is not in QuickBooks yet.',
    fr: 'Cette facture n’est pas encore dans QuickBooks.',
  },

  'invoiceStatus.open': { en: 'Open', fr: 'Ouverte' },
  'invoiceStatus.partly_paid': { en: 'Partly paid', fr: 'Partiellement payée' },
  'invoiceStatus.paid': { en: 'Paid', fr: 'Payée' },
  'invoiceStatus.overdue': { en: 'Overdue', fr: 'En retard' },
  'invoiceStatus.voided': { en: 'Voided', fr: 'Annulée' },
  'invoiceStatus.deleted': { en: 'Deleted in QuickBooks', fr: 'Supprimée dans QuickBooks' },

  'standing.in-sync': { en: 'In sync', fr: 'Synchronisée' },
  'standing.pending': { en: 'Pending', fr: 'En attente' },
  'standing.failing': { en: 'Failing', fr: 'En échec' },
  'standing.excluded': { en: 'Excluded', fr: 'Exclue' },
  'standing.unknown': { en: 'Not synced', fr: 'Non synchronisée' },
  'standing.in-syncText': {
    en: 'HubSpot and QuickBooks agree.',
    fr: 'HubSpot et QuickBooks concordent.',
  },
  'standing.pendingText': {
    en: 'This invoice is on its way. The card follows by itself.',
    fr: 'Cette facture est en cours de traitement. La carte se met à jour d’elle-même.',
  },
  'standing.due': {
    en: 'Ledgerline is looking at this invoice now. The card follows by itself.',
    fr: 'Ledgerline examine cette facture. La carte se met à jour d’elle-même.',
  },

  'action.retry': { en: 'Retry', fr: 'Réessayer' },
  'action.syncNow': { en: 'Sync now', fr: 'Synchroniser maintenant' },
  'action.asked': {
    en: 'Ledgerline looks at this invoice now.',
    fr: 'Ledgerline examine maintenant cette facture.',
  },
  'action.failed': { en: 'That did not work', fr: 'Cela n’a pas fonctionné' },
  'action.decided': {
    en: 'Your choice is stored and carried out now.',
    fr: 'Votre choix est enregistré et appliqué maintenant.',
  },
  'action.askOthers': {
    en: 'To choose, ask a person who may change Ledgerline’s settings.',
    fr: 'Pour choisir, adressez-vous à une personne autorisée à modifier les paramètres de Ledgerline.',
  },

  'failing.remedy': { en: 'What to do', fr: 'Que faire' },
  'failing.tried': { en: 'Last tried {when}', fr: 'Dernier essai {when}' },
  'failing.next': { en: 'Next try {when}', fr: 'Prochain essai {when}' },
  'failing.vendorSays': { en: '{vendor} says: {message}', fr: '{vendor} indique : {message}' },
  'failing.requestId': {
    en: 'For {vendor}’s support: request {id}',
    fr: 'Pour l’assistance {vendor} : requête {id}',
  },

  'blocked.sync-off': {
    en: 'The contact sync is turned off.',
    fr: 'La synchronisation des contacts est désactivée.',
  },
  'blocked.not-yet': {
    en: 'Contact and customer are not in step yet.',
    fr: 'Contact et client ne sont pas encore synchronisés.',
  },
  'blocked.because': { en: 'The customer is held up: {reason}', fr: 'Le client est bloqué : {reason}' },
  'blocked.filter': {
    en: 'The filter of the contact sync keeps it out.',
    fr: 'Le filtre de la synchronisation des contacts le retient.',
  },
  'blocked.direction': {
    en: 'The contact sync does not run in this direction.',
    fr: 'La synchronisation des contacts ne fonctionne pas dans ce sens.',
  },
  'blocked.deleted': {
    en: 'Somebody deleted the contact in HubSpot.',
    fr: 'Quelqu’un a supprimé le contact dans HubSpot.',
  },
  'fact.field': { en: 'Field: {value}', fr: 'Champ : {value}' },
  'fact.number': { en: 'Taken number: {value}', fr: 'Numéro pris : {value}' },
  'fact.totals': {
    en: 'HubSpot: {hubspot}. QuickBooks: {quickbooks}. Difference: {difference}.',
    fr: 'HubSpot : {hubspot}. QuickBooks : {quickbooks}. Écart : {difference}.',
  },
  'fact.payment': { en: 'Payment: {value}', fr: 'Paiement : {value}' },
  'fact.open': { en: 'Still open in QuickBooks: {value}', fr: 'Solde ouvert dans QuickBooks : {value}' },
  'fact.closed': { en: 'Closed up to {value}', fr: 'Clôturé jusqu’au {value}' },
  'fact.currencies': {
    en: 'Currency of the invoice: {value}',
    fr: 'Devise de la facture : {value}',
  },
  'fact.length': {
    en: 'Length {actual}, at most {allowed} fit',
    fr: 'Longueur {actual}, maximum {allowed}',
  },
  'fact.options': { en: 'Accepted values: {allowed}', fr: 'Valeurs acceptées : {allowed}' },
  'fact.candidates': { en: 'Candidates: {value}', fr: 'Candidats : {value}' },
  'fact.tried': { en: 'Names tried: {value}', fr: 'Noms essayés : {value}' },

  'excluded.filter': { en: 'Outside the sync’s filter', fr: 'Hors du filtre de la synchronisation' },
  'excluded.inactive': { en: 'Inactive in QuickBooks', fr: 'Inactive dans QuickBooks' },
  'excluded.draft': { en: 'Still a draft in HubSpot', fr: 'Encore un brouillon dans HubSpot' },
  'excluded.voided': {
    en: 'Voided before it ever went to QuickBooks',
    fr: 'Annulée avant d’être passée dans QuickBooks',
  },
  'excluded.not-made-in-hubspot': {
    en: 'Billed elsewhere: only invoices made in HubSpot go to QuickBooks',
    fr: 'Facturée ailleurs : seules les factures créées dans HubSpot passent dans QuickBooks',
  },
  'excluded.project': { en: 'Belongs to a project', fr: 'Appartient à un projet' },
  'excluded.category-item': { en: 'Is a category of items', fr: 'Est une catégorie d’articles' },
  'excluded.bundle': { en: 'Is a bundle', fr: 'Est un lot' },
  'excluded.no-sku': { en: 'Has no SKU', fr: 'N’a pas de référence SKU' },
  'excluded.deleted-in-quickbooks': {
    en: 'Somebody deleted this invoice in QuickBooks. It stays here, voided.',
    fr: 'Quelqu’un a supprimé cette facture dans QuickBooks. Elle reste ici, annulée.',
  },
  'excluded.deleted-in-hubspot': {
    en: 'Somebody deleted this invoice in HubSpot.',
    fr: 'Quelqu’un a supprimé cette facture dans HubSpot.',
  },
  'excluded.merged': {
    en: 'Merged into another record',
    fr: 'Fusionnée avec un autre enregistrement',
  },
  'excluded.sync-direction': {
    en: 'The sync does not run in this direction',
    fr: 'La synchronisation ne fonctionne pas dans ce sens',
  },
  'excluded.other': { en: 'Deliberately not kept in step', fr: 'Volontairement non synchronisée' },
  'filter.to-hubspot': {
    en: 'What may cross to HubSpot:',
    fr: 'Ce qui peut passer vers HubSpot :',
  },
  'filter.to-quickbooks': {
    en: 'What may cross to QuickBooks:',
    fr: 'Ce qui peut passer vers QuickBooks :',
  },
  'filter.and': { en: ' and ', fr: ' et ' },

  'operator.is': { en: '{field} is {values}', fr: '{field} est {values}' },
  'operator.is-not': { en: '{field} is not {values}', fr: '{field} n’est pas {values}' },
  'operator.is-any-of': { en: '{field} is one of {values}', fr: '{field} est l’un de {values}' },
  'operator.is-none-of': { en: '{field} is none of {values}', fr: '{field} n’est aucun de {values}' },
  'operator.contains': { en: '{field} contains {values}', fr: '{field} contient {values}' },
  'operator.starts-with': { en: '{field} starts with {values}', fr: '{field} commence par {values}' },
  'operator.is-known': { en: '{field} has a value', fr: '{field} a une valeur' },
  'operator.is-unknown': { en: '{field} has no value', fr: '{field} n’a pas de valeur' },
  'operator.before': { en: '{field} before {values}', fr: '{field} avant {values}' },
  'operator.after': { en: '{field} after {values}', fr: '{field} après {values}' },
  'operator.on-or-after': { en: '{field} on or after {values}', fr: '{field} à partir du {values}' },
  'operator.between': { en: '{field} between {values}', fr: '{field} entre {values}' },
  'operator.more-than': { en: '{field} more than {values}', fr: '{field} supérieur à {values}' },
  'operator.less-than': { en: '{field} less than {values}', fr: '{field} inférieur à {values}' },

  'conflict.title': { en: 'Both sides changed: {field}', fr: 'Modifié des deux côtés : {field}' },
  'conflict.text': {
    en: 'HubSpot: {hubspot}. QuickBooks: {quickbooks}. {winner}’s value is used.',
    fr: 'HubSpot : {hubspot}. QuickBooks : {quickbooks}. La valeur de {winner} est retenue.',
  },
  'conflict.nothing': { en: 'no value', fr: 'aucune valeur' },
  'difference.title': { en: 'What differs', fr: 'Ce qui diffère' },
  'difference.removed': { en: 'Removed in QuickBooks: {text}', fr: 'Supprimé dans QuickBooks : {text}' },
  'difference.added': { en: 'Added in QuickBooks: {text}', fr: 'Ajouté dans QuickBooks : {text}' },
  'difference.changed': { en: 'Changed in QuickBooks: {text}', fr: 'Modifié dans QuickBooks : {text}' },
  'difference.only-hubspot': { en: 'Only in HubSpot: {text}', fr: 'Seulement dans HubSpot : {text}' },
  'difference.only-quickbooks': {
    en: 'Only in QuickBooks: {text}',
    fr: 'Seulement dans QuickBooks : {text}',
  },
  'difference.payment-removed': {
    en: 'Payment removed in QuickBooks: {text}',
    fr: 'Paiement supprimé dans QuickBooks : {text}',
  },
  'difference.tax': { en: 'Tax changed: {text}', fr: 'Taxe modifiée : {text}' },
  'difference.voided': {
    en: 'Somebody voided the invoice in QuickBooks.',
    fr: 'Quelqu’un a annulé la facture dans QuickBooks.',
  },
  'difference.other': { en: 'The order of the lines', fr: 'L’ordre des lignes' },
  'choice.take-other': { en: 'Take {side}’s value', fr: 'Prendre la valeur de {side}' },
  'choice.take-hubspot': { en: 'Let HubSpot stand', fr: 'Retenir HubSpot' },
  'choice.take-quickbooks': { en: 'Let QuickBooks stand', fr: 'Retenir QuickBooks' },
  'choice.link': { en: 'Link QuickBooks payment {name}', fr: 'Lier le paiement QuickBooks {name}' },
  'choice.post-unapplied': {
    en: 'Post with the rest unapplied',
    fr: 'Enregistrer avec un reste non appliqué',
  },
  'choice.use-number': { en: 'Use number {name}', fr: 'Utiliser le numéro {name}' },
} as const satisfies Readonly<Record<string, Translated>>;
