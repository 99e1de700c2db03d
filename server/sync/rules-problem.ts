// What can be wrong with proposed rules.

/** What is wrong, in the closed list the texts of settings are kept by. */
export type ProblemCode =
  | 'other-entity'
  | 'direction-not-possible'
  | 'mapping-missing'
  | 'mapping-repeated'
  | 'mapping-fixed'
  | 'mapping-always-on'
  | 'mapping-direction'
  | 'mapping-unnamed-end'
  | 'mapping-reserved-field'
  | 'mapping-unknown-field'
  | 'mapping-read-only'
  | 'mapping-types-differ'
  | 'mapping-limit-unknown'
  | 'mapping-field-taken'
  | 'filter-empty-group'
  | 'filter-unknown-field'
  | 'filter-unknown-association'
  | 'filter-operator'
  | 'filter-values'
  | 'filter-day'
  | 'filter-number'
  | 'option-unknown'
  | 'option-value'
  | 'option-required';

export interface RulesProblem {
  /** Place in the rules: `mappings.fax.direction`, `filters.toHubspot.0.1.values`. */
  readonly path: string;
  readonly code: ProblemCode;
  /** What the text of the problem names: the field, the allowed values. */
  readonly details: Readonly<Record<string, string>>;
}

export const problem = (
  path: string,
  code: ProblemCode,
  details: RulesProblem['details'] = {},
): RulesProblem => ({ path, code, details });
