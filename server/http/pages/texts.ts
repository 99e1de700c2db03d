// All texts of the OAuth pages. `{name}` stands for a value of the page; a button appears when the page has its link.

export const languages = ['en', 'fr'] as const;
export type Language = (typeof languages)[number];

export interface PageText {
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** What happens or what to do, in order. */
  readonly steps?: readonly string[];
  readonly action?: string;
  readonly secondary?: string;
}

const english = {
  installed: {
    title: 'Ledgerline is installed. Next, connect QuickBooks',
    paragraphs: [
      'Your HubSpot account is ready. Connect the QuickBooks Online company you want to keep in step with it.',
    ],
    steps: [
      'Sign in to Intuit as an administrator of the company.',
      'Choose the company and allow access.',
      'Choose in HubSpot what to sync. Nothing moves before you switch it on.',
    ],
    action: 'Connect QuickBooks',
  },
  alreadyConnected: {
    title: 'Ledgerline is installed and connected',
    paragraphs: ['Your HubSpot account is connected to {company}. There is nothing else to do here.'],
    action: 'Open HubSpot',
  },
  installRefused: {
    title: 'Ledgerline was not installed',
    paragraphs: [
      'HubSpot did not grant access. Either the request was cancelled, or your user may not install apps.',
      'To install apps you need to be a super admin, or have the App Marketplace permission. Ask a super admin of your HubSpot account to do one of these:',
    ],
    steps: [
      'Install Ledgerline for you, or',
      'give you App Marketplace access under Settings → Users & Teams, then start again.',
    ],
    action: 'Start again',
  },
  missingScopes: {
    title: 'Some permissions are missing',
    paragraphs: [
      'Ledgerline cannot work without all the permissions it asks for, so it was not installed. Start again and accept them all. If HubSpot does not offer them, ask a super admin to install Ledgerline.',
    ],
    action: 'Start again',
  },
  installExpired: {
    title: 'This page has expired',
    paragraphs: [
      'An installation link works once, in the browser that opened it, for half an hour. Nothing was lost: start again and HubSpot brings you back here.',
    ],
    action: 'Start again',
  },
  connected: {
    title: 'QuickBooks is connected',
    paragraphs: ['{company} is now connected to your HubSpot account. Nothing has been copied yet.'],
    steps: [
      'Open Ledgerline’s settings in HubSpot.',
      'Look through the recommended syncs for contacts, products and invoices.',
      'Switch on the ones you want. The first sync shows its progress.',
    ],
    action: 'Open HubSpot',
  },
  reconnected: {
    title: 'QuickBooks is connected again',
    paragraphs: [
      '{company} is connected to your HubSpot account again. Your links, settings and history were kept, and paused syncs go on where they stopped.',
    ],
    action: 'Open HubSpot',
  },
  quickbooksDenied: {
    title: 'QuickBooks was not connected',
    paragraphs: [
      'Intuit did not grant access. Either the request was cancelled, or your user is not an administrator of that company.',
      'Try again with an administrator’s sign-in, or ask one to connect QuickBooks from Ledgerline’s settings in HubSpot.',
    ],
    action: 'Try again',
  },
  connectExpired: {
    title: 'This link has expired or was used',
    paragraphs: [
      'A link for connecting QuickBooks works once, in the browser that opened it, for a short time. Open Ledgerline’s settings in HubSpot for a fresh one.',
    ],
    action: 'Connect QuickBooks',
  },
  finishing: {
    title: 'Finishing the connection',
    paragraphs: ['QuickBooks is being connected. This page goes on by itself in a moment.'],
    action: 'Continue',
  },
  realmElsewhere: {
    title: 'This company belongs to another HubSpot account',
    paragraphs: [
      '{company} is already connected to a different HubSpot account. A company can be kept in step with one account only, so nothing was changed here.',
      'Choose another company, or ask the people of the other HubSpot account to disconnect it in Ledgerline’s settings first.',
    ],
    action: 'Choose another company',
  },
  otherRealm: {
    title: 'Another company is already connected',
    paragraphs: [
      'You chose {company}, but this HubSpot account is connected to {connected}. It can have one QuickBooks company at a time, so nothing was changed.',
      'To renew the connection, choose {connected}. To change companies, disconnect {connected} in Ledgerline’s settings in HubSpot first.',
    ],
    action: 'Choose again',
    secondary: 'Open HubSpot',
  },
  notInstalled: {
    title: 'Install Ledgerline in HubSpot first',
    paragraphs: [
      'Ledgerline is not installed in your HubSpot account, or it was uninstalled. Install it and then connect QuickBooks.',
    ],
    action: 'Install in HubSpot',
  },
  vendorUnavailable: {
    title: '{vendor} did not answer',
    paragraphs: [
      '{vendor} could not be reached just now, so this step could not be finished. Wait a minute and try again.',
    ],
    action: 'Try again',
  },
  misconfigured: {
    title: 'Ledgerline needs attention',
    paragraphs: [
      'The fault is ours, not yours: Ledgerline’s own access is not set up correctly. Your connections were not changed. Please tell our support, and try again later.',
    ],
  },
  unexpected: {
    title: 'Something went wrong',
    paragraphs: [
      'This step could not be finished. Try again; if it keeps happening, give our support the number {reference}.',
    ],
  },
  notFound: {
    title: 'There is nothing here',
    paragraphs: ['The address is not one of ours. Open Ledgerline from your HubSpot account.'],
  },
} satisfies Record<string, PageText>;

