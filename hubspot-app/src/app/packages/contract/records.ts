/** What a person may decide about a record that cannot be decided without one. */
export type ResolutionChoice =
  /** This side's value (of the mapping `subject`) or, without a subject, its whole content stands. */
  | 'take-hubspot'
  | 'take-quickbooks'
  /** The payment `subject` belongs to the QuickBooks payment `value`. */
  | 'link'
  /** The payment `subject` is posted although the invoice has less open; the rest stays unapplied. */
  | 'post-unapplied'
  /** The invoice is sent under the number `value`. */
  | 'use-number';

/** Names a record by the ids it has; one of them may be null. */
export interface ResolveRequest {
  readonly entity: string;
  readonly hubspotId: string | null;
  readonly quickbooksId: string | null;
  readonly choice: ResolutionChoice;
  readonly subject: string | null;
  /**
   * For a conflict's value: what the person saw, so that a newer conflict is not answered by mistake; null takes what is
   * on record.
   */
  readonly value: string | null;
}

/** `decided`: carried out with the next look at the record, which is asked for. `done`: it was carried out before. */
export interface Resolved {
  readonly kind: 'decided' | 'done';
}
