// The payments of one QuickBooks invoice, and where those of HubSpot belong among them.

import type { PartBase } from '../../base.ts';
import { addDays } from '../../dates.ts';
import type { PlanInput } from '../../entity.ts';
import type { Failure } from '../../failure.ts';
import { hasValue } from '../../fields/values.ts';
import { money, moneyOf, moneyText } from '../../money.ts';
import type { Operation } from '../../operation.ts';
import type { FieldValues, Part, RecordSnapshot } from '../../record.ts';
import type { HubSpotPayment } from './hubspot-payments.ts';
import {
  alreadyPaid,
  amountChanged,
  ambiguousPayment,
  booksClosed,
  changedPayment,
  dayMissing,
  otherCurrency,
  refundedPayment,
  settingMissing,
} from './payment-failures.ts';
import { linkPayment, postPayment } from './payment-operations.ts';
import { currencyOf } from './status.ts';

/** A bookkeeper's entry and HubSpot's date may lie this many days apart. */
const daysApart = 5;

export type LinkedRow = readonly [quickbooksId: string, row: PartBase];

/** What QuickBooks has of a payment that was carried over. */
interface Applied {
  readonly quickbooksId: string;
  /** In minor units. */
  readonly applied: number;
  /** Less than was agreed. */
  readonly isShort: boolean;
  readonly gone: boolean;
}

/** Payments of HubSpot's that QuickBooks has as well, as both agreed on them. */
export const linkedRows = ({ base }: Pick<PlanInput, 'base'>): readonly LinkedRow[] =>
  Object.entries(base?.parts['payment'] ?? {}).filter(([, row]) => row.origin === 'hubspot');

/** Whether HubSpot shows the payment as it did when it was dealt with. */
export const isAsAgreed = ({ facts }: HubSpotPayment, { hubspot }: PartBase): boolean =>
  Object.entries(facts).every(([name, value]) => (hubspot[name] ?? null) === value);

/** Places HubSpot's payments one by one: what is to be written adds up in `operations`. */
export class Books {
  readonly operations: Operation[] = [];
  /** QuickBooks payments that were found to be one of HubSpot's just now. */
  readonly taken = new Set<string>();
  /** QuickBooks payments that may be one of HubSpot's which has not come in yet. */
  readonly reserved = new Set<string>();
  readonly #input: PlanInput;
  readonly #invoice: RecordSnapshot;
  readonly #linked: ReadonlyMap<string, LinkedRow>;
  readonly #mirrored: Readonly<Record<string, PartBase>>;
  readonly #parts: readonly Part[];
  readonly #currency: string;
  /** What the invoice still has to get, in minor units. */
  #open: number;

