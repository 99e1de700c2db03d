/** Why a record fails. The list is closed: every category has its texts in both languages. */
export type FailureCategory =
  | 'ambiguous-match'
  | 'missing-data'
  | 'value-not-accepted'
  | 'duplicate-record'
  | 'display-name-used'
  | 'waiting-for-customer'
  | 'waiting-for-item'
  | 'reference-inactive'
  | 'tax-code-required'
  | 'total-differs'
  | 'currency-mismatch'
  | 'invoice-number-used'
  | 'changed-in-quickbooks'
  | 'already-paid'
  | 'refunded-in-hubspot'
  | 'payment-needs-payments-api'
  | 'service-date-required'
  | 'closed-books'
  | 'locked-in-quickbooks'
  | 'subscription-read-only'
  | 'permission-missing'
  | 'feature-missing'
  | 'hubspot-rule'
  | 'conflicting-change'
  | 'rate-limited'
  | 'temporary-error'
  | 'unsupported-answer'
  | 'rejected-by-hubspot'
  | 'rejected-by-quickbooks';

/** `self`: retried until it succeeds. `cause`: goes on when what it waits for is there. `person`: somebody has to act. */
export type Healing = 'self' | 'cause' | 'person';

/**
 * What has a failing record looked at again, besides *Retry* and new rules of its sync:
 * - `time`: the next try, sooner or later.
 * - `counterpart`: what it refers to gets its counterpart.
 * - `record`: it, or a record in its way, changes in HubSpot or QuickBooks.
 * - `decision`: somebody decides on its card.
 * - `company`: the QuickBooks company changes (books reopened, subscription renewed); read once a day.
 * - `connection`: somebody connects again.
 */
export type Waking = 'time' | 'counterpart' | 'record' | 'decision' | 'company' | 'connection';
