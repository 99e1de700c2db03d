// Whether proposed rules can be carried out. Every problem is named with its place, so that a person finds it.

import { choicesOf } from './entities/choices.ts';
import type { EntityChoices, OptionKind } from './entities/choices.ts';
import type { EntityDefinition } from './entity.ts';
import { checkFilter } from './filter-check.ts';
import type { FilterTarget } from './filter-check.ts';
import { checkMappings } from './mapping-check.ts';
import { problem } from './rules-problem.ts';
import type { RulesProblem } from './rules-problem.ts';
import type { Direction, SyncRules } from './rules.ts';

/** All problems of rules proposed for an entity; none when they can be saved. */
export function checkRules(definition: EntityDefinition, proposed: SyncRules): readonly RulesProblem[] {
  if (proposed.entity !== definition.name)
    return [problem('entity', 'other-entity', { entity: definition.name })];
  const choices = choicesOf(definition.name);
  const quickbooks: FilterTarget = { kind: 'quickbooks', fields: choices.quickbooksFields };
  const hubspot: FilterTarget = { kind: 'hubspot', associations: choices.associations };
  return [
    ...checkDirection(choices, proposed),
    ...checkMappings(definition, choices, proposed),
    ...checkFilter('filters.toHubspot', proposed.filters.toHubspot, quickbooks),
    ...checkFilter('filters.toQuickbooks', proposed.filters.toQuickbooks, hubspot),
    ...checkOptions(choices, proposed),
  ];
}

const checkDirection = (choices: EntityChoices, { direction }: SyncRules): readonly RulesProblem[] =>
  choices.directions.includes(direction)
    ? []
    : [problem('direction', 'direction-not-possible', { direction, allowed: choices.directions.join(', ') })];

function checkOptions({ options }: EntityChoices, proposed: SyncRules): readonly RulesProblem[] {
  const problems: RulesProblem[] = [];
  for (const [name, value] of Object.entries(proposed.options)) {
    const kind = Object.hasOwn(options, name) ? options[name] : undefined;
    if (!kind) problems.push(problem(`options.${name}`, 'option-unknown', { option: name }));
    else problems.push(...checkValue(name, kind, value));
  }
  for (const [name, kind] of Object.entries(options)) {
    if (kind.kind !== 'id' || (proposed.options[name] ?? '') !== '') continue;
    const isRequired =
      (kind.requiredTowards && includes(proposed.direction, kind.requiredTowards)) ||
      (kind.requiredWith && proposed.options[kind.requiredWith] === true);
    if (isRequired) problems.push(problem(`options.${name}`, 'option-required', { option: name }));
  }
  return problems;
}

function checkValue(name: string, kind: OptionKind, value: string | boolean): readonly RulesProblem[] {
  const wrong = (allowed: string): readonly RulesProblem[] => [
    problem(`options.${name}`, 'option-value', { option: name, allowed }),
  ];
  switch (kind.kind) {
    case 'switch':
      return typeof value === 'boolean' ? [] : wrong('true, false');
    case 'choice':
      return typeof value === 'string' && kind.values.includes(value) ? [] : wrong(kind.values.join(', '));
    case 'id':
      return typeof value === 'string' && /^\d*$/.test(value) ? [] : wrong('a QuickBooks id');
    case 'tax-rates':
      return typeof value === 'string' && taxRates.test(value) ? [] : wrong('20=5, 0=4');
    default:
      return kind satisfies never;
  }
}

const taxRates = /^\s*$|^\s*(#\w+|\d{1,3}(\.\d+)?)\s*=\s*\d+\s*(,\s*(#\w+|\d{1,3}(\.\d+)?)\s*=\s*\d+\s*)*$/;

/** Whether a direction lets records go a way. */
const includes = (direction: Direction, way: Direction): boolean =>
  direction === 'two-way' || direction === way;
