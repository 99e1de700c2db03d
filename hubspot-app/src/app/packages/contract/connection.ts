/** What the settings page opens with. */
export interface ConnectionView {
  /** False when Ledgerline was never installed in this HubSpot account, or is no more. */
  readonly installed: boolean;
  /**
   * - `not-connected`: no QuickBooks company was ever connected.
   * - `needs-reconnect`: QuickBooks refuses the grant; links and settings wait.
   * - `disconnected`: a person ended it; links and settings wait.
   */
  readonly status: 'not-connected' | 'connected' | 'needs-reconnect' | 'disconnected';
  readonly statusReason: string | null;
  readonly company: CompanyView | null;
  /** First day of history the recommended filters let through (`YYYY-MM-DD`, portal's zone). */
  readonly setUpDay: string | null;
  /** How often QuickBooks is looked at when nothing tells of a change; null without a connection. */
  readonly polling: PollingView | null;
  readonly syncs: readonly SyncView[];
  /** Whether the caller may change settings. The server decides with every call; buttons only follow. */
  readonly mayChange: boolean;
}

export interface PollingView {
  /** How late a change may arrive that no webhook tells, in seconds: less where much happens, more where it is quiet. */
  readonly worstCaseSeconds: number;
  /** Whether a quiet company is looked at as often as an active one. */
  readonly always: boolean;
}

/** The QuickBooks company. Its realm id stays on the server. */
export interface CompanyView {
  readonly companyName: string;
  /** ISO 3166-1 alpha-2 in all companies seen. */
  readonly country: string;
  /** ISO 4217. */
  readonly homeCurrency: string;
  /** IANA name. */
  readonly realmTimeZone: string;
  readonly multicurrency: boolean;
  readonly salesTax: 'off' | 'manual' | 'automated' | 'global';
  readonly customTransactionNumbers: boolean;
  /** `YYYY-MM-DD`; QuickBooks refuses changes up to this day. */
  readonly bookCloseDate: string | null;
  readonly subscription: 'active' | 'read-only';
}

export type SyncState = 'off' | 'first-sync' | 'on' | 'paused';

export interface SyncView {
  /** `contact`, `product`, `invoice`. */
  readonly entity: string;
  readonly state: SyncState;
  readonly pausedReason: string | null;
  readonly direction: 'to-hubspot' | 'to-quickbooks' | 'two-way';
  /** Null while there is nothing to show yet. */
  readonly progress: SyncProgress | null;
}

export interface SyncProgress {
  readonly counts: {
    readonly inSync: number;
    readonly pending: number;
    readonly failing: number;
    readonly excluded: number;
  };
  /** Records done of those the filters let through; `total` is null until it is known. */
  readonly firstSync: { readonly done: number; readonly total: number | null } | null;
  /** ISO instant. */
  readonly lastSyncedAt: string | null;
}
