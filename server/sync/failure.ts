// Failures are values: what went wrong for one record, in a closed list of categories a person can act on.

/** The vendor's own words, kept for support; never personal data beyond what the vendor put in its message. */
export interface VendorError {
  readonly vendor: 'hubspot' | 'quickbooks';
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** `intuit_tid` or HubSpot's correlation id. */
  readonly requestId: string | null;
}

/**
 * - `self`: heals without anybody (retried with backoff).
 * - `cause`: heals when what it waits on changes.
 * - `person`: somebody has to act; retried when the record or the rules change.
 */
export type Healing = 'self' | 'cause' | 'person';

export const failureCategories = {
  'ambiguous-match': 'person',
  'missing-data': 'person',
  'value-not-accepted': 'person',
  'duplicate-record': 'person',
  'display-name-used': 'person',
  'waiting-for-customer': 'cause',
  'waiting-for-item': 'cause',
  'reference-inactive': 'person',
  'tax-code-required': 'person',
  'total-differs': 'person',
  'currency-mismatch': 'person',
  'invoice-number-used': 'person',
  'changed-in-quickbooks': 'person',
  'already-paid': 'person',
  'refunded-in-hubspot': 'person',
  'payment-needs-payments-api': 'person',
  'service-date-required': 'person',
  'closed-books': 'person',
  'locked-in-quickbooks': 'person',
  'subscription-read-only': 'person',
  'permission-missing': 'person',
  'feature-missing': 'person',
  'hubspot-rule': 'person',
  'conflicting-change': 'self',
  'rate-limited': 'self',
  'temporary-error': 'self',
  'unsupported-answer': 'self',
  'rejected-by-hubspot': 'person',
  'rejected-by-quickbooks': 'person',
} as const satisfies Record<string, Healing>;

export type FailureCategory = keyof typeof failureCategories;

/**
 * What has a failing record looked at again, besides a person's *Retry*, new rules and the weekly comparison:
 * - `time`: the next try.
 * - `counterpart`: what it refers to gets its counterpart.
 * - `record`: it, or a record in its way, changes on either side.
 * - `decision`: a person decides (`resolution.ts`).
 * - `company`: facts of the QuickBooks company change.
 * - `connection`: somebody connects again.
 */
export type Waking = 'time' | 'counterpart' | 'record' | 'decision' | 'company' | 'connection';

export const wokenBy: Readonly<Record<FailureCategory, readonly Waking[]>> = {
  'ambiguous-match': ['record', 'decision'],
  'missing-data': ['record'],
  'value-not-accepted': ['record'],
  'duplicate-record': ['record'],
  'display-name-used': ['record'],
  'waiting-for-customer': ['counterpart'],
  'waiting-for-item': ['counterpart'],
  'reference-inactive': ['record'],
  'tax-code-required': ['record', 'company'],
  'total-differs': ['record', 'decision'],
  'currency-mismatch': ['record', 'company'],
  'invoice-number-used': ['record', 'decision'],
  'changed-in-quickbooks': ['record', 'decision'],
  'already-paid': ['record', 'decision'],
  'refunded-in-hubspot': ['record', 'decision'],
  'payment-needs-payments-api': ['record', 'connection'],
  'service-date-required': ['record', 'company'],
  'closed-books': ['record', 'company'],
  'locked-in-quickbooks': ['record'],
  'subscription-read-only': ['company'],
  'permission-missing': ['connection'],
  'feature-missing': ['record', 'company'],
  'hubspot-rule': ['record'],
  'conflicting-change': ['time'],
  'rate-limited': ['time'],
  'temporary-error': ['time'],
  'unsupported-answer': ['time'],
  'rejected-by-hubspot': ['record'],
  'rejected-by-quickbooks': ['record'],
};

/** The category of a record that waits for another one, by that one's entity. */
export const waitingCategories: Readonly<Record<string, FailureCategory>> = {
  contact: 'waiting-for-customer',
  product: 'waiting-for-item',
};

/** Facts for the person: candidate records, the field and its limit, the taken number. Plain text values only. */
export type FailureDetails = Readonly<Record<string, string | readonly string[]>>;

export interface Failure {
  readonly category: FailureCategory;
  readonly details: FailureDetails;
  readonly vendor: VendorError | null;
  /** Names of causes; whoever removes one marks the record again (`link:contact:quickbooks:12`, `match:…`). */
  readonly waitsOn: readonly string[];
}

export const exclusionReasons = [
  'filter',
  'inactive',
  'project',
  'category-item',
  'bundle',
  'no-sku',
  'draft',
  'voided',
  'not-made-in-hubspot',
  'deleted-in-quickbooks',
  'deleted-in-hubspot',
  'merged',
] as const;
/** Why a record is deliberately not kept in step. */
export type ExclusionReason = (typeof exclusionReasons)[number];
