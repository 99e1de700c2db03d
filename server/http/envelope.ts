// Answers for extensions. HubSpot's proxy hides the body of a non-2xx answer, so expected failures travel as 200.

export type Envelope<T> =
  { readonly ok: true; readonly data: T } | { readonly ok: false; readonly error: Fault };

export interface Fault {
  readonly code: string;
  /** What the person reads. */
  readonly message: string;
  /** What a page needs to show more than the message. */
  readonly details?: unknown;
}

export const success = <T>(data: T): Envelope<T> => ({ ok: true, data });

export const failure = (code: string, message: string, details?: unknown): Envelope<never> => ({
  ok: false,
  error: { code, message, ...(details !== undefined && { details }) },
});
