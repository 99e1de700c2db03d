// Rules as the settings page sends them, and in plain words what is wrong with them.

import { z } from 'zod';
import type { RulesDraft } from '../sync/rules-draft.ts';
import type { ProblemCode, RulesProblem } from '../sync/rules-problem.ts';
import { failure } from './envelope.ts';
import type { Envelope } from './envelope.ts';

const direction = z.enum(['to-hubspot', 'to-quickbooks', 'two-way']);

const fieldType = z.enum([
  'text',
  'multiline',
  'email',
  'phone',
  'url',
  'money',
  'decimal',
  'day',
  'instant',
  'boolean',
  'enumeration',
  'country',
  'state',
]);

const operator = z.enum([
  'is',
  'is-not',
  'is-any-of',
  'is-none-of',
  'contains',
  'starts-with',
  'is-known',
  'is-unknown',
  'before',
  'after',
  'on-or-after',
  'between',
  'more-than',
  'less-than',
]);

const name = z.string().max(200);

const fieldEnd = z.object({
  name,
  type: fieldType,
  maxLength: z.exactOptional(z.number().int().min(1).max(65_536)),
  options: z.exactOptional(z.array(z.string().max(500)).max(5_000)),
});

const mapping = z.object({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,60}$/),
  enabled: z.boolean(),
  direction,
  hubspot: z.exactOptional(fieldEnd),
  quickbooks: z.exactOptional(z.object({ name })),
});

const condition = z.object({
  field: name,
  of: z.exactOptional(name),
  operator,
  values: z.array(z.string().max(1_000)).max(100),
});

const filter = z.array(z.array(condition).max(20)).max(20);

/** Bounds keep one person's rules from making every pass slow. */
export const rulesSchema = z.object({
  direction,
  winner: z.enum(['hubspot', 'quickbooks']),
  mappings: z.array(mapping).max(200),
  filters: z.object({ toHubspot: filter, toQuickbooks: filter }),
  stopUpdatingUnmatched: z.boolean(),
  options: z.record(z.string().regex(/^[A-Za-z]{1,40}$/), z.union([z.string().max(2_000), z.boolean()])),
}) satisfies z.ZodType<RulesDraft>;

export const refusedRules = (problems: readonly RulesProblem[]): Envelope<never> =>
  failure('rules-refused', problems.map(toSentence).join(' '), {
    problems: problems.map((one) => ({ ...one, message: toSentence(one) })),
  });

function toSentence({ code, details }: RulesProblem): string {
  return texts[code].replaceAll(/\{(\w+)\}/g, (_all, key: string) => details[key] ?? '');
}

const texts: Readonly<Record<ProblemCode, string>> = {
  'other-entity': 'These rules belong to another sync.',
  'direction-not-possible': 'This sync cannot run in this direction yet. Possible: {allowed}.',
  'mapping-missing': 'The built-in mapping {mapping} is missing. It can be switched off, not deleted.',
  'mapping-repeated': 'The mapping {mapping} is there twice.',
  'mapping-fixed': 'The fields of the built-in mapping {mapping} cannot be changed.',
  'mapping-always-on': 'The mapping {mapping} cannot be switched off.',
  'mapping-direction': 'The mapping {mapping} only works in the direction {allowed}.',
  'mapping-unnamed-end': 'Choose a field on both sides of the mapping.',
  'mapping-reserved-field': 'The property {field} is kept by Ledgerline.',
  'mapping-unknown-field': 'There is no field {field}.',
  'mapping-read-only': 'The field {field} cannot be written.',
  'mapping-types-differ': 'A {hubspot} field in HubSpot does not fit a {quickbooks} field in QuickBooks.',
  'mapping-limit-unknown': 'It is not known which values the field {field} takes.',
  'mapping-field-taken': 'The mapping {by} already writes the field {field}.',
  'filter-empty-group': 'A group of the filter has no condition.',
  'filter-unknown-field': 'The filter names the field {field}, which does not exist.',
  'filter-unknown-association': 'The filter cannot look at {of}.',
  'filter-operator': 'The field {field} cannot be compared with {operator}.',
  'filter-values': 'A condition with {operator} does not have the values it needs.',
  'filter-day': '{value} is not a day. Write days as 2026-01-31.',
  'filter-number': '{value} is not a number.',
  'option-unknown': 'There is no option {option}.',
  'option-value': 'The option {option} takes one of: {allowed}.',
  'option-required': 'Choose {option} first: without it nothing can be created in QuickBooks.',
};