  constructor(input: PlanInput, invoice: RecordSnapshot, linked: readonly LinkedRow[]) {
    this.#input = input;
    this.#invoice = invoice;
    this.#linked = new Map(linked.map((row) => [row[1].hubspotId ?? '', row]));
    this.#mirrored = Object.fromEntries(
      Object.entries(input.base?.parts['payment'] ?? {}).filter(([, row]) => row.origin !== 'hubspot'),
    );
    this.#currency = currencyOf(invoice);
    this.#parts = invoice.parts['payment'] ?? [];
    this.#open = money(invoice.fields['Balance'], this.#currency).minor;
  }

  /** Finds the payment's place; what is in the way of that is the answer. */
  settle(payment: HubSpotPayment): Failure | null {
    const known = this.#linked.get(payment.id);
    return known ? this.#check(payment, known) : this.#place(payment);
  }

  /** Money on the invoice that neither mirrors nor is a payment of HubSpot's. */
  unpaired(): readonly string[] {
    const linked = new Set([...this.#linked.values()].map(([id]) => id));
    return this.#parts
      .filter(({ key, fields }) => {
        const isFree = !linked.has(key) && !this.taken.has(key) && !this.#mirrored[key];
        return isFree && this.#applied(fields['Amount']) > 0;
      })
      .map(({ key }) => key);
  }

  /** Whether we posted the payment, now or earlier, rather than finding a bookkeeper's. */
  isOurs({ id }: HubSpotPayment): boolean {
    const isPosted = this.operations.some(({ name, action }) => name === nameOf(id) && action === 'create');
    return isPosted || this.#parts.some(({ fields }) => isMarkerOf(id, fields['Marker']));
  }

  #check(payment: HubSpotPayment, [quickbooksId, row]: LinkedRow): Failure | null {
    const part = this.#parts.find(({ key }) => key === quickbooksId);
    const applied = this.#applied(part?.fields['Amount']);
    const isShort = applied < this.#applied(row.quickbooks['Amount']);
    const wrong = this.#wrongWith(payment, row, { quickbooksId, applied, isShort, gone: !part });
    if (!wrong || this.#takes('take-quickbooks')) {
      // How it stands now is remembered, so that the next change is seen.
      if (wrong || !isAsAgreed(payment, row))
        this.#link(payment, quickbooksId, { ...row.quickbooks, Amount: this.#text(applied) });
      return null;
    }
    if (wrong.category !== 'changed-in-quickbooks' || part) return wrong;
    const [only, ...more] = payment.day === null ? [] : this.#alike(payment, payment.day);
    if (only && more.length === 0) return this.#take(payment, only);
    // QuickBooks does not make a payment twice under one key, and rightly so: this one is another.
    return this.#takes('take-hubspot') ? this.#post(payment, `${payment.id}/${quickbooksId}`) : wrong;
  }

  #wrongWith(payment: HubSpotPayment, row: PartBase, now: Applied): Failure | null {
    const { quickbooksId, applied, isShort, gone } = now;
    if (payment.standing === 'returned' || payment.standing === 'contested') {
      const isAccepted = isAsAgreed(payment, row) || payment.kept?.minor === applied;
      return isAccepted ? null : refundedPayment(payment, quickbooksId);
    }
    if (isShort) {
      const agreed = this.#text(this.#applied(row.quickbooks['Amount']));
      return changedPayment(payment, { quickbooksId, agreed, applied: this.#text(applied), gone });
    }
    const agreed = this.#applied(row.hubspot['hs_initial_amount']);
    return payment.gross.minor === agreed ? null : amountChanged(payment, quickbooksId, this.#text(agreed));
  }

  /** One that we posted and have forgotten; what became of it in HubSpot meanwhile has to be in the books. */
  #recover(payment: HubSpotPayment, part: Part): Failure | null {
    const isBack = payment.standing === 'returned' || payment.standing === 'contested';
    const isInBooks = payment.kept?.minor === this.#applied(part.fields['Amount']);
    return isBack && !isInBooks && !this.#takes('take-quickbooks')
      ? refundedPayment(payment, part.key)
      : this.#take(payment, part);
  }

  #place(payment: HubSpotPayment): Failure | null {
    const chosen = this.#chosen(payment);
    if (chosen) return this.#take(payment, chosen);
    const marked = this.#parts.find(({ fields }) => isMarkerOf(payment.id, fields['Marker']));
    if (marked) return this.#recover(payment, marked);
    if (payment.standing === 'contested' || payment.standing === 'won') return refundedPayment(payment, null);
    if (payment.standing === 'pending') return this.#reserve(payment);
    if (payment.standing !== 'received' || payment.gross.minor <= 0) return null;
    if (payment.currency !== this.#currency) return otherCurrency(payment, this.#currency);
    if (payment.day === null) return dayMissing(payment);
    const anyway = this.#postsAnyway(payment);
    const alike = this.#alike(payment, payment.day);
    const [only] = alike;
    if (only && alike.length === 1 && !anyway) return this.#take(payment, only);
    if (alike.length > 1 && !anyway) return ambiguousPayment(payment, alike);
    if (payment.gross.minor > this.#open && !anyway)
      return alreadyPaid(payment, this.#text(this.#open), this.#linkable());
    return this.#post(payment, payment.id);
  }

  /** A bank transfer takes days, in which a bookkeeper may enter it: that entry is not somebody else's. */
  #reserve(payment: HubSpotPayment): null {
    const alike = payment.day === null ? [] : this.#alike(payment, payment.day);
    for (const { key } of alike) this.reserved.add(key);
    return null;
  }

  /** Payments that a bookkeeper may have entered for this one. */
  #alike({ gross }: HubSpotPayment, day: string): readonly Part[] {
    const unpaired = this.unpaired();
    return this.#parts.filter(({ key, fields }) => {
      const entered = fields['TxnDate'] ?? '';
      const isNear = entered >= addDays(day, -daysApart) && entered <= addDays(day, daysApart);
      // What we posted was posted for another one.
      const isByHand = unpaired.includes(key) && !hasValue(fields['Marker']);
      return isByHand && isNear && this.#applied(fields['Amount']) === gross.minor;
    });
  }

  /** Payments that a person may name as this one: all but those that are another one's of HubSpot's. */
  #linkable(): readonly Part[] {
    const linked = new Set([...this.#linked.values()].map(([id]) => id));
    return this.#parts.filter(
      ({ key, fields }) => !linked.has(key) && !this.taken.has(key) && this.#applied(fields['Amount']) > 0,
    );
  }

  #chosen({ id }: HubSpotPayment): Part | undefined {
    const named = this.#input.resolutions.find(({ choice, subject }) => choice === 'link' && subject === id);
    return named && this.#linkable().find(({ key }) => key === named.value);
  }

  /** A side is taken for the invoice as a whole. */
  #takes(choice: 'take-hubspot' | 'take-quickbooks'): boolean {
    return this.#input.resolutions.some(
      (resolution) => resolution.choice === choice && resolution.subject === null,
    );
  }

  #postsAnyway({ id }: HubSpotPayment): boolean {
    return this.#input.resolutions.some(
      ({ choice, subject }) => choice === 'post-unapplied' && subject === id,
    );
  }

  #take(payment: HubSpotPayment, part: Part): null {
    this.#link(payment, part.key, { Amount: part.fields['Amount'] ?? null });
    return null;
  }

  #link(payment: HubSpotPayment, quickbooksId: string, agreed: FieldValues): void {
    this.taken.add(quickbooksId);
    this.operations.push(linkPayment(payment, { id: quickbooksId, agreed }, this.operations.length));
  }

  #post(payment: HubSpotPayment, key: string): Failure | null {
    const { rules, context } = this.#input;
    const account = rules.options['depositAccount'];
    if (typeof account !== 'string' || account === '') return settingMissing(payment, 'depositAccount');
    const closed = context.company.bookCloseDate;
    if (closed !== null && payment.day !== null && payment.day <= closed) return booksClosed(payment, closed);
    const applied = Math.max(0, Math.min(this.#open, payment.gross.minor));
    this.#open -= applied;
    this.operations.push(
      postPayment(
        {
          payment,
          key,
          account,
          applied: moneyOf(applied, this.#currency),
          multicurrency: context.company.multicurrency,
        },
        this.#invoice,
        this.operations.length,
      ),
    );
    return null;
  }

  #applied(text: string | null | undefined): number {
    return money(text, this.#currency).minor;
  }

  #text(minor: number): string {
    return moneyText(moneyOf(minor, this.#currency));
  }
}

const nameOf = (id: string): string => `payment:${id}`;

/** A payment posted anew carries the id of the one it replaces behind its own. */
const isMarkerOf = (id: string, marker: string | null | undefined): boolean =>
  marker === id || (marker ?? '').startsWith(`${id}/`);
