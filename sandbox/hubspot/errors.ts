// HubSpot's error bodies. A refusal is thrown where it is noticed and written by the HTTP border.

/** One entry of `errors[]` in HubSpot's standard error. */
export interface ErrorDetail {
  message: string;
  code?: string;
  context?: Record<string, string[]>;
  subCategory?: string;
}

/** HubSpot's standard error; the correlation id is added when it is sent. */
export interface ErrorBody {
  status: 'error';
  message: string;
  category: string;
  subCategory?: string;
  context?: Record<string, string[]>;
  errors?: ErrorDetail[];
  links?: Record<string, string>;
  errorType?: string;
  policyName?: string;
  groupName?: string;
}

/** A call HubSpot refuses, with the HTTP status and the body it answers. */
export class HubSpotError extends Error {
  readonly status: number;
  readonly body: ErrorBody;

  constructor(status: number, body: Omit<ErrorBody, 'status'>) {
    super(body.message);
    this.status = status;
    this.body = { status: 'error', ...body };
  }
}

/** One property value HubSpot does not take. */
export interface PropertyProblem {
  name: string;
  error: string;
  message: string;
}

export function invalid(message: string, code?: string, context?: Record<string, string[]>): HubSpotError {
  const detail: ErrorDetail = { message, ...(code && { code }), ...(context && { context }) };
  return new HubSpotError(400, {
    message,
    category: 'VALIDATION_ERROR',
    ...(context && { context }),
    ...(code && { errors: [detail] }),
  });
}

export function invalidProperties(problems: PropertyProblem[]): HubSpotError {
  const listed = problems.map((problem) => ({ isValid: false, ...problem }));
  return new HubSpotError(400, {
    message: `Property values were not valid: ${JSON.stringify(listed)}`,
    category: 'VALIDATION_ERROR',
    errors: problems.map(({ name, error, message }) => ({
      message,
      code: error,
      context: { propertyName: [name] },
    })),
  });
}

export function missingRequired(label: string, properties: string[]): HubSpotError {
  const message = `Error creating ${label}. Some required properties were not set.`;
  return invalid(message, 'MISSING_REQUIRED_PROPERTY', { properties });
}

export function notFound(message = 'resource not found', context?: Record<string, string[]>): HubSpotError {
  return new HubSpotError(404, { message, category: 'OBJECT_NOT_FOUND', ...(context && { context }) });
}

export function contactExists(existingId: string): HubSpotError {
  return new HubSpotError(409, {
    message: `Contact already exists. Existing ID: ${existingId}`,
    category: 'CONFLICT',
  });
}

/** A unique property already holds this value on another record (or on another input of the same batch). */
export function uniqueValueTaken(property: string, value: string, owner: string): HubSpotError {
  return invalid(
    `Cannot set property ${property} to ${value}. ${owner} already has that value.`,
    'CONFLICTING_UNIQUE_VALUE',
    { propertyName: [property], value: [value], existingObjectId: [owner] },
  );
}

export function missingScopes(required: string[]): HubSpotError {
  return new HubSpotError(403, {
    message: "This app hasn't been granted all required scopes to make this call.",
    category: 'MISSING_SCOPES',
    errors: [
      {
        message: 'One or more of the following scopes are required.',
        context: { requiredGranularScopes: required },
      },
    ],
    links: { scopes: 'https://developers.hubspot.com/scopes' },
  });
}

export const ratePolicies = ['TEN_SECONDLY_ROLLING', 'SECONDLY', 'DAILY'] as const;
export type RatePolicy = (typeof ratePolicies)[number];

export function rateLimited(policy: RatePolicy): HubSpotError {
  const name = policy.toLowerCase();
  return new HubSpotError(429, {
    message: `You have reached your ${name} limit.`,
    category: 'RATE_LIMITS',
    errorType: 'RATE_LIMIT',
    policyName: policy,
    groupName: `publicapi:${name}`,
  });
}
