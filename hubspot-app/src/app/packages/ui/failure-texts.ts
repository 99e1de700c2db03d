// Why a record fails, in a person's words, and the one thing to do. One entry per category of the server.

import type { Texts } from './language.ts';

export const failureTexts = {
  'failure.ambiguous-match.title': { en: 'Ambiguous match', fr: 'Correspondance ambiguë' },
  'failure.ambiguous-match.cause': {
    en: 'More than one record fits, and Ledgerline never guesses.',
    fr: 'Plusieurs enregistrements conviennent, et Ledgerline ne devine jamais.',
  },
  'failure.ambiguous-match.remedy': {
    en: 'Make the matching value unique, or link the right two records by hand in Ledgerline’s settings.',
    fr: 'Rendez la valeur de rapprochement unique, ou liez les deux bons enregistrements à la main dans les paramètres de Ledgerline.',
  },
  'failure.missing-data.title': { en: 'Missing data', fr: 'Données manquantes' },
  'failure.missing-data.cause': {
    en: 'A value is missing without which the record cannot be made.',
    fr: 'Il manque une valeur sans laquelle l’enregistrement ne peut pas être créé.',
  },
  'failure.missing-data.remedy': {
    en: 'Fill in the value. Ledgerline tries again by itself.',
    fr: 'Renseignez la valeur. Ledgerline réessaie de lui-même.',
  },
  'failure.value-not-accepted.title': { en: 'Value not accepted', fr: 'Valeur non acceptée' },
  'failure.value-not-accepted.cause': {
    en: 'A value does not fit the field it belongs in. It is never cut.',
    fr: 'Une valeur ne convient pas au champ auquel elle est destinée. Elle n’est jamais tronquée.',
  },
  'failure.value-not-accepted.remedy': {
    en: 'Change the value, or switch its mapping off.',
    fr: 'Modifiez la valeur, ou désactivez sa correspondance.',
  },
  'failure.duplicate-record.title': { en: 'Duplicate record', fr: 'Doublon' },
  'failure.duplicate-record.cause': {
    en: 'A record with the same unique value is there already.',
    fr: 'Un enregistrement avec la même valeur unique existe déjà.',
  },
  'failure.duplicate-record.remedy': {
    en: 'Merge the two records, or change the value of one of them.',
    fr: 'Fusionnez les deux enregistrements, ou modifiez la valeur de l’un d’eux.',
  },
  'failure.display-name-used.title': {
    en: 'Display name already used',
    fr: 'Nom d’affichage déjà utilisé',
  },
  'failure.display-name-used.cause': {
    en: 'QuickBooks wants one display name per customer, vendor and employee.',
    fr: 'QuickBooks exige un nom d’affichage unique parmi les clients, fournisseurs et employés.',
  },
  'failure.display-name-used.remedy': {
    en: 'Change the name on one side, or let Ledgerline resolve taken names in the contact sync’s settings.',
    fr: 'Modifiez le nom d’un côté, ou laissez Ledgerline résoudre les noms pris dans les paramètres de la synchronisation des contacts.',
  },
  'failure.waiting-for-customer.title': { en: 'Waiting for customer', fr: 'En attente du client' },
  'failure.waiting-for-customer.cause': {
    en: 'The contact of this invoice is not linked with a customer yet.',
    fr: 'Le contact de cette facture n’est pas encore lié à un client.',
  },
  'failure.waiting-for-customer.remedy': {
    en: 'Let the contact sync bring the customer across; the invoice then goes on by itself.',
    fr: 'Laissez la synchronisation des contacts transférer le client ; la facture continue alors d’elle-même.',
  },
  'failure.waiting-for-item.title': { en: 'Waiting for item', fr: 'En attente de l’article' },
  'failure.waiting-for-item.cause': {
    en: 'A product of this invoice is not linked with a QuickBooks item yet.',
    fr: 'Un produit de cette facture n’est pas encore lié à un article QuickBooks.',
  },
  'failure.waiting-for-item.remedy': {
    en: 'Let the product sync bring the item across; the invoice then goes on by itself.',
    fr: 'Laissez la synchronisation des produits transférer l’article ; la facture continue alors d’elle-même.',
  },
  'failure.reference-inactive.title': { en: 'Customer or item inactive', fr: 'Client ou article inactif' },
  'failure.reference-inactive.cause': {
    en: 'QuickBooks refuses invoices for a customer or an item that was made inactive.',
    fr: 'QuickBooks refuse les factures pour un client ou un article rendu inactif.',
  },
  'failure.reference-inactive.remedy': {
    en: 'Make the customer or item active again in QuickBooks.',
    fr: 'Réactivez le client ou l’article dans QuickBooks.',
  },
  'failure.tax-code-required.title': { en: 'Tax code required', fr: 'Code de taxe requis' },
  'failure.tax-code-required.cause': {
    en: 'This QuickBooks company wants a tax code on every line.',
    fr: 'Cette entreprise QuickBooks exige un code de taxe sur chaque ligne.',
  },
  'failure.tax-code-required.remedy': {
    en: 'Choose a tax code in the invoice sync’s settings.',
    fr: 'Choisissez un code de taxe dans les paramètres de la synchronisation des factures.',
  },
  'failure.total-differs.title': { en: 'Total differs', fr: 'Total différent' },
  'failure.total-differs.cause': {
    en: 'QuickBooks comes to another total than HubSpot.',
    fr: 'QuickBooks arrive à un autre total que HubSpot.',
  },
  'failure.total-differs.remedy': {
    en: 'Compare taxes and rounding, correct one side or choose which total stands.',
    fr: 'Comparez taxes et arrondis, corrigez un côté ou choisissez le total à retenir.',
  },
  'failure.currency-mismatch.title': { en: 'Currency mismatch', fr: 'Devise incompatible' },
  'failure.currency-mismatch.cause': {
    en: 'The invoice’s currency is not its customer’s, or QuickBooks does not use several currencies.',
    fr: 'La devise de la facture n’est pas celle du client, ou QuickBooks n’utilise pas plusieurs devises.',
  },
  'failure.currency-mismatch.remedy': {
    en: 'Use the customer’s currency, or turn multicurrency on in QuickBooks.',
    fr: 'Utilisez la devise du client, ou activez le multidevise dans QuickBooks.',
  },
  'failure.invoice-number-used.title': {
    en: 'Invoice number already used',
    fr: 'Numéro de facture déjà utilisé',
  },
  'failure.invoice-number-used.cause': {
    en: 'Another QuickBooks document has this number.',
    fr: 'Un autre document QuickBooks porte ce numéro.',
  },
  'failure.invoice-number-used.remedy': {
    en: 'Take the free number offered here, or change the number in HubSpot.',
    fr: 'Prenez le numéro libre proposé ici, ou modifiez le numéro dans HubSpot.',
  },
  'failure.changed-in-quickbooks.title': { en: 'Changed in QuickBooks', fr: 'Modifiée dans QuickBooks' },
  'failure.changed-in-quickbooks.cause': {
    en: 'This invoice was made in HubSpot and changed in QuickBooks in a way HubSpot cannot follow.',
    fr: 'Cette facture a été créée dans HubSpot et modifiée dans QuickBooks d’une façon que HubSpot ne peut pas suivre.',
  },
  'failure.changed-in-quickbooks.remedy': {
    en: 'Choose which side stands. It also clears by itself once both agree again.',
    fr: 'Choisissez le côté à retenir. L’erreur disparaît aussi d’elle-même dès que les deux concordent.',
  },
  'failure.already-paid.title': { en: 'Already paid in QuickBooks', fr: 'Déjà payée dans QuickBooks' },
  'failure.already-paid.cause': {
    en: 'Less is open on the invoice in QuickBooks than was paid in HubSpot.',
    fr: 'Le solde ouvert de la facture dans QuickBooks est inférieur au paiement reçu dans HubSpot.',
  },
  'failure.already-paid.remedy': {
    en: 'Link the payment that is in QuickBooks already, or post this one with the rest unapplied.',
    fr: 'Liez le paiement déjà présent dans QuickBooks, ou enregistrez celui-ci en laissant le reste non appliqué.',
  },
  'failure.refunded-in-hubspot.title': { en: 'Refunded in HubSpot', fr: 'Remboursée dans HubSpot' },
  'failure.refunded-in-hubspot.cause': {
    en: 'A payment that is in QuickBooks was refunded or disputed in HubSpot.',
    fr: 'Un paiement présent dans QuickBooks a été remboursé ou contesté dans HubSpot.',
  },
  'failure.refunded-in-hubspot.remedy': {
    en: 'Enter the refund in QuickBooks; your accountant knows in which form.',
    fr: 'Saisissez le remboursement dans QuickBooks ; votre comptable sait sous quelle forme.',
  },
  'failure.payment-needs-payments-api.title': {
    en: 'Payments cannot be read',
    fr: 'Paiements illisibles',
  },
  'failure.payment-needs-payments-api.cause': {
    en: 'HubSpot shows money paid, but this account does not let apps read its payments.',
    fr: 'HubSpot indique un encaissement, mais ce compte ne permet pas aux applications de lire ses paiements.',
  },
  'failure.payment-needs-payments-api.remedy': {
    en: 'Enter the payment in QuickBooks, or give Ledgerline access to payments.',
    fr: 'Saisissez le paiement dans QuickBooks, ou donnez à Ledgerline l’accès aux paiements.',
  },
  'failure.service-date-required.title': { en: 'Service date required', fr: 'Date de service requise' },
  'failure.service-date-required.cause': {
    en: 'QuickBooks recognises revenue over time here and wants a service date on each line.',
    fr: 'QuickBooks répartit ici les revenus dans le temps et exige une date de service sur chaque ligne.',
  },
  'failure.service-date-required.remedy': {
    en: 'Use items without revenue recognition, or enter the invoice in QuickBooks.',
    fr: 'Utilisez des articles sans comptabilisation des revenus, ou saisissez la facture dans QuickBooks.',
  },
  'failure.closed-books.title': { en: 'Books are closed', fr: 'Exercice clôturé' },
  'failure.closed-books.cause': {
    en: 'The date lies in a period that was closed in QuickBooks.',
    fr: 'La date se situe dans une période clôturée dans QuickBooks.',
  },
  'failure.closed-books.remedy': {
    en: 'Use a later date, or have the period reopened in QuickBooks.',
    fr: 'Utilisez une date ultérieure, ou faites rouvrir la période dans QuickBooks.',
  },
  'failure.locked-in-quickbooks.title': { en: 'Locked in QuickBooks', fr: 'Verrouillée dans QuickBooks' },
  'failure.locked-in-quickbooks.cause': {
    en: 'QuickBooks does not let this record be changed any more, because it was deposited or reconciled.',
    fr: 'QuickBooks ne laisse plus modifier cet enregistrement, car il a été déposé ou rapproché.',
  },
  'failure.locked-in-quickbooks.remedy': {
    en: 'Take it off the deposit in QuickBooks first, or make the change there.',
    fr: 'Retirez-le d’abord du dépôt dans QuickBooks, ou faites-y la modification.',
  },
  'failure.subscription-read-only.title': {
    en: 'QuickBooks subscription is read-only',
    fr: 'Abonnement QuickBooks en lecture seule',
  },
  'failure.subscription-read-only.cause': {
    en: 'QuickBooks refuses changes until its subscription is renewed.',
    fr: 'QuickBooks refuse les modifications jusqu’au renouvellement de son abonnement.',
  },
  'failure.subscription-read-only.remedy': {
    en: 'Renew the subscription in QuickBooks.',
    fr: 'Renouvelez l’abonnement dans QuickBooks.',
  },
  'failure.permission-missing.title': { en: 'Permission missing', fr: 'Autorisation manquante' },
  'failure.permission-missing.cause': {
    en: 'The connection does not have the rights for this change.',
    fr: 'La connexion n’a pas les droits nécessaires à cette modification.',
  },
  'failure.permission-missing.remedy': {
    en: 'Connect again as an administrator.',
    fr: 'Reconnectez en tant qu’administrateur.',
  },
  'failure.feature-missing.title': { en: 'Feature missing', fr: 'Fonction absente' },
  'failure.feature-missing.cause': {
    en: 'The account lacks a feature that this needs.',
    fr: 'Il manque au compte une fonction nécessaire.',
  },
  'failure.feature-missing.remedy': {
    en: 'Turn the feature on in the account, or leave the value out.',
    fr: 'Activez la fonction dans le compte, ou laissez la valeur de côté.',
  },
  'failure.hubspot-rule.title': { en: 'HubSpot rule', fr: 'Règle HubSpot' },
  'failure.hubspot-rule.cause': {
    en: 'A rule your HubSpot administrator set refuses this value.',
    fr: 'Une règle définie par votre administrateur HubSpot refuse cette valeur.',
  },
  'failure.hubspot-rule.remedy': {
    en: 'Change the value in QuickBooks, or the property’s rule in HubSpot.',
    fr: 'Modifiez la valeur dans QuickBooks, ou la règle de la propriété dans HubSpot.',
  },
  'failure.conflicting-change.title': { en: 'Changed meanwhile', fr: 'Modifiée entre-temps' },
  'failure.conflicting-change.cause': {
    en: 'Somebody changed the record while it was being written.',
    fr: 'Quelqu’un a modifié l’enregistrement pendant son écriture.',
  },
  'failure.conflicting-change.remedy': {
    en: 'Nothing. Ledgerline reads it again by itself.',
    fr: 'Rien. Ledgerline le relit de lui-même.',
  },
  'failure.rate-limited.title': { en: 'Too many calls', fr: 'Trop d’appels' },
  'failure.rate-limited.cause': {
    en: 'HubSpot or QuickBooks takes no more calls at the moment.',
    fr: 'HubSpot ou QuickBooks n’accepte plus d’appels pour le moment.',
  },
  'failure.rate-limited.remedy': {
    en: 'Nothing. Ledgerline goes on by itself in a moment.',
    fr: 'Rien. Ledgerline reprend de lui-même dans un instant.',
  },
  'failure.temporary-error.title': { en: 'Temporary error', fr: 'Erreur temporaire' },
  'failure.temporary-error.cause': {
    en: 'HubSpot or QuickBooks did not answer as it should.',
    fr: 'HubSpot ou QuickBooks n’a pas répondu comme prévu.',
  },
  'failure.temporary-error.remedy': {
    en: 'Nothing. Ledgerline tries again by itself.',
    fr: 'Rien. Ledgerline réessaie de lui-même.',
  },
  'failure.unsupported-answer.title': { en: 'Unexpected answer', fr: 'Réponse inattendue' },
  'failure.unsupported-answer.cause': {
    en: 'HubSpot or QuickBooks answered in a way Ledgerline does not know.',
    fr: 'HubSpot ou QuickBooks a répondu d’une façon que Ledgerline ne connaît pas.',
  },
  'failure.unsupported-answer.remedy': {
    en: 'Ledgerline tries again by itself. If it stays, tell our support.',
    fr: 'Ledgerline réessaie de lui-même. Si cela persiste, prévenez notre assistance.',
  },
  'failure.rejected-by-hubspot.title': { en: 'Refused by HubSpot', fr: 'Refusé par HubSpot' },
  'failure.rejected-by-hubspot.cause': {
    en: 'HubSpot refused this change; its own words stand below.',
    fr: 'HubSpot a refusé cette modification ; ses propres mots figurent ci-dessous.',
  },
  'failure.rejected-by-hubspot.remedy': {
    en: 'Correct the value that HubSpot names.',
    fr: 'Corrigez la valeur que HubSpot indique.',
  },
  'failure.rejected-by-quickbooks.title': { en: 'Refused by QuickBooks', fr: 'Refusé par QuickBooks' },
  'failure.rejected-by-quickbooks.cause': {
    en: 'QuickBooks refused this change; its own words stand below.',
    fr: 'QuickBooks a refusé cette modification ; ses propres mots figurent ci-dessous.',
  },
  'failure.rejected-by-quickbooks.remedy': {
    en: 'Correct the value that QuickBooks names.',
    fr: 'Corrigez la valeur que QuickBooks indique.',
  },
} as const satisfies Texts;
