// What a refusal says beyond its code. Codes decide wherever they can; a few codes cover many rules and are told apart by
// the element they name, which is not localised, or as a last resort by words.

import type { FailureCategory, FailureDetails } from '../sync/failure.ts';
import type { FaultError } from './faults.ts';

/** Missing parameter, business validation. */
const catchAll: ReadonlySet<string> = new Set(['2020', '6000']);

const categoryByElement: ReadonlyMap<string, FailureCategory> = new Map([
  ['servicedate', 'service-date-required'],
  ['currencyref', 'currency-mismatch'],
  ['exchangerate', 'currency-mismatch'],
  ['taxcoderef', 'tax-code-required'],
  ['txntaxcoderef', 'tax-code-required'],
  ['globaltaxcalculation', 'tax-code-required'],
]);

/** English and, for Canada and France, French. */
const categoryByWords: readonly (readonly [RegExp, FailureCategory])[] = [
  [/\bservice date\b|\bdate (?:de|du) service\b/i, 'service-date-required'],
  [/\bcurrency\b|\bdevise\b/i, 'currency-mismatch'],
  [/\b(?:GST|HST|PST|QST|VAT|tax)\b.{0,40}\b(?:rate|code)\b/i, 'tax-code-required'],
  [/\b(?:taux|code)\b.{0,40}\b(?:TPS|TVH|TVQ|TVA|taxe)\b/i, 'tax-code-required'],
];

/** The category of a refusal whose code alone says too little; null when nothing more is known. */
export function refinedCategory({ code, element, message, detail }: FaultError): FailureCategory | null {
  if (!catchAll.has(code)) return null;
  const byElement = categoryByElement.get((element.split('.').at(-1) ?? '').toLowerCase());
  if (byElement) return byElement;
  const text = `${message} ${detail}`;
  return categoryByWords.find(([words]) => words.test(text))?.[1] ?? null;
}

/** Facts for the person: `field`, its `limit`, the record that holds a taken name or number. */
export function refusalDetails(error: FaultError): FailureDetails {
  const text = `${error.message} ${error.detail}`;
  const said = readers.get(error.code)?.(text) ?? {};
  const known = Object.entries({ field: error.element, ...said }).filter(([, value]) => value !== '');
  return Object.fromEntries(known);
}

type Reader = (text: string) => Readonly<Record<string, string>>;

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  [
    '2050',
    (text) => {
      const [, allowed = '', actual = ''] = /\bMax:\s*(\d+)(?:.*?\blength:\s*(\d+))?/i.exec(text) ?? [];
      return { limit: 'length', allowed, actual };
    },
  ],
  [
    '2500',
    (text) => {
      const [, referenceKind = '', referenceId = ''] = /(\w+) element id (\w+)/i.exec(text) ?? [];
      return { referenceKind, referenceId };
    },
  ],
  [
    '6140',
    (text) => {
      const [, number = ''] = /\bDocNumber=(\S+)/.exec(text) ?? [];
      const [, holderType = ''] = /\bTxnType=(\w+)/.exec(text) ?? [];
      const [, holderId = ''] = /\bTxnId=(\d+)/.exec(text) ?? [];
      return { number, holderType, holderId };
    },
  ],
  [
    '6240',
    (text) => {
      const [, holderId = ''] = /\bId=(\d+)/.exec(text) ?? [];
      return { holderId };
    },
  ],
]);
