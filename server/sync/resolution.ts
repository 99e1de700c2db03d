// What a person decided about a record that could not be decided without one. A resolution is stored with the record,
// handed to the next decision and kept until the pair is in sync: it is an input of deciding, never a write by itself.

import type { FailureCategory } from './failure.ts';
import type { Conflict } from './merge.ts';
import type { Side } from './record.ts';

/**
 * - `take-hubspot`, `take-quickbooks`: this side's value or content stands. `subject` is a mapping id for one field (a
 *   conflict's other value); null means the whole record (*Changed in QuickBooks*, *Refunded in HubSpot*).
 * - `link`: `subject` (a payment's HubSpot id) belongs to the QuickBooks record named by `value`.
 * - `post-unapplied`: the payment `subject` is posted, although it looks like one that is there or the invoice has less
 *   open; the rest stays unapplied.
 * - `use-number`: the invoice is sent under the number `value`.
 */
export const resolutionChoices = [
  'take-hubspot',
  'take-quickbooks',
  'link',
  'post-unapplied',
  'use-number',
] as const;
export type ResolutionChoice = (typeof resolutionChoices)[number];

export interface Resolution {
  readonly choice: ResolutionChoice;
  /** What of the record it is about; null for the record as a whole. */
  readonly subject: string | null;
  /** For one field, what the side that is taken had: null is an empty value. */
  readonly value: string | null;
}

/** What a choice is about: of two decisions on one topic and subject the later one counts. */
export type ResolutionTopic = 'content' | 'payment' | 'number';

export function topicOf(choice: ResolutionChoice): ResolutionTopic {
  switch (choice) {
    case 'take-hubspot':
    case 'take-quickbooks':
      return 'content';
    case 'link':
    case 'post-unapplied':
      return 'payment';
    case 'use-number':
      return 'number';
    default:
      return choice satisfies never;
  }
}

/** The side whose value or content a choice lets stand; null when it is about something else. */
export function sideTaken(choice: ResolutionChoice): Side | null {
  switch (choice) {
    case 'take-hubspot':
      return 'hubspot';
    case 'take-quickbooks':
      return 'quickbooks';
    case 'link':
    case 'post-unapplied':
    case 'use-number':
      return null;
    default:
      return choice satisfies never;
  }
}

/** What there is to decide about a record just now. */
export interface OpenQuestion {
  /** Null unless the record is failing. */
  readonly category: FailureCategory | null;
  readonly conflicts: readonly Conflict[];
}

/**
 * The resolution as it is stored, when it answers what is open about the record; null when it does not fit. One that takes
 * a conflict's value keeps that value, because the other side's may have replaced it at both vendors.
 */
export function fitted(resolution: Resolution, open: OpenQuestion): Resolution | null {
  const { choice, subject, value } = resolution;
  const side = sideTaken(choice);
  if (side !== null && subject !== null) {
    const conflict = open.conflicts.find(({ mapping }) => mapping === subject);
    const isCurrent = conflict && (value === null || value === conflict[side]);
    return isCurrent ? { choice, subject, value: conflict[side] } : null;
  }
  return open.category !== null && answersFailure(resolution, open.category) ? resolution : null;
}

function answersFailure({ choice, subject, value }: Resolution, category: FailureCategory): boolean {
  switch (choice) {
    case 'take-hubspot':
      return category === 'changed-in-quickbooks' || category === 'total-differs';
    case 'take-quickbooks':
      return (
        category === 'changed-in-quickbooks' ||
        category === 'total-differs' ||
        category === 'refunded-in-hubspot'
      );
    case 'link':
      return (
        subject !== null &&
        value !== null &&
        (category === 'ambiguous-match' || category === 'already-paid' || category === 'refunded-in-hubspot')
      );
    case 'post-unapplied':
      return subject !== null && (category === 'already-paid' || category === 'ambiguous-match');
    case 'use-number':
      return value !== null && category === 'invoice-number-used';
    default:
      return choice satisfies never;
  }
}