export type PageName = keyof typeof english;

const french: Record<PageName, PageText> = {
  installed: {
    title: 'Ledgerline est installé. Connectez maintenant QuickBooks',
    paragraphs: [
      'Votre compte HubSpot est prêt. Connectez la société QuickBooks Online qui doit rester synchronisée avec lui.',
    ],
    steps: [
      'Connectez-vous à Intuit en tant qu’administrateur de la société.',
      'Choisissez la société et autorisez l’accès.',
      'Choisissez dans HubSpot ce qui sera synchronisé. Rien ne bouge avant que vous ne l’activiez.',
    ],
    action: 'Connecter QuickBooks',
  },
  alreadyConnected: {
    title: 'Ledgerline est installé et connecté',
    paragraphs: ['Votre compte HubSpot est connecté à {company}. Il n’y a rien d’autre à faire ici.'],
    action: 'Ouvrir HubSpot',
  },
  installRefused: {
    title: 'Ledgerline n’a pas été installé',
    paragraphs: [
      'HubSpot n’a pas accordé l’accès. Soit la demande a été annulée, soit votre utilisateur ne peut pas installer d’applications.',
      'Pour installer des applications, il faut être super administrateur ou disposer de l’autorisation App Marketplace. Demandez à un super administrateur de votre compte HubSpot :',
    ],
    steps: [
      'd’installer Ledgerline pour vous, ou',
      'de vous donner l’accès à l’App Marketplace sous Paramètres → Utilisateurs et équipes, puis recommencez.',
    ],
    action: 'Recommencer',
  },
  missingScopes: {
    title: 'Il manque des autorisations',
    paragraphs: [
      'Ledgerline ne peut pas fonctionner sans toutes les autorisations demandées ; il n’a donc pas été installé. Recommencez et acceptez-les toutes. Si HubSpot ne les propose pas, demandez à un super administrateur d’installer Ledgerline.',
    ],
    action: 'Recommencer',
  },
  installExpired: {
    title: 'Cette page a expiré',
    paragraphs: [
      'Un lien d’installation sert une seule fois, dans le navigateur qui l’a ouvert, pendant une demi-heure. Rien n’est perdu : recommencez et HubSpot vous ramènera ici.',
    ],
    action: 'Recommencer',
  },
  connected: {
    title: 'QuickBooks est connecté',
    paragraphs: ['{company} est maintenant connectée à votre compte HubSpot. Rien n’a encore été copié.'],
    steps: [
      'Ouvrez les paramètres de Ledgerline dans HubSpot.',
      'Parcourez les synchronisations recommandées pour les contacts, les produits et les factures.',
      'Activez celles que vous voulez. La première synchronisation montre sa progression.',
    ],
    action: 'Ouvrir HubSpot',
  },
  reconnected: {
    title: 'QuickBooks est de nouveau connecté',
    paragraphs: [
      '{company} est de nouveau connectée à votre compte HubSpot. Vos liens, réglages et historiques ont été conservés et les synchronisations en pause reprennent où elles s’étaient arrêtées.',
    ],
    action: 'Ouvrir HubSpot',
  },
  quickbooksDenied: {
    title: 'QuickBooks n’a pas été connecté',
    paragraphs: [
      'Intuit n’a pas accordé l’accès. Soit la demande a été annulée, soit votre utilisateur n’est pas administrateur de cette société.',
      'Réessayez avec le compte d’un administrateur, ou demandez à l’un d’eux de connecter QuickBooks depuis les paramètres de Ledgerline dans HubSpot.',
    ],
    action: 'Réessayer',
  },
  connectExpired: {
    title: 'Ce lien a expiré ou a déjà servi',
    paragraphs: [
      'Un lien pour connecter QuickBooks sert une seule fois, dans le navigateur qui l’a ouvert, pendant un court moment. Ouvrez les paramètres de Ledgerline dans HubSpot pour en obtenir un nouveau.',
    ],
    action: 'Connecter QuickBooks',
  },
  finishing: {
    title: 'Connexion en cours',
    paragraphs: ['QuickBooks est en cours de connexion. Cette page continue d’elle-même dans un instant.'],
    action: 'Continuer',
  },
  realmElsewhere: {
    title: 'Cette société appartient à un autre compte HubSpot',
    paragraphs: [
      '{company} est déjà connectée à un autre compte HubSpot. Une société ne peut être synchronisée qu’avec un seul compte ; rien n’a donc été modifié ici.',
      'Choisissez une autre société, ou demandez aux personnes de l’autre compte HubSpot de la déconnecter d’abord dans les paramètres de Ledgerline.',
    ],
    action: 'Choisir une autre société',
  },
  otherRealm: {
    title: 'Une autre société est déjà connectée',
    paragraphs: [
      'Vous avez choisi {company}, mais ce compte HubSpot est connecté à {connected}. Il ne peut avoir qu’une société QuickBooks à la fois ; rien n’a donc été modifié.',
      'Pour renouveler la connexion, choisissez {connected}. Pour changer de société, déconnectez d’abord {connected} dans les paramètres de Ledgerline dans HubSpot.',
    ],
    action: 'Choisir à nouveau',
    secondary: 'Ouvrir HubSpot',
  },
  notInstalled: {
    title: 'Installez d’abord Ledgerline dans HubSpot',
    paragraphs: [
      'Ledgerline n’est pas installé dans votre compte HubSpot, ou il a été désinstallé. Installez-le, puis connectez QuickBooks.',
    ],
    action: 'Installer dans HubSpot',
  },
  vendorUnavailable: {
    title: '{vendor} n’a pas répondu',
    paragraphs: [
      '{vendor} n’était pas joignable à l’instant ; cette étape n’a donc pas pu aboutir. Attendez une minute et réessayez.',
    ],
    action: 'Réessayer',
  },
  misconfigured: {
    title: 'Ledgerline demande une intervention',
    paragraphs: [
      'La faute est de notre côté : les accès propres à Ledgerline sont mal réglés. Vos connexions n’ont pas été modifiées. Prévenez notre assistance et réessayez plus tard.',
    ],
  },
  unexpected: {
    title: 'Une erreur est survenue',
    paragraphs: [
      'Cette étape n’a pas pu aboutir. Réessayez ; si cela se répète, donnez à notre assistance le numéro {reference}.',
    ],
  },
  notFound: {
    title: 'Il n’y a rien ici',
    paragraphs: ['Cette adresse n’est pas la nôtre. Ouvrez Ledgerline depuis votre compte HubSpot.'],
  },
};

export const pageTexts: Readonly<Record<Language, Readonly<Record<PageName, PageText>>>> = {
  en: english,
  fr: french,
};

export const footers: Readonly<Record<Language, string>> = {
  en: 'Ledgerline keeps HubSpot and QuickBooks Online in step.',
  fr: 'Ledgerline garde HubSpot et QuickBooks Online synchronisés.',
};
