import type { NextFunction, Request, Response } from 'express';
import type { Clock } from './vendor.ts';

export interface LoggedRequest {
  time: string;
  method: string;
  /** With the query string, as it came. */
  path: string;
  /** 0 when the connection was cut without an answer. */
  status: number;
  ms: number;
  requestBody?: string;
  responseBody?: string;
}

const KEPT_REQUESTS = 200_000;
const KEPT_BODIES = 5_000;
const LONGEST_BODY = 65_536;

/** What the app under test has called, oldest first. */
export class RequestLog {
  private entries: LoggedRequest[] = [];
  private readonly clock: Clock;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  list(): readonly LoggedRequest[] {
    return this.entries;
  }

  clear(): void {
    this.entries = [];
  }

  /** Express middleware; watches both bodies without consuming the request's. */
  readonly middleware = (req: Request, res: Response, next: NextFunction): void => {
    const startedAt = performance.now();
    const time = this.clock.now().toISOString();
    const sent = observeRequestBody(req);
    const answered = observeResponseBody(res);
    // Control calls empty the log while requests are still open; those belong to the old log.
    const entries = this.entries;
    res.on('close', () => {
      const entry: LoggedRequest = {
        time,
        method: req.method,
        path: req.originalUrl,
        status: res.writableFinished ? res.statusCode : 0,
        ms: Math.round((performance.now() - startedAt) * 10) / 10,
        requestBody: sent(),
        responseBody: answered(),
      };
      entries.push(entry);
      this.forgetOld(entries);
    });
    next();
  };

  private forgetOld(entries: LoggedRequest[]): void {
    const old = entries[entries.length - 1 - KEPT_BODIES];
    if (old) {
      delete old.requestBody;
      delete old.responseBody;
    }
    if (entries.length > KEPT_REQUESTS * 1.1) entries.splice(0, entries.length - KEPT_REQUESTS);
  }
}

/** The vendor decides how to parse a body, so its bytes are overheard as they are emitted. */
function observeRequestBody(req: Request): () => string {
  const chunks: Buffer[] = [];
  const emit = req.emit.bind(req);
  req.emit = (event: string | symbol, ...args: unknown[]): boolean => {
    if (event === 'data' && args[0] instanceof Buffer) chunks.push(args[0]);
    return emit(event, ...args);
  };
  return () => shorten(chunks);
}

function observeResponseBody(res: Response): () => string {
  const chunks: Buffer[] = [];
  const keep = (chunk: unknown): void => {
    if (typeof chunk === 'string') chunks.push(Buffer.from(chunk));
    else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  };
  const write = res.write.bind(res);
  const end = res.end.bind(res);
  // Both are overloaded beyond what a wrapper can be typed as; the arguments pass through untouched.
  Object.assign(res, {
    write: (...args: unknown[]): unknown => {
      keep(args[0]);
      return Reflect.apply(write, res, args);
    },
    end: (...args: unknown[]): unknown => {
      keep(args[0]);
      return Reflect.apply(end, res, args);
    },
  });
  return () => shorten(chunks);
}

function shorten(chunks: Buffer[]): string {
  const body = Buffer.concat(chunks);
  const text = body.subarray(0, LONGEST_BODY).toString('utf8');
  return body.length > LONGEST_BODY ? `${text}… (${body.length} bytes)` : text;
}
