// Every word people read in the extensions, in both languages side by side. `{name}` stands for a value.

import { cardTexts } from './card-texts.ts';
import { recordFailureTexts } from './failure-texts.ts';
import { invoiceFailureTexts } from './invoice-failure-texts.ts';
import type { Language, Translated } from './language.ts';
import { timelineTexts } from './timeline-texts.ts';

export const catalogue = {
  'page.loading': { en: 'Loading your connection', fr: 'Chargement de votre connexion' },
  'page.retry': { en: 'Try again', fr: 'Réessayer' },

  'notInstalled.title': { en: 'Ledgerline is not installed', fr: 'Ledgerline n’est pas installé' },
  'notInstalled.text': {
    en: 'This HubSpot account has no working installation of Ledgerline. Install it again to go on; links and settings of an earlier installation are kept unless somebody deleted them.',
    fr: 'Ce compte HubSpot n’a pas d’installation active de Ledgerline. Réinstallez-le pour continuer ; les liens et paramètres d’une installation précédente sont conservés, sauf si quelqu’un les a supprimés.',
  },
  'notInstalled.action': { en: 'Install Ledgerline', fr: 'Installer Ledgerline' },

  'connect.title': { en: 'Connect QuickBooks Online', fr: 'Connecter QuickBooks Online' },
  'connect.text': {
    en: 'Sign in to Intuit as an administrator of the company, choose it and allow access. Nothing is synced before a sync is turned on.',
    fr: 'Connectez-vous à Intuit en tant qu’administrateur de l’entreprise, choisissez-la et autorisez l’accès. Rien n’est synchronisé avant l’activation d’une synchronisation.',
  },
  'connect.action': { en: 'Connect QuickBooks', fr: 'Connecter QuickBooks' },
  'connect.preparing': { en: 'Preparing the link to QuickBooks', fr: 'Préparation du lien vers QuickBooks' },
  'connect.waiting': { en: 'Waiting for QuickBooks', fr: 'En attente de QuickBooks' },
  'connect.waitingText': {
    en: 'Finish in the tab that opened. This page follows by itself.',
    fr: 'Terminez dans l’onglet qui s’est ouvert. Cette page se met à jour d’elle-même.',
  },
  'connect.ask': {
    en: 'Ask the person who installed Ledgerline, or a super admin, to connect QuickBooks.',
    fr: 'Demandez à la personne qui a installé Ledgerline, ou à un super administrateur, de connecter QuickBooks.',
  },
  'connect.failed': {
    en: 'The link to QuickBooks could not be prepared',
    fr: 'Le lien vers QuickBooks n’a pas pu être préparé',
  },

  'disconnected.title': { en: 'QuickBooks is disconnected', fr: 'QuickBooks est déconnecté' },
  'disconnected.text': {
    en: 'All syncs are paused. Links and settings are kept: connect the same company again and they resume.',
    fr: 'Toutes les synchronisations sont en pause. Les liens et paramètres sont conservés : reconnectez la même entreprise pour reprendre.',
  },

  'reconnect.title': {
    en: 'QuickBooks has to be connected again',
    fr: 'QuickBooks doit être connecté à nouveau',
  },
  'reconnect.text': {
    en: 'QuickBooks no longer accepts the connection. All syncs are paused; links and settings are kept, and syncs resume once it is connected again.',
    fr: 'QuickBooks n’accepte plus la connexion. Toutes les synchronisations sont en pause ; les liens et paramètres sont conservés, et les synchronisations reprennent après la reconnexion.',
  },
  'reconnect.action': { en: 'Reconnect QuickBooks', fr: 'Reconnecter QuickBooks' },

  'readOnly.title': {
    en: 'You can see these settings but not change them',
    fr: 'Vous pouvez voir ces paramètres, mais pas les modifier',
  },
  'readOnly.text': {
    en: 'For a change, ask the person who installed Ledgerline or a super admin.',
    fr: 'Pour une modification, adressez-vous à la personne qui a installé Ledgerline ou à un super administrateur.',
  },

  'company.connected': { en: 'Connected', fr: 'Connectée' },
  'company.reconnect': { en: 'Needs to be reconnected', fr: 'À reconnecter' },
  'company.disconnected': { en: 'Disconnected', fr: 'Déconnectée' },
  'company.name': { en: 'Company', fr: 'Entreprise' },
  'company.country': { en: 'Country', fr: 'Pays' },
  'company.currency': { en: 'Home currency', fr: 'Devise principale' },
  'company.timeZone': { en: 'Time zone', fr: 'Fuseau horaire' },
  'company.setUpDay': { en: 'Set up on', fr: 'Configurée le' },
  'company.closedTitle': {
    en: 'The QuickBooks subscription is read-only',
    fr: 'L’abonnement QuickBooks est en lecture seule',
  },
  'company.closedText': {
    en: 'QuickBooks refuses changes until the subscription is renewed. Changes from HubSpot wait until then.',
    fr: 'QuickBooks refuse les modifications jusqu’au renouvellement de l’abonnement. Les modifications de HubSpot attendent jusque-là.',
  },

  'syncs.title': { en: 'Syncs', fr: 'Synchronisations' },
  'syncs.object': { en: 'HubSpot ↔ QuickBooks', fr: 'HubSpot ↔ QuickBooks' },
  'syncs.state': { en: 'State', fr: 'État' },
  'syncs.direction': { en: 'Direction', fr: 'Sens' },
  'syncs.inSync': { en: 'In sync', fr: 'Synchronisés' },
  'syncs.pending': { en: 'Pending', fr: 'En attente' },
  'syncs.failing': { en: 'Failing', fr: 'En échec' },
  'syncs.excluded': { en: 'Excluded', fr: 'Exclus' },
  'syncs.lastSynced': { en: 'Last synced', fr: 'Dernière synchronisation' },
  'syncs.never': { en: 'Not yet', fr: 'Pas encore' },
  'syncs.none': { en: 'Syncs are being prepared.', fr: 'Les synchronisations sont en préparation.' },

  'object.contact': { en: 'Contacts ↔ customers', fr: 'Contacts ↔ clients' },
  'object.product': { en: 'Products ↔ products and services', fr: 'Produits ↔ produits et services' },
  'object.invoice': { en: 'Invoices ↔ invoices', fr: 'Factures ↔ factures' },

  'state.off': { en: 'Off', fr: 'Désactivée' },
  'state.first-sync': { en: 'First sync running', fr: 'Première synchronisation en cours' },
  'state.on': { en: 'On', fr: 'Activée' },
  'state.paused': { en: 'Paused', fr: 'En pause' },

  'direction.to-hubspot': { en: 'To HubSpot', fr: 'Vers HubSpot' },
  'direction.to-quickbooks': { en: 'To QuickBooks', fr: 'Vers QuickBooks' },
  'direction.two-way': { en: 'Both ways', fr: 'Dans les deux sens' },

  'firstSync.done': { en: '{done} of {total} records', fr: '{done} enregistrements sur {total}' },
  'firstSync.counting': {
    en: '{object}: {done} records so far',
    fr: '{object} : {done} enregistrements jusqu’ici',
  },

  'disconnect.action': { en: 'Disconnect QuickBooks', fr: 'Déconnecter QuickBooks' },
  'disconnect.title': { en: 'Disconnect QuickBooks?', fr: 'Déconnecter QuickBooks ?' },
  'disconnect.text': {
    en: 'All syncs with {company} stop, and Ledgerline gives up its access to QuickBooks. Records in HubSpot and QuickBooks stay as they are. Links and settings are kept, so that the same company can resume.',
    fr: 'Toutes les synchronisations avec {company} s’arrêtent, et Ledgerline renonce à son accès à QuickBooks. Les enregistrements dans HubSpot et QuickBooks restent tels quels. Les liens et paramètres sont conservés, pour que la même entreprise puisse reprendre.',
  },
  'disconnect.confirm': { en: 'Disconnect', fr: 'Déconnecter' },
  'disconnect.cancel': { en: 'Keep connected', fr: 'Rester connecté' },
  'disconnect.done': {
    en: 'QuickBooks is disconnected. Links and settings are kept.',
    fr: 'QuickBooks est déconnecté. Les liens et paramètres sont conservés.',
  },
  'disconnect.pending': {
    en: 'All syncs are stopped. QuickBooks has not confirmed yet that our access ended; Ledgerline asks again by itself.',
    fr: 'Toutes les synchronisations sont arrêtées. QuickBooks n’a pas encore confirmé la fin de notre accès ; Ledgerline le redemandera de lui-même.',
  },
  'disconnect.failed': { en: 'QuickBooks was not disconnected', fr: 'QuickBooks n’a pas été déconnecté' },

  'problem.title': {
    en: 'The connection could not be loaded',
    fr: 'La connexion n’a pas pu être chargée',
  },
  'problem.unreachable': {
    en: 'Ledgerline does not answer at the moment. Nothing is lost; try again in a minute.',
    fr: 'Ledgerline ne répond pas pour le moment. Rien n’est perdu ; réessayez dans une minute.',
  },
  'problem.not-configured': {
    en: 'This version of the app does not know where Ledgerline’s server is. Please tell our support.',
    fr: 'Cette version de l’application ne sait pas où se trouve le serveur de Ledgerline. Merci de prévenir notre assistance.',
  },
  'problem.app-misconfigured': {
    en: 'Ledgerline’s own access is not set up correctly. Please tell our support.',
    fr: 'L’accès de Ledgerline lui-même n’est pas configuré correctement. Merci de prévenir notre assistance.',
  },
  'problem.vendor-unavailable': {
    en: 'HubSpot or QuickBooks does not answer at the moment. Try again in a minute.',
    fr: 'HubSpot ou QuickBooks ne répond pas pour le moment. Réessayez dans une minute.',
  },
  'problem.not-allowed': {
    en: 'You may look at these settings but not change them.',
    fr: 'Vous pouvez consulter ces paramètres, mais pas les modifier.',
  },
  'problem.not-installed': {
    en: 'Ledgerline is not installed in this HubSpot account.',
    fr: 'Ledgerline n’est pas installé dans ce compte HubSpot.',
  },
  'problem.not-connected': {
    en: 'No QuickBooks company is connected.',
    fr: 'Aucune entreprise QuickBooks n’est connectée.',
  },
  'problem.not-running': {
    en: 'The sync of this record is not running.',
    fr: 'La synchronisation de cet enregistrement n’est pas active.',
  },
  'problem.not-fitting': {
    en: 'This record is in another state now; look at it again.',
    fr: 'Cet enregistrement est maintenant dans un autre état ; regardez-le à nouveau.',
  },

  ...recordFailureTexts,
  ...invoiceFailureTexts,
  ...cardTexts,
  ...timelineTexts,

  'healing.self': { en: 'Heals by itself', fr: 'Se résout automatiquement' },
  'healing.cause': {
    en: 'Goes on by itself when what it waits for is there',
    fr: 'Reprend automatiquement dès que ce qui manque est là',
  },
  'healing.person': { en: 'Somebody has to act', fr: 'Une action est nécessaire' },

  'waking.time': { en: 'It is tried again by itself.', fr: 'Un nouvel essai a lieu automatiquement.' },
  'waking.counterpart': {
    en: 'It is looked at again when what it refers to is in step.',
    fr: 'Il est réexaminé dès que l’élément dont il dépend est synchronisé.',
  },
  'waking.record': {
    en: 'It is looked at again when it changes in HubSpot or QuickBooks.',
    fr: 'Il est réexaminé dès qu’il change dans HubSpot ou QuickBooks.',
  },
  'waking.decision': {
    en: 'It is looked at again when somebody decides here.',
    fr: 'Il est réexaminé dès que quelqu’un décide ici.',
  },
  'waking.company': {
    en: 'It is looked at again when the company changes in QuickBooks, within a day.',
    fr: 'Il est réexaminé dès que l’entreprise change dans QuickBooks, sous un jour.',
  },
  'waking.connection': {
    en: 'It is looked at again when somebody connects again.',
    fr: 'Il est réexaminé dès que quelqu’un reconnecte.',
  },
} as const satisfies Readonly<Record<string, Translated>>;

export type TextKey = keyof typeof catalogue;

/** Says a text of the catalogue, with its values filled in. */
export type Say = (key: TextKey, values?: Readonly<Record<string, string>>) => string;

export const sayIn =
  (language: Language): Say =>
  (key, values = {}) =>
    catalogue[key][language].replace(
      /\{(\w+)\}/g,
      (placeholder, name: string) => values[name] ?? placeholder,
    );

export const isTextKey = (key: string): key is TextKey => Object.hasOwn(catalogue, key);
