// Every choice below answers a question the vendor's documentation leaves open. See README.md for what each one does.

import type { SimSettings } from '../core/vendor.ts';

export const defaultBehaviours = {
  aggregationMs: 0,
  apiCallCap: 0,
  autoApplyNewCredit: true,
  autoApplyNewPayment: false,
  automatedTotalTax: 'overwritten',
  billableByDefault: true,
  billWithParentChange: 'refusedOnceBilled',
  cdcTooOldCode: '4001',
  codesWhenNotApplicable: 'required',
  concurrentCalls: 0,
  concurrentRefresh: 'invalidGrant',
  currencyRequired: 'always',
  customSalesTaxCode: '6160',
  deactivateWithBalance: 'refuse',
  deactivationEvent: 'updated',
  deletePaidInvoice: 'unlink',
  disabledCustomField: 'refuse',
  docNumberScope: 'type',
  dueDateFollowsTerm: false,
  duplicateDocNumber: 'refuse',
  duplicateNameCheck: 'ignoreCase',
  emptyAccept: 'xml',
  estimateWhenInvoiced: 'Closed',
  exemptCustomer: 'untaxed',
  foreignCharacters: 'reject',
  globalDiscount: 'beforeTax',
  globalTotalTax: 'honoured',
  groupChildren: 'expanded',
  inactiveNames: 'renamed',
  inactiveReferenceCode: '610',
  inclusiveAmount: 'net',
  lineWithoutItem: 'defaultItem',
  manualTaxWithoutCode: 'untaxed',
  mergedAway: 'stub',
  missingSyncTokenCode: '2020',
  oldRefreshToken: 'dies',
  otherRealm: '403',
  overApplyCode: '6000',
  ownWriteEvents: true,
  queryTooLarge: 'refuse',
  rateFollowsDate: false,
  receiptWithoutCustomer: 'allow',
  refreshRotation: 'daily',
  requestIdHours: 24,
  requestIdOtherBody: 'replay',
  requestIdReplaysErrors: false,
  serviceDateRule: 'require',
  sideEffectEvents: true,
  surplusPayment: 'unapply',
  taxRounding: 'perRate',
  throttleEnvelope: 'gateway',
  todayZone: 'company',
  voidEvent: 'void',
  voidNoteJoiner: ' - ',
  webhookBeforeAnswer: false,
  webhookFormat: 'cloudEvents',
} as const satisfies Record<string, boolean | string | number>;

/** What a switch of words can be set to; `voidNoteJoiner` alone takes any text. */
export const behaviourChoices = {
  automatedTotalTax: ['overwritten', 'honoured'],
  billWithParentChange: ['refusedOnceBilled', 'refused', 'allowed'],
  cdcTooOldCode: ['4001', '2060'],
  codesWhenNotApplicable: ['required', 'optional'],
  concurrentRefresh: ['invalidGrant', 'revokesFamily', 'allowed'],
  currencyRequired: ['always', 'foreign'],
  customSalesTaxCode: ['6160', '6230'],
  deactivateWithBalance: ['refuse', 'allow'],
  deactivationEvent: ['updated', 'deleted'],
  deletePaidInvoice: ['unlink', 'refuse'],
  disabledCustomField: ['refuse', 'drop'],
  docNumberScope: ['type', 'allForms'],
  duplicateDocNumber: ['refuse', 'allow'],
  duplicateNameCheck: ['ignoreCase', 'exact'],
  emptyAccept: ['xml', 'json'],
  estimateWhenInvoiced: ['Closed', 'Converted'],
  exemptCustomer: ['untaxed', 'byLine'],
  foreignCharacters: ['reject', 'replace', 'keep'],
  globalDiscount: ['beforeTax', 'afterTax'],
  globalTotalTax: ['honoured', 'recomputed'],
  groupChildren: ['expanded', 'kept'],
  inactiveNames: ['renamed', 'kept'],
  inactiveReferenceCode: ['610', '2500'],
  inclusiveAmount: ['net', 'gross'],
  lineWithoutItem: ['defaultItem', 'description'],
  manualTaxWithoutCode: ['untaxed', 'defaultCode'],
  mergedAway: ['stub', 'inactive'],
  missingSyncTokenCode: ['2020', '5010'],
  oldRefreshToken: ['dies', 'overlaps'],
  otherRealm: ['403', '401'],
  overApplyCode: ['6000', '620'],
  queryTooLarge: ['refuse', 'clamp'],
  receiptWithoutCustomer: ['allow', 'refuse'],
  refreshRotation: ['daily', 'always'],
  requestIdOtherBody: ['replay', 'refuse'],
  serviceDateRule: ['require', 'ignore'],
  surplusPayment: ['unapply', 'keep'],
  taxRounding: ['perRate', 'perLine'],
  throttleEnvelope: ['gateway', 'standard'],
  todayZone: ['company', 'pacific'],
  voidEvent: ['void', 'voided'],
  webhookFormat: ['cloudEvents', 'legacy'],
} as const satisfies Partial<Record<keyof typeof defaultBehaviours, readonly string[]>>;

type Widened<T> = T extends boolean ? boolean : T extends number ? number : string;

/** The vendor switches by name, with the type of their default. */
export type Behaviours = {
  readonly [K in keyof typeof defaultBehaviours]: K extends keyof typeof behaviourChoices
    ? (typeof behaviourChoices)[K][number]
    : Widened<(typeof defaultBehaviours)[K]>;
};

/** Reads one switch; settings are kept loosely typed by the core, so the kind of the value is checked here. */
export function readBehaviour<K extends keyof Behaviours>(
  settings: SimSettings['behaviours'],
  key: K,
): Behaviours[K] | (typeof defaultBehaviours)[K] {
  const value = settings[key];
  return isPosition(key, value) ? value : defaultBehaviours[key];
}

/** The guard has let only known words in. */
function isPosition<K extends keyof Behaviours>(key: K, value: unknown): value is Behaviours[K] {
  return typeof value === typeof defaultBehaviours[key];
}

const choicesByName: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(behaviourChoices));

/**
 * Makes a switch refuse a word it does not know, because a misspelt position would make a test pass for the wrong
 * reason. The core has checked names and types before it writes; what is thrown here it answers with 400.
 */
export function guardBehaviours(settings: SimSettings): void {
  let guarded = guard(settings.behaviours);
  Object.defineProperty(settings, 'behaviours', {
    enumerable: true,
    get: () => guarded,
    set: (next: SimSettings['behaviours']) => {
      guarded = guard(next);
    },
  });
}

function guard(behaviours: SimSettings['behaviours']): SimSettings['behaviours'] {
  return new Proxy(behaviours, {
    set(target, name, value) {
      const choices = choicesByName.get(String(name));
      if (choices && !choices.includes(value)) {
        throw new Error(`behaviours.${String(name)}: expected one of ${choices.join(', ')}`);
      }
      return Reflect.set(target, name, value);
    },
  });
}
