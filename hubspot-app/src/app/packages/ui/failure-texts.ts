// Why any record fails and what to do. Money's own failures are in `invoice-failure-texts.ts`.

import type { Translated } from './language.ts';

export const recordFailureTexts = {
  'failure.ambiguous-match.title': { en: 'Ambiguous match', fr: 'Correspondance ambiguë' },
  'failure.ambiguous-match.cause': {
    en: 'Several records share the value these are matched by, so that nobody can tell which belong together.',
    fr: 'Plusieurs enregistrements partagent la valeur qui sert à les rapprocher : impossible de savoir lesquels vont ensemble.',
  },
  'failure.ambiguous-match.remedy': {
    en: 'Link the right two by hand, or change the shared value on one of the others.',
    fr: 'Liez vous-même les deux bons, ou modifiez la valeur partagée sur l’un des autres.',
  },
  'failure.missing-data.title': { en: 'Data missing', fr: 'Données manquantes' },
  'failure.missing-data.cause': {
    en: 'The other system needs a value that this record or the settings do not have.',
    fr: 'L’autre système a besoin d’une valeur que cet enregistrement ou les paramètres n’ont pas.',
  },
  'failure.missing-data.remedy': {
    en: 'Fill in the value named below, or choose it in the settings of the sync.',
    fr: 'Renseignez la valeur indiquée ci-dessous, ou choisissez-la dans les paramètres de la synchronisation.',
  },
  'failure.value-not-accepted.title': { en: 'Value not accepted', fr: 'Valeur refusée' },
  'failure.value-not-accepted.cause': {
    en: 'A value is too long, of the wrong kind or not among the options the other system knows. Ledgerline never cuts a value.',
    fr: 'Une valeur est trop longue, du mauvais type ou absente des options de l’autre système. Ledgerline ne tronque jamais une valeur.',
  },
  'failure.value-not-accepted.remedy': {
    en: 'Correct the value, or change the mapping of this field.',
    fr: 'Corrigez la valeur, ou modifiez la correspondance de ce champ.',
  },
  'failure.duplicate-record.title': { en: 'Already there', fr: 'Existe déjà' },
  'failure.duplicate-record.cause': {
    en: 'The other system has a record with the same name or unique value.',
    fr: 'L’autre système possède un enregistrement portant le même nom ou la même valeur unique.',
  },
  'failure.duplicate-record.remedy': {
    en: 'Link this record with the one that is there, or change the value on one of them.',
    fr: 'Liez cet enregistrement à celui qui existe, ou modifiez la valeur de l’un des deux.',
  },
  'failure.display-name-used.title': { en: 'Display name already used', fr: 'Nom d’affichage déjà utilisé' },
  'failure.display-name-used.cause': {
    en: 'In QuickBooks a customer, vendor or employee has this display name, and each name may be used once.',
    fr: 'Dans QuickBooks, un client, un fournisseur ou un employé porte ce nom d’affichage, et chaque nom doit être unique.',
  },
  'failure.display-name-used.remedy': {
    en: 'Change the name on one side, or let the sync find a free name in its settings.',
    fr: 'Modifiez le nom d’un côté, ou laissez la synchronisation en trouver un libre dans ses paramètres.',
  },
  'failure.waiting-for-customer.title': { en: 'Waiting for customer', fr: 'En attente du client' },
  'failure.waiting-for-customer.cause': {
    en: 'The customer this record belongs to is not in step yet.',
    fr: 'Le client auquel appartient cet enregistrement n’est pas encore synchronisé.',
  },
  'failure.waiting-for-customer.remedy': {
    en: 'Usually nothing: it goes on when the customer is. If a filter or a sync that is off holds the customer back, change that.',
    fr: 'En général rien : la suite se fait d’elle-même. Si un filtre ou une synchronisation désactivée retient le client, modifiez-le.',
  },
  'failure.waiting-for-item.title': { en: 'Waiting for product', fr: 'En attente du produit' },
  'failure.waiting-for-item.cause': {
    en: 'A product or service on this record is not in step yet.',
    fr: 'Un produit ou service de cet enregistrement n’est pas encore synchronisé.',
  },
  'failure.waiting-for-item.remedy': {
    en: 'Usually nothing: it goes on when the product is. If a filter or a sync that is off holds it back, change that.',
    fr: 'En général rien : la suite se fait d’elle-même. Si un filtre ou une synchronisation désactivée le retient, modifiez-le.',
  },
  'failure.reference-inactive.title': {
    en: 'Something it refers to is inactive',
    fr: 'Un élément lié est inactif',
  },
  'failure.reference-inactive.cause': {
    en: 'A customer, product or account it refers to was made inactive or deleted in QuickBooks.',
    fr: 'Un client, un produit ou un compte auquel il renvoie a été désactivé ou supprimé dans QuickBooks.',
  },
  'failure.reference-inactive.remedy': {
    en: 'Make it active again in QuickBooks, or choose another one; then try again.',
    fr: 'Réactivez-le dans QuickBooks ou choisissez-en un autre, puis réessayez.',
  },
  'failure.permission-missing.title': { en: 'Permission missing', fr: 'Autorisation manquante' },
  'failure.permission-missing.cause': {
    en: 'Ledgerline’s access does not cover this any more: a scope or the connecting person’s rights are missing.',
    fr: 'L’accès de Ledgerline ne couvre plus cette opération : il manque une autorisation ou les droits de la personne qui a connecté.',
  },
  'failure.permission-missing.remedy': {
    en: 'Have an administrator connect again and allow everything that is asked for.',
    fr: 'Demandez à un administrateur de reconnecter et d’accepter tout ce qui est demandé.',
  },
  'failure.feature-missing.title': { en: 'Not available here', fr: 'Non disponible ici' },
  'failure.feature-missing.cause': {
    en: 'The edition or the settings of the account do not have the feature this needs.',
    fr: 'L’édition ou les paramètres du compte n’offrent pas la fonction nécessaire.',
  },
  'failure.feature-missing.remedy': {
    en: 'Switch the feature on, or leave this field or object out of the sync.',
    fr: 'Activez la fonction, ou retirez ce champ ou cet objet de la synchronisation.',
  },
  'failure.hubspot-rule.title': { en: 'A rule in HubSpot forbids it', fr: 'Une règle de HubSpot s’y oppose' },
  'failure.hubspot-rule.cause': {
    en: 'The account demands a property or a kind of value that this record does not have.',
    fr: 'Le compte exige une propriété ou un format de valeur que cet enregistrement n’a pas.',
  },
  'failure.hubspot-rule.remedy': {
    en: 'Fill in what HubSpot demands, or change the rule in HubSpot’s property settings.',
    fr: 'Renseignez ce que HubSpot exige, ou modifiez la règle dans les paramètres des propriétés de HubSpot.',
  },
  'failure.conflicting-change.title': { en: 'Changed at the same moment', fr: 'Modifié au même moment' },
  'failure.conflicting-change.cause': {
    en: 'Somebody changed or removed the record while it was being written.',
    fr: 'Quelqu’un a modifié ou supprimé l’enregistrement pendant son écriture.',
  },
  'failure.conflicting-change.remedy': {
    en: 'Nothing: it is read again and tried again by itself.',
    fr: 'Rien à faire : il est relu et réessayé automatiquement.',
  },
  'failure.rate-limited.title': { en: 'Too many calls', fr: 'Trop d’appels' },
  'failure.rate-limited.cause': {
    en: 'The other system allows a limited number of calls and has none left just now.',
    fr: 'L’autre système limite le nombre d’appels et n’en autorise plus pour l’instant.',
  },
  'failure.rate-limited.remedy': {
    en: 'Nothing: it is tried again as soon as calls are allowed.',
    fr: 'Rien à faire : un nouvel essai a lieu dès que les appels sont permis.',
  },
  'failure.temporary-error.title': { en: 'Passing trouble', fr: 'Problème passager' },
  'failure.temporary-error.cause': {
    en: 'The other system could not answer or stumbled over this record.',
    fr: 'L’autre système n’a pas pu répondre ou a buté sur cet enregistrement.',
  },
  'failure.temporary-error.remedy': {
    en: 'Nothing: it is tried again by itself. If it lasts for a day, tell our support the request id below.',
    fr: 'Rien à faire : un nouvel essai est automatique. Si cela dure un jour, donnez à notre assistance l’identifiant de requête ci-dessous.',
  },
  'failure.unsupported-answer.title': { en: 'Unexpected answer', fr: 'Réponse inattendue' },
  'failure.unsupported-answer.cause': {
    en: 'The other system answered in a way Ledgerline does not know.',
    fr: 'L’autre système a répondu d’une façon que Ledgerline ne connaît pas.',
  },
  'failure.unsupported-answer.remedy': {
    en: 'Nothing: it is tried again by itself. If it lasts for a day, tell our support the request id below.',
    fr: 'Rien à faire : un nouvel essai est automatique. Si cela dure un jour, donnez à notre assistance l’identifiant de requête ci-dessous.',
  },
  'failure.rejected-by-hubspot.title': { en: 'Refused by HubSpot', fr: 'Refusé par HubSpot' },
  'failure.rejected-by-hubspot.cause': {
    en: 'HubSpot refuses this record for the reason it states below.',
    fr: 'HubSpot refuse cet enregistrement pour la raison indiquée ci-dessous.',
  },
  'failure.rejected-by-hubspot.remedy': {
    en: 'Change what HubSpot names and try again. If the reason makes no sense, tell our support the request id below.',
    fr: 'Modifiez ce que HubSpot indique et réessayez. Si la raison est incompréhensible, donnez à notre assistance l’identifiant de requête ci-dessous.',
  },
  'failure.rejected-by-quickbooks.title': { en: 'Refused by QuickBooks', fr: 'Refusé par QuickBooks' },
  'failure.rejected-by-quickbooks.cause': {
    en: 'QuickBooks refuses this record for the reason it states below.',
    fr: 'QuickBooks refuse cet enregistrement pour la raison indiquée ci-dessous.',
  },
  'failure.rejected-by-quickbooks.remedy': {
    en: 'Change what QuickBooks names and try again. If the reason makes no sense, tell our support the request id below.',
    fr: 'Modifiez ce que QuickBooks indique et réessayez. Si la raison est incompréhensible, donnez à notre assistance l’identifiant de requête ci-dessous.',
  },
} as const satisfies Readonly<Record<string, Translated>>;
