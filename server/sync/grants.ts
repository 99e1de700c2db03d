// What an OAuth grant is, for vendors, storage and engine alike.

export interface TokenSet {
  readonly accessToken: string;
  readonly accessExpiresAt: Date;
  readonly refreshToken: string;
  /** Rolling end of the refresh token (QuickBooks: about 100 days); null when it does not end. */
  readonly refreshExpiresAt: Date | null;
  /** Absolute end of the grant (QuickBooks: five years); null when unknown. */
  readonly hardExpiresAt: Date | null;
  readonly scopes: readonly string[];
}

/** Hands out a valid access token, refreshing it early; throws `ConnectionLost` when the grant is dead. */
export type AccessToken = (options?: { readonly rejected?: string }) => Promise<string>;

/** Called once per vendor call made, for the counters shown in settings (`hubspot.search`, `quickbooks.metered`). */
export type CountCall = (kind: string) => void;

/** Called before each vendor call; throws `LeaseLost` when the pass must not go on. */
export type BeforeCall = () => void;
