// HubSpot's error bodies, translated once: into a failure of one record (`Refused`), or by the client into a reaction.

import { z } from 'zod';
import type { FailureCategory, VendorError } from '../sync/failure.ts';

const contextSchema = z.record(z.string(), z.unknown()).catch({});

const detailSchema = z.object({
  message: z.string().catch(''),
  code: z.string().optional().catch(undefined),
  subCategory: z.string().optional().catch(undefined),
  context: contextSchema.optional(),
});

/** HubSpot's standard error; every member is optional, as whole bodies and as entries of a 207's `errors`. */
export const errorBodySchema = z
  .object({
    message: z.string().catch(''),
    category: z.string().optional().catch(undefined),
    subCategory: z.string().optional().catch(undefined),
    correlationId: z.string().optional().catch(undefined),
    policyName: z.string().optional().catch(undefined),
    /** Token endpoints: `BAD_REFRESH_TOKEN`; elsewhere the word `error`. */
    status: z.string().optional().catch(undefined),
    /** Token endpoints: OAuth's own error code. */
    error: z.string().optional().catch(undefined),
    context: contextSchema.optional(),
    errors: z.array(detailSchema).catch([]).default([]),
  })
  .catch({ message: '', errors: [] });

export type ErrorBody = z.infer<typeof errorBodySchema>;

export const readErrorBody = (body: unknown): ErrorBody => errorBodySchema.parse(body ?? {});

/** Codes of single property values and rules, most specific first (`errors[].code`). */
export const categoryByCode: Readonly<Record<string, FailureCategory>> = {
  CONFLICTING_UNIQUE_VALUE: 'duplicate-record',
  MISSING_REQUIRED_PROPERTY: 'hubspot-rule',
  MISSING_CONDITIONAL_REQUIRED_PROPERTY: 'hubspot-rule',
  PROPERTY_VALIDATION_RULE_VIOLATION: 'hubspot-rule',
  INVALID_OBJECT_IDS: 'conflicting-change',
  READ_ONLY_VALUE: 'value-not-accepted',
  PROPERTY_DOESNT_EXIST: 'value-not-accepted',
  INVALID_OPTION: 'value-not-accepted',
  INVALID_LENGTH: 'value-not-accepted',
  INVALID_EMAIL: 'value-not-accepted',
  INVALID_DATE: 'value-not-accepted',
  INVALID_DOUBLE: 'value-not-accepted',
  INVALID_INTEGER: 'value-not-accepted',
  INVALID_LONG: 'value-not-accepted',
};

/**
 * Categories of whole errors. A record that is gone is read again and decided again. `UNACCOUNTED_INPUT` is ours, for a
 * batch answer that leaves an input out.
 */
export const categoryByCategory: Readonly<Record<string, FailureCategory>> = {
  VALIDATION_ERROR: 'rejected-by-hubspot',
  CONFLICT: 'duplicate-record',
  OBJECT_ALREADY_EXISTS: 'duplicate-record',
  MISSING_SCOPES: 'permission-missing',
  OBJECT_NOT_FOUND: 'conflicting-change',
  UNACCOUNTED_INPUT: 'unsupported-answer',
};

const categoryByStatus: Readonly<Record<number, FailureCategory>> = {
  403: 'permission-missing',
  404: 'conflicting-change',
  409: 'duplicate-record',
};

/** What a person reads for an error of HubSpot's that concerns one record. */
export function failureCategoryOf(status: number, body: ErrorBody): FailureCategory {
  for (const { code } of body.errors) {
    const category = code === undefined ? undefined : categoryByCode[code];
    if (category !== undefined) return category;
  }
  return categoryByCategory[body.category ?? ''] ?? categoryByStatus[status] ?? 'rejected-by-hubspot';
}

/** HubSpot understood a call and refused it: about what was sent, not about the connection. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;
  readonly body: ErrorBody;
  readonly category: FailureCategory;
  readonly vendorError: VendorError;

  constructor(status: number, body: ErrorBody, requestId: string | null) {
    super(`HubSpot refused a call: ${status} ${body.category ?? ''}`.trim());
    this.status = status;
    this.body = body;
    this.category = failureCategoryOf(status, body);
    this.vendorError = {
      vendor: 'hubspot',
      status,
      code: body.errors.find(({ code }) => code !== undefined)?.code ?? body.category ?? String(status),
      message: body.message,
      requestId: body.correlationId ?? requestId,
    };
  }
}

/** The values an error's contexts give under these names, flattened to text. */
export function namedIn(body: ErrorBody, names: readonly string[]): Set<string> {
  const contexts = [body.context, ...body.errors.map(({ context }) => context)];
  const found = contexts.flatMap((context) => names.map((name) => context?.[name]));
  return new Set(
    found
      .flat()
      .filter((value) => value !== undefined && value !== null)
      .map(String),
  );
}
