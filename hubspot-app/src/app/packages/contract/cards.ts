import type { ConnectionView, SyncState } from './connection.ts';
import type { FailureCategory, Healing, Waking } from './failures.ts';
import type { ResolveRequest } from './records.ts';

/** What both cards open with: where the portal stands, and what this person may do here. */
export interface CardFrame {
  readonly installed: boolean;
  readonly connection: ConnectionView['status'];
  /** Of the invoices; null while that sync was never set up. */
  readonly syncState: SyncState | null;
  readonly allowed: CardActions;
}

/** The server decides with every call; buttons only follow. */
export interface CardActions {
  /** One record is looked at again: for everybody in the portal, while the sync runs. */
  readonly syncNow: boolean;
  /** A choice that changes a record: for people who may change settings. */
  readonly resolve: boolean;
}

export interface InvoiceCardView extends CardFrame {
  /** Null for an invoice Ledgerline does not know. */
  readonly invoice: InvoiceRecordView | null;
}

export interface InvoiceRecordView {
  readonly hubspotId: string;
  readonly quickbooksId: string | null;
  /** What people call it: a number, or a vendor's id. */
  readonly label: string;
  readonly standing: Standing;
  /** It is waiting for its turn, which comes within seconds. */
  readonly isDue: boolean;
  /** ISO instant at which both sides last agreed; null when they never did. */
  readonly lastSyncedAt: string | null;
  /** Null while the invoice in QuickBooks was never read. */
  readonly summary: InvoiceSummaryView | null;
  /** Newest first. */
  readonly activities: readonly ActivityView[];
}

export type Standing =
  | { readonly state: 'in-sync'; readonly conflicts: readonly ConflictView[] }
  | { readonly state: 'pending' }
  | FailingView
  | {
      readonly state: 'excluded';
      /** One of the reasons the server knows: `filter`, `deleted-in-quickbooks`, … */
      readonly reason: string;
      readonly details: Facts;
      /** The filter that keeps it out; null for other reasons. */
      readonly filter: FilterView | null;
    };

/** Groups joined by *or*, conditions inside a group by *and*. */
export interface FilterView {
  readonly direction: 'to-hubspot' | 'to-quickbooks';
  readonly groups: readonly (readonly FilterConditionView[])[];
}

export interface FilterConditionView {
  /** The vendor's own name of the field, with the associated record it belongs to before a dot. */
  readonly field: string;
  readonly operator: FilterOperatorView;
  readonly values: readonly string[];
}

export type FilterOperatorView =
  | 'is'
  | 'is-not'
  | 'is-any-of'
  | 'is-none-of'
  | 'contains'
  | 'starts-with'
  | 'is-known'
  | 'is-unknown'
  | 'before'
  | 'after'
  | 'on-or-after'
  | 'between'
  | 'more-than'
  | 'less-than';

/** Facts behind a state, as plain text: a number that is taken, the filter that stops a customer. */
export type Facts = Readonly<Record<string, string | readonly string[]>>;

export interface FailingView {
  readonly state: 'failing';
  readonly category: FailureCategory;
  readonly healing: Healing;
  /** What has it looked at again. */
  readonly wokenBy: readonly Waking[];
  readonly details: Facts;
  /** The vendor's own words, and what its support asks for. */
  readonly vendorError: VendorErrorView | null;
  /** ISO instants. */
  readonly triedAt: string;
  readonly nextTryAt: string | null;
  readonly differences: readonly DifferenceView[];
  readonly choices: readonly OfferView[];
}

/** How QuickBooks' invoice differs from HubSpot's: a row by its text, an amount that changed. */
export interface DifferenceView {
  readonly kind:
    | 'removed'
    | 'added'
    | 'changed'
    | 'only-hubspot'
    | 'only-quickbooks'
    | 'payment-removed'
    | 'tax'
    | 'voided'
    | 'other';
  readonly text: string;
}

export interface VendorErrorView {
  readonly vendor: 'hubspot' | 'quickbooks';
  readonly message: string;
  readonly requestId: string | null;
}

