// Errors that concern a whole connection, named for what the caller does next. Vendors' clients translate into
// these once; nobody else reads an HTTP status.

abstract class ConnectionTrouble extends Error {
  abstract readonly retryAfterMs: number | null;
}

/** The vendor no longer accepts our grant: stop the connection's syncs and ask for a reconnect. */
export class ConnectionLost extends ConnectionTrouble {
  override readonly name = 'ConnectionLost';
  readonly retryAfterMs = null;
  readonly vendor: 'hubspot' | 'quickbooks';
  constructor(vendor: 'hubspot' | 'quickbooks', reason: string, options?: ErrorOptions) {
    super(`${vendor} refuses the connection: ${reason}`, options);
    this.vendor = vendor;
  }
}

/** The vendor says when to come back, later than waiting inside the call could absorb: nothing is asked before. */
export class RateLimited extends ConnectionTrouble {
  override readonly name = 'RateLimited';
  readonly retryAfterMs: number;
  constructor(vendor: string, retryAfterMs: number, options?: ErrorOptions) {
    super(`${vendor} is limiting our calls`, options);
    this.retryAfterMs = retryAfterMs;
  }
}

/** Network trouble, time-outs, 5xx and answers of an unexpected shape, after the client's own retries. */
export class VendorUnavailable extends ConnectionTrouble {
  override readonly name = 'VendorUnavailable';
  readonly retryAfterMs: number;
  constructor(vendor: string, reason: string, retryAfterMs = 30_000, options?: ErrorOptions) {
    super(`${vendor} is not available: ${reason}`, options);
    this.retryAfterMs = retryAfterMs;
  }
}

/** This process no longer holds the connection's lease, or it is stopping: end the pass without another write. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/** Our own app credentials are wrong (`invalid_client`): an operator must act; no customer is disconnected for it. */
export class AppMisconfigured extends Error {
  override readonly name = 'AppMisconfigured';
}

export type ConnectionError = ConnectionLost | RateLimited | VendorUnavailable;

export const isConnectionError = (error: unknown): error is ConnectionError =>
  error instanceof ConnectionTrouble;
