/** A failure with an HTTP status of its own; the message is for our log. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: number;
  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

/** The status an error asks for: ours, or one of Express's body parsing (400, 413, 415). */
export const statusOf = (error: unknown): number => {
  const status = error instanceof Error && 'status' in error ? error.status : null;
  return typeof status === 'number' && status >= 400 && status <= 599 ? status : 500;
};
