// The configuration of one object's sync, as data: what a person chose in the four-step wizard.

import type { Side } from './record.ts';

export type Direction = 'to-hubspot' | 'to-quickbooks' | 'two-way';

/** How a side's values are read and compared; see `fields/`. */
export type FieldType =
  | 'text'
  | 'multiline'
  | 'email'
  | 'phone'
  | 'url'
  | 'money'
  | 'decimal'
  | 'day'
  | 'instant'
  | 'boolean'
  | 'enumeration'
  | 'country'
  | 'state';

export interface FieldEnd {
  readonly name: string;
  readonly type: FieldType;
  readonly maxLength?: number;
  readonly options?: readonly string[];
}

export interface FieldMapping {
  readonly id: string;
  readonly hubspot: FieldEnd;
  readonly quickbooks: FieldEnd;
  readonly direction: Direction;
  readonly enabled: boolean;
  readonly builtIn: boolean;
  /** QuickBooks' value always stands, whatever HubSpot has (totals, balance, status); cannot be switched off. */
  readonly enforced?: boolean;
  /** The entity works the value out itself; the merge leaves the mapping alone. */
  readonly computed?: boolean;
}

export type FilterOperator =
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

export interface FilterCondition {
  /** A field of the record, or of an associated record when `of` names the reference. */
  readonly field: string;
  readonly of?: string;
  readonly operator: FilterOperator;
  readonly values: readonly string[];
}

/** OR over groups, AND inside a group; no groups let everything through. */
export type Filter = readonly (readonly FilterCondition[])[];

export interface SyncRules {
  readonly entity: string;
  readonly direction: Direction;
  readonly winner: Side;
  readonly mappings: readonly FieldMapping[];
  readonly filters: { readonly toHubspot: Filter; readonly toQuickbooks: Filter };
  /** Pairs that no longer match their filter become excluded instead of being kept in step. */
  readonly stopUpdatingUnmatched: boolean;
  /** The entity's own switches (`onlyWithSku`, `keepDisplayName`), by name. */
  readonly options: Readonly<Record<string, string | boolean>>;
}

export type SyncState = 'off' | 'first-sync' | 'on' | 'paused';

/** A sync as stored: rules with their version and where it stands. */
export interface Sync {
  readonly entity: string;
  readonly state: SyncState;
  readonly pausedReason: string | null;
  readonly rules: SyncRules;
  /** Raised with every change of the rules; settlements made under another version are discarded. */
  readonly version: number;
  /** How often it was turned on; raised each time, so that a listing begins anew. */
  readonly starts?: number;
}

/** Facts about the two companies that rules and gateways need. */
export interface CompanyFacts {
  readonly realmId: string;
  readonly companyName: string;
  readonly country: string;
  readonly homeCurrency: string;
  readonly realmTimeZone: string;
  readonly multicurrency: boolean;
  readonly salesTax: 'off' | 'manual' | 'automated' | 'global';
  readonly customTransactionNumbers: boolean;
  readonly bookCloseDate: string | null;
  readonly subscription: 'active' | 'read-only';
  /** Absent in facts stored before the switches were read. */
  readonly switches?: CompanySwitches;
}

/** Preferences of the QuickBooks company that decide what an invoice may hold and what happens to it by itself. */
export interface CompanySwitches {
  /** Makes a service date compulsory on lines of items with deferred revenue. */
  readonly revenueRecognition: boolean;
  /** Open credits are applied to new invoices without anybody asking. */
  readonly autoApplyCredit: boolean;
  /** False when QuickBooks would refuse a discount line. */
  readonly discounts: boolean;
  /** Id of the term the company starts its invoices with. */
  readonly defaultTermId: string | null;
}

export interface PortalFacts {
  readonly portalId: string;
  readonly uiDomain: string;
  readonly portalTimeZone: string;
  readonly portalCurrency: string;
  /** Whether commerce payments can be written (scope granted and a payment processor set up). */
  readonly paymentsApi: boolean;
  /** HubSpot object types on which our key is a unique property. */
  readonly uniqueKeyTypes: readonly string[];
  /** Read-only invoice properties we would like to write but may not (`hs_balance_due`). */
  readonly readOnlyProperties: readonly string[];
}
