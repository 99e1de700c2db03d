// Checks the mappings of proposed rules: built-in ones are all there and unchanged but for what may be switched, custom
// ones name fields that exist, may be written and hold the same kind of value.

import type { EntityChoices } from './entities/choices.ts';
import type { EntityDefinition } from './entity.ts';
import { areCompatible } from './fields/compatible.ts';
import { flowsTo } from './merge.ts';
import { sides } from './record.ts';
import { problem } from './rules-problem.ts';
import type { RulesProblem } from './rules-problem.ts';
import type { FieldEnd, FieldMapping, SyncRules } from './rules.ts';

/** HubSpot's internal property names, optionally of the associated company. */
export const propertyName = /^[a-z][a-z0-9_]{0,99}$/;

/** HubSpot keeps these itself; writing them is refused. */
const keptByHubspot: ReadonlySet<string> = new Set([
  'createdate',
  'hs_createdate',
  'hs_lastmodifieddate',
  'hs_object_id',
  'lastmodifieddate',
]);

export function checkMappings(
  definition: EntityDefinition,
  choices: EntityChoices,
  proposed: SyncRules,
): readonly RulesProblem[] {
  const builtIns = new Map(definition.mappings.map((mapping) => [mapping.id, mapping]));
  const seen = new Set<string>();
  const problems: RulesProblem[] = [];
  for (const mapping of proposed.mappings) {
    if (seen.has(mapping.id)) problems.push(at(mapping, '', 'mapping-repeated'));
    seen.add(mapping.id);
    const builtIn = builtIns.get(mapping.id);
    problems.push(...(builtIn ? checkBuiltIn(mapping, builtIn) : checkCustom(mapping, choices)));
  }
  for (const id of builtIns.keys())
    if (!seen.has(id)) problems.push(problem(`mappings.${id}`, 'mapping-missing', { mapping: id }));
  return [...problems, ...checkTargets(proposed)];
}

/** A built-in mapping is switched and turned, nothing else. */
function checkBuiltIn(mapping: FieldMapping, builtIn: FieldMapping): readonly RulesProblem[] {
  const problems: RulesProblem[] = [];
  const isSame =
    mapping.builtIn &&
    Boolean(mapping.enforced) === Boolean(builtIn.enforced) &&
    Boolean(mapping.computed) === Boolean(builtIn.computed) &&
    sides.every((side) => isSameEnd(mapping[side], builtIn[side]));
  if (!isSame) problems.push(at(mapping, '', 'mapping-fixed'));
  if (builtIn.enforced && !mapping.enabled) problems.push(at(mapping, '.enabled', 'mapping-always-on'));
  if (builtIn.direction !== 'two-way' && mapping.direction !== builtIn.direction)
    problems.push(at(mapping, '.direction', 'mapping-direction', { allowed: builtIn.direction }));
  return problems;
}

function checkCustom(mapping: FieldMapping, choices: EntityChoices): readonly RulesProblem[] {
  if (mapping.builtIn || mapping.enforced || mapping.computed) return [at(mapping, '', 'mapping-fixed')];
  const unnamed = sides.filter((side) => mapping[side].name === '');
  if (unnamed.length > 0)
    return unnamed.map((side) => at(mapping, `.${side}`, 'mapping-unnamed-end', { side }));
  return [
    ...checkHubspotEnd(mapping),
    ...checkQuickbooksEnd(mapping, choices),
    ...(areCompatible(mapping)
      ? []
      : [
          at(mapping, '', 'mapping-types-differ', {
            hubspot: mapping.hubspot.type,
            quickbooks: mapping.quickbooks.type,
          }),
        ]),
  ];
}

function checkHubspotEnd(mapping: FieldMapping): readonly RulesProblem[] {
  const { name, type, options } = mapping.hubspot;
  const end = (code: RulesProblem['code']): RulesProblem => at(mapping, '.hubspot', code, { field: name });
  if (!propertyName.test(name)) return [end('mapping-unknown-field')];
  if (name.startsWith('ledgerline_')) return [end('mapping-reserved-field')];
  if (mapping.direction === 'to-quickbooks') return [];
  if (keptByHubspot.has(name)) return [end('mapping-read-only')];
  return type === 'enumeration' && !options?.length ? [end('mapping-limit-unknown')] : [];
}

function checkQuickbooksEnd(mapping: FieldMapping, choices: EntityChoices): readonly RulesProblem[] {
  const { name, type, maxLength } = mapping.quickbooks;
  const end = (code: RulesProblem['code'], details = {}): RulesProblem =>
    at(mapping, '.quickbooks', code, { field: name, ...details });
  const known = choices.quickbooksFields.find((field) => field.name === name);
  if (!known) return [end('mapping-unknown-field')];
  if (known.type !== type)
    return [end('mapping-types-differ', { hubspot: mapping.hubspot.type, quickbooks: known.type })];
  if (mapping.direction === 'to-hubspot') return [];
  if (!known.writable) return [end('mapping-read-only')];
  return known.maxLength !== maxLength ? [end('mapping-limit-unknown')] : [];
}

/** Two mappings may read one field; a field written by two would change with every look. */
function checkTargets({ mappings, direction }: SyncRules): readonly RulesProblem[] {
  const problems: RulesProblem[] = [];
  for (const side of sides) {
    const writing = mappings.filter((mapping) => mapping.enabled && flowsTo(side, mapping, direction));
    const owners = new Map<string, string>();
    for (const mapping of writing.toSorted((a, b) => Number(b.builtIn) - Number(a.builtIn))) {
      const { name } = mapping[side];
      const owner = owners.get(name);
      if (owner === undefined) owners.set(name, mapping.id);
      else if (!mapping.builtIn)
        problems.push(at(mapping, `.${side}`, 'mapping-field-taken', { field: name, by: owner }));
    }
  }
  return problems;
}

const isSameEnd = (one: FieldEnd, other: FieldEnd): boolean =>
  one.name === other.name &&
  one.type === other.type &&
  one.maxLength === other.maxLength &&
  (one.options ?? []).join('\n') === (other.options ?? []).join('\n');

const at = (
  mapping: FieldMapping,
  place: string,
  code: RulesProblem['code'],
  details: RulesProblem['details'] = {},
): RulesProblem => problem(`mappings.${mapping.id}${place}`, code, { mapping: mapping.id, ...details });
