// Refusals translated once, here: nobody else in this folder reads a status or a fault code, except through the questions
// a rejection answers.

import type { FailureCategory, FailureDetails, VendorError } from '../sync/failure.ts';
import { errorCodes } from './error-codes.ts';
import type { CodeMeaning, ErrorClass } from './error-codes.ts';
import { parseFault } from './faults.ts';
import type { Fault, FaultError } from './faults.ts';
import { refinedCategory, refusalDetails } from './refusal-details.ts';

/** One refusal, understood. */
export interface Refusal {
  readonly class: ErrorClass;
  readonly category: FailureCategory;
  readonly error: VendorError;
  /** What the refusal names: a field and its limit, the holder of a taken number. */
  readonly details: FailureDetails;
}

/** QuickBooks refuses this one request for a reason that lies in the record; the connection is fine. */
export class QuickBooksRejection extends Error {
  override readonly name = 'QuickBooksRejection';
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(`quickbooks refuses the request: ${refusal.error.code || refusal.error.status}`);
    this.refusal = refusal;
  }

  /** Unknown or deleted id (code 610, which comes with HTTP 400). Only conclusive for a read by id. */
  get isNotFound(): boolean {
    return this.refusal.error.code === '610';
  }

  /** Code 600: the request id was used before, so its first use may have done what was asked. */
  get isRepeat(): boolean {
    return this.refusal.error.code === '600';
  }
}

export interface RawAnswer {
  readonly status: number;
  readonly body: string;
  /** `intuit_tid`, which Intuit's support asks for. */
  readonly requestId: string | null;
}

const longestMessage = 1000;

/** What an answer refuses, or null when it is a success. Faults come with HTTP 200 too. */
export function readRefusal(answer: RawAnswer): Refusal | null {
  const isSuccess = answer.status >= 200 && answer.status < 300;
  // Answers can be megabytes of JSON: those that cannot hold a fault are not parsed for one.
  const fault = isSuccess && !/["<:]fault\b/i.test(answer.body) ? null : parseFault(answer.body);
  if (isSuccess && !fault) return null;
  return refusalOf(fault, answer.status, answer.requestId);
}

/** Also for the fault of one batch item, which has no status of its own. */
export function refusalOf(fault: Fault | null, status: number, requestId: string | null): Refusal {
  const main = mainError(fault);
  const code = main?.code ?? '';
  const meaning = meaningOf(status, code);
  return {
    class: meaning.class,
    category: (main && refinedCategory(main)) ?? meaning.category,
    details: main ? refusalDetails(main) : {},
    error: { vendor: 'quickbooks', status, code, message: messageOf(main, status), requestId },
  };
}

/** Several errors may be listed; the first one we know says most. */
const mainError = (fault: Fault | null): FaultError | null =>
  fault?.errors.find((error) => errorCodes.has(error.code)) ?? fault?.errors[0] ?? null;

function messageOf(error: FaultError | null, status: number): string {
  const parts = [error?.message, error?.detail].filter((part): part is string => Boolean(part));
  const distinct = parts[0] === parts[1] ? parts.slice(0, 1) : parts;
  return (distinct.join(': ') || `HTTP ${status}`).slice(0, longestMessage);
}

/** Throttling is decided by the status alone, because the envelope of a 429 varies; otherwise the code decides. */
function meaningOf(status: number, code: string): CodeMeaning {
  if (status === 429) return { class: 'transient', category: 'rate-limited' };
  const known = errorCodes.get(code);
  if (known) return known;
  if (status === 401) return { class: 'refresh', category: 'permission-missing' };
  if (status >= 500 || status === 408) return { class: 'transient', category: 'temporary-error' };
  if (status === 403) return { class: 'user-action', category: 'permission-missing' };
  return { class: 'mapping', category: 'rejected-by-quickbooks' };
}
