// Every choice below answers a question the vendor's documentation leaves open. See README.md for what each one does.

export const defaultBehaviours = {
  aggregationMs: 0,
  apiCallCap: 0,
  cdcTooOldCode: '4001',
  concurrentCalls: 0,
  concurrentRefresh: 'invalidGrant',
  deactivateWithBalance: 'refuse',
  deactivationEvent: 'updated',
  deletePaidInvoice: 'unlink',
  duplicateNameCheck: 'ignoreCase',
  emptyAccept: 'xml',
  foreignCharacters: 'reject',
  inactiveNames: 'renamed',
  inactiveReferenceCode: '610',
  lineWithoutItem: 'defaultItem',
  mergedAway: 'stub',
  missingSyncTokenCode: '2020',
  oldRefreshToken: 'dies',
  otherRealm: '403',
  overApplyCode: '6000',
  ownWriteEvents: true,
  queryTooLarge: 'refuse',
  refreshRotation: 'daily',
  requestIdHours: 24,
  requestIdOtherBody: 'replay',
  requestIdReplaysErrors: false,
  sideEffectEvents: true,
  surplusPayment: 'unapply',
  throttleEnvelope: 'gateway',
  todayZone: 'company',
  voidEvent: 'void',
  voidNoteJoiner: ' - ',
  webhookBeforeAnswer: false,
  webhookFormat: 'cloudEvents',
} as const satisfies Record<string, boolean | string | number>;

type Widened<T> = T extends boolean ? boolean : T extends number ? number : string;

/** The vendor switches by name, with the type of their default. */
export type Behaviours = {
  readonly [K in keyof typeof defaultBehaviours]: Widened<(typeof defaultBehaviours)[K]>;
};

/** Reads one switch; settings are kept loosely typed by the core, so the default's type is checked here. */
export function readBehaviour<K extends keyof Behaviours>(
  settings: Record<string, boolean | string | number>,
  key: K,
): Behaviours[K] | (typeof defaultBehaviours)[K] {
  const value = settings[key];
  return isSameKind(value, defaultBehaviours[key]) ? value : defaultBehaviours[key];
}

function isSameKind<T>(value: unknown, sample: T): value is T {
  return typeof value === typeof sample;
}