/** A field that both sides changed to different values; the winner's is used. */
export interface ConflictView extends ValuesView {
  readonly winner: 'hubspot' | 'quickbooks';
  /** Takes the other value. */
  readonly choice: ChoiceView;
}

export interface ValuesView {
  /** Id of the mapping; a built-in one has a name in every language. */
  readonly field: string;
  /** Name of the HubSpot property, for mappings people added. */
  readonly property: string;
  readonly type: 'text' | 'money' | 'day' | 'instant';
  readonly hubspot: string | null;
  readonly quickbooks: string | null;
}

/** What a person may decide; `POST /api/records/resolve` takes it as it is. */
export type ChoiceView = Pick<ResolveRequest, 'choice' | 'subject' | 'value'>;

export interface OfferView extends ChoiceView {
  /** Of the record or number it takes; null for a side as a whole. */
  readonly name: string | null;
}

export type InvoiceStatusView = 'open' | 'partly_paid' | 'paid' | 'overdue' | 'voided' | 'deleted';

/** Amounts are integers in the currency's smallest unit. */
export interface InvoiceSummaryView {
  readonly number: string | null;
  /** Opens the invoice in QuickBooks. */
  readonly url: string;
  readonly status: InvoiceStatusView;
  /** ISO 4217. */
  readonly currency: string;
  readonly total: number;
  /** Payments applied to this invoice. */
  readonly paid: number;
  readonly credits: number;
  /** Taken on the invoice itself. */
  readonly deposit: number;
  readonly balance: number;
  /** `YYYY-MM-DD`. */
  readonly invoiceDay: string | null;
  readonly dueDay: string | null;
  /** Oldest first. */
  readonly events: readonly InvoiceEventView[];
}

export interface InvoiceEventView {
  readonly kind: 'created' | 'sent' | 'deposit' | 'payment' | 'credit' | 'voided';
  /** `YYYY-MM-DD`; null where QuickBooks does not say when. */
  readonly day: string | null;
  readonly amount: number | null;
  readonly method: string | null;
  readonly reference: string | null;
  /** What of a payment is applied to no invoice. */
  readonly unapplied: number | null;
}

export interface ActivityView {
  /** ISO instant. */
  readonly at: string;
  readonly what: 'created' | 'updated' | 'decided' | 'failed' | 'excluded' | 'other';
  /** Category of a failure, reason of an exclusion. */
  readonly detail: string | null;
  /** Built-in fields that were written, by mapping id, and `lines`, `payments`. */
  readonly fields: readonly string[];
}

/** Ids of the HubSpot invoices of one deal; those of other portals are as unknown as those that do not exist. */
export interface DealCardRequest {
  readonly invoiceIds: readonly string[];
}

export interface DealCardView extends CardFrame {
  /** In the order asked for. */
  readonly invoices: readonly DealInvoiceView[];
  /** One per currency; amounts of different currencies are never added. */
  readonly totals: readonly CurrencyTotalsView[];
  /** Over all invoices, newest first. */
  readonly events: readonly DealEventView[];
  /** There were more events than these. */
  readonly eventsCut: boolean;
}

export interface DealInvoiceView {
  readonly hubspotId: string;
  readonly state: 'in-sync' | 'pending' | 'failing' | 'excluded' | 'unknown';
  /** Category of a failure, reason of an exclusion. */
  readonly detail: string | null;
  readonly summary: Omit<InvoiceSummaryView, 'events'> | null;
}

/** In the currency's smallest unit. */
export interface CurrencyTotalsView {
  readonly currency: string;
  readonly billed: number;
  /** Payments and deposits. */
  readonly paid: number;
  readonly credits: number;
  readonly outstanding: number;
}

export interface DealEventView extends InvoiceEventView {
  readonly hubspotId: string;
  readonly number: string | null;
  readonly currency: string;
}

export interface LookedAgain {
  readonly kind: 'asked';
}
