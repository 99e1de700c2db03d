/**
 * How every call of an extension is answered, with status 200: HubSpot's proxy hides the body of any other status.
 * `code` is for programs, `message` is English and for logs; extensions show their own text for a code.
 */
export type Envelope<T> =
  { readonly ok: true; readonly data: T } | { readonly ok: false; readonly error: Fault };

export interface Fault {
  readonly code: string;
  readonly message: string;
}
