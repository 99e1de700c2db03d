// Answers for extensions. HubSpot's proxy hides the body of a non-2xx answer, so expected failures travel as 200.

export type Envelope<T> =
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly error: { readonly code: string; readonly message: string } };

export const success = <T>(data: T): Envelope<T> => ({ ok: true, data });

export const failure = (code: string, message: string): Envelope<never> => ({
  ok: false,
  error: { code, message },
});
