// What a person decided about a record that could not be decided without one. A resolution is stored with the record,
// handed to the next decision and kept until the pair is in sync: it is an input of deciding, never a write by itself.

/**
 * - `take-hubspot`, `take-quickbooks`: this side's value or content stands. `subject` is a mapping id for one field (a
 *   conflict's other value); null means the whole record (*Changed in QuickBooks*).
 * - `link`: `subject` (a payment's HubSpot id) belongs to the QuickBooks record named by `value`.
 * - `post-unapplied`: the payment `subject` is posted although the invoice has less open; the rest stays unapplied.
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
  readonly value: string | null;
}
