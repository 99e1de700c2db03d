// Why invoices and payments fail and what to do.

import type { Translated } from './language.ts';

export const invoiceFailureTexts = {
  'failure.tax-code-required.title': { en: 'Tax code required', fr: 'Code de taxe requis' },
  'failure.tax-code-required.cause': {
    en: 'QuickBooks needs a tax code for the lines, and none is chosen for this rate.',
    fr: 'QuickBooks a besoin d’un code de taxe pour les lignes, et aucun n’est choisi pour ce taux.',
  },
  'failure.tax-code-required.remedy': {
    en: 'Choose the tax code in the settings of the invoice sync.',
    fr: 'Choisissez le code de taxe dans les paramètres de la synchronisation des factures.',
  },
  'failure.total-differs.title': { en: 'Total differs', fr: 'Total différent' },
  'failure.total-differs.cause': {
    en: 'QuickBooks arrives at another total for this invoice than HubSpot.',
    fr: 'QuickBooks arrive pour cette facture à un autre total que HubSpot.',
  },
  'failure.total-differs.remedy': {
    en: 'Compare tax and rounding on both sides, then choose which total stands.',
    fr: 'Comparez la taxe et les arrondis des deux côtés, puis choisissez le total qui fait foi.',
  },
  'failure.currency-mismatch.title': { en: 'Currency does not fit', fr: 'Devise incompatible' },
  'failure.currency-mismatch.cause': {
    en: 'The currency differs from the customer’s in QuickBooks, or the company has no multicurrency.',
    fr: 'La devise diffère de celle du client dans QuickBooks, ou l’entreprise n’utilise pas plusieurs devises.',
  },
  'failure.currency-mismatch.remedy': {
    en: 'Use the customer’s currency, or switch multicurrency on and bill a customer of that currency.',
    fr: 'Utilisez la devise du client, ou activez le multidevise et facturez un client dans cette devise.',
  },
  'failure.invoice-number-used.title': {
    en: 'Invoice number already used',
    fr: 'Numéro de facture déjà utilisé',
  },
  'failure.invoice-number-used.cause': {
    en: 'Another transaction in QuickBooks has this number.',
    fr: 'Une autre transaction porte ce numéro dans QuickBooks.',
  },
  'failure.invoice-number-used.remedy': {
    en: 'Take the free number that is offered, or change the number in HubSpot.',
    fr: 'Prenez le numéro libre proposé, ou modifiez le numéro dans HubSpot.',
  },
  'failure.changed-in-quickbooks.title': { en: 'Changed in QuickBooks', fr: 'Modifiée dans QuickBooks' },
  'failure.changed-in-quickbooks.cause': {
    en: 'Somebody changed this invoice in QuickBooks in a way HubSpot cannot follow.',
    fr: 'Quelqu’un a modifié cette facture dans QuickBooks d’une façon que HubSpot ne peut pas suivre.',
  },
  'failure.changed-in-quickbooks.remedy': {
    en: 'Compare the differences and choose which side stands. It clears by itself when both agree again.',
    fr: 'Comparez les différences et choisissez le côté qui fait foi. Tout rentre dans l’ordre dès que les deux concordent.',
  },
  'failure.already-paid.title': { en: 'Already paid in QuickBooks', fr: 'Déjà payée dans QuickBooks' },
  'failure.already-paid.cause': {
    en: 'Less is open on the invoice in QuickBooks than was paid in HubSpot.',
    fr: 'Il reste moins à payer sur la facture dans QuickBooks que ce qui a été réglé dans HubSpot.',
  },
  'failure.already-paid.remedy': {
    en: 'Link the payment that is there, or post this one and leave the rest unapplied.',
    fr: 'Liez le paiement existant, ou enregistrez celui-ci en laissant le reste non affecté.',
  },
  'failure.refunded-in-hubspot.title': { en: 'Refunded in HubSpot', fr: 'Remboursé dans HubSpot' },
  'failure.refunded-in-hubspot.cause': {
    en: 'A payment that is in the books was refunded or disputed in HubSpot.',
    fr: 'Un paiement déjà comptabilisé a été remboursé ou contesté dans HubSpot.',
  },
  'failure.refunded-in-hubspot.remedy': {
    en: 'Enter the refund in QuickBooks, then let the books stand. Ledgerline never takes money out of them by itself.',
    fr: 'Saisissez le remboursement dans QuickBooks, puis validez la comptabilité. Ledgerline n’en retire jamais d’argent de lui-même.',
  },
  'failure.payment-needs-payments-api.title': { en: 'Payments cannot be read', fr: 'Paiements illisibles' },
  'failure.payment-needs-payments-api.cause': {
    en: 'HubSpot shows money paid, but Ledgerline may not read the payments of this account.',
    fr: 'HubSpot indique un montant payé, mais Ledgerline ne peut pas lire les paiements de ce compte.',
  },
  'failure.payment-needs-payments-api.remedy': {
    en: 'Connect again and allow access to payments. Until then, enter such payments in QuickBooks by hand.',
    fr: 'Reconnectez en autorisant l’accès aux paiements. D’ici là, saisissez ces paiements dans QuickBooks à la main.',
  },
  'failure.service-date-required.title': { en: 'Service date required', fr: 'Date de service requise' },
  'failure.service-date-required.cause': {
    en: 'The company recognises revenue by service date, and a line has none.',
    fr: 'L’entreprise comptabilise le revenu selon la date de service, et une ligne n’en a pas.',
  },
  'failure.service-date-required.remedy': {
    en: 'Give the line a service date in QuickBooks, or use a product without deferred revenue.',
    fr: 'Donnez une date de service à la ligne dans QuickBooks, ou utilisez un produit sans revenu différé.',
  },
  'failure.closed-books.title': { en: 'Books are closed', fr: 'Période clôturée' },
  'failure.closed-books.cause': {
    en: 'The date lies in a period that is closed in QuickBooks.',
    fr: 'La date se trouve dans une période clôturée dans QuickBooks.',
  },
  'failure.closed-books.remedy': {
    en: 'Reopen the period in QuickBooks, or give the record a later date.',
    fr: 'Rouvrez la période dans QuickBooks, ou donnez une date ultérieure à l’enregistrement.',
  },
  'failure.locked-in-quickbooks.title': { en: 'Locked in QuickBooks', fr: 'Verrouillé dans QuickBooks' },
  'failure.locked-in-quickbooks.cause': {
    en: 'It is deposited, settled, matched or has something depending on it, so QuickBooks lets nobody change it.',
    fr: 'Il est déposé, réglé, rapproché ou un autre élément en dépend : QuickBooks n’autorise aucun changement.',
  },
  'failure.locked-in-quickbooks.remedy': {
    en: 'Undo the deposit or the link in QuickBooks, then try again.',
    fr: 'Annulez le dépôt ou le lien dans QuickBooks, puis réessayez.',
  },
  'failure.subscription-read-only.title': {
    en: 'QuickBooks is read-only',
    fr: 'QuickBooks est en lecture seule',
  },
  'failure.subscription-read-only.cause': {
    en: 'The QuickBooks subscription has ended or could not be billed, so nothing can be written.',
    fr: 'L’abonnement QuickBooks est terminé ou n’a pas pu être facturé : rien ne peut y être écrit.',
  },
  'failure.subscription-read-only.remedy': {
    en: 'Renew the subscription; what waits goes on by itself within a day.',
    fr: 'Renouvelez l’abonnement ; ce qui attend reprend de lui-même en moins d’un jour.',
  },
} as const satisfies Readonly<Record<string, Translated>>;
