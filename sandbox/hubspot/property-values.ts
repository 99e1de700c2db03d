// Turns what a caller sends as `properties` into what HubSpot stores: strings, normalised per property type.

import { DateTime } from 'luxon';
import type { Behaviours } from './behaviours.ts';
import type { PropertyProblem } from './errors.ts';
import { invalid, invalidProperties } from './errors.ts';
import type { PropertyCatalog } from './property-catalog.ts';
import type { PropertyDefinition } from './property-definitions.ts';

/** Reported on dated versions since 2026-09 when HubSpot stored something else than was sent. */
export interface Warning {
  code: 'PROPERTY_VALUE_NORMALIZED';
  propertyName: string;
  message: string;
}

export interface PropertyValues {
  /** An empty string clears the property. */
  values: Record<string, string>;
  warnings: Warning[];
}

export interface ValueRules {
  behaviours: Behaviours;
  /** Whether dates are normalised with a warning (2026-09) or refused. */
  normalisesDates: boolean;
}

const LONGEST_VALUE = 65_536;
const EMAIL = /^[^\s@;,]+@[^\s@;,]+\.[^\s@;,]+$/;

type Outcome = { value: string; normalised?: boolean } | { error: string; message: string };

/** Validates all properties and throws one error naming every bad one, as HubSpot does. */
export function readValues(
  catalog: PropertyCatalog,
  properties: Record<string, unknown>,
  rules: ValueRules,
): PropertyValues {
  const values: Record<string, string> = {};
  const warnings: Warning[] = [];
  const problems: PropertyProblem[] = [];
  for (const [name, sent] of Object.entries(properties)) {
    const text = asText(name, sent, rules.behaviours);
    if (text === undefined) continue;
    const outcome = readValue(catalog, name, text, rules);
    if ('error' in outcome) {
      problems.push({ name, ...outcome });
      continue;
    }
    values[name] = outcome.value;
    if (outcome.normalised && rules.normalisesDates) {
      const message = `The value of ${name} was stored as ${outcome.value}.`;
      warnings.push({ code: 'PROPERTY_VALUE_NORMALIZED', propertyName: name, message });
    }
  }
  if (problems.length > 0) throw invalidProperties(problems);
  return { values, warnings };
}

/** Numbers and booleans are taken as text; anything deeper is not a property value. Undefined: ignored. */
function asText(name: string, sent: unknown, behaviours: Behaviours): string | undefined {
  if (typeof sent === 'string') return sent;
  if (typeof sent === 'number' || typeof sent === 'boolean') return String(sent);
  if (sent === null) {
    const treatment = behaviours.text('nullPropertyValue');
    if (treatment === 'clear') return '';
    if (treatment === 'ignore') return undefined;
  }
  throw invalid(`Invalid input JSON: the value of property "${name}" must be a string.`, 'INVALID_JSON');
}

function readValue(catalog: PropertyCatalog, name: string, text: string, rules: ValueRules): Outcome {
  const definition = catalog.get(name);
  if (!definition) {
    return { error: 'PROPERTY_DOESNT_EXIST', message: `Property "${name}" does not exist` };
  }
  if (catalog.isReadOnly(definition, rules.behaviours)) {
    return {
      error: 'READ_ONLY_VALUE',
      message: `"${name}" is a read only property; its value cannot be set.`,
    };
  }
  if (text === '') return { value: '' };
  if (text.length > LONGEST_VALUE) {
    return { error: 'INVALID_LENGTH', message: `"${name}" is longer than ${LONGEST_VALUE} characters.` };
  }
  return readTyped(definition, text, rules);
}

function readTyped(definition: PropertyDefinition, text: string, rules: ValueRules): Outcome {
  switch (definition.type) {
    case 'string':
    case 'phone_number':
      return readString(definition, text);
    case 'number':
      return /^-?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(text)
        ? { value: text }
        : { error: 'INVALID_DOUBLE', message: `"${text}" is not a valid number.` };
    case 'bool':
      return text === 'true' || text === 'false'
        ? { value: text }
        : { error: 'INVALID_OPTION', message: `"${text}" was not one of the allowed options: true, false.` };
    case 'enumeration':
      return readEnumeration(definition, text);
    case 'datetime':
      return readDatetime(text);
    case 'date':
      return readDate(text, rules.normalisesDates);
    default:
      return definition.type satisfies never;
  }
}

function readString(definition: PropertyDefinition, text: string): Outcome {
  if (definition.name !== 'email') return { value: text };
  // Contact e-mail addresses are stored in lower case.
  const email = text.trim().toLowerCase();
  return EMAIL.test(email)
    ? { value: email }
    : { error: 'INVALID_EMAIL', message: `Email address ${text} is invalid` };
}

function readEnumeration(definition: PropertyDefinition, text: string): Outcome {
  const values = definition.fieldType === 'checkbox' ? text.split(';').filter(Boolean) : [text];
  const bad = values.find((value) => !definition.options.some((option) => option.value === value));
  if (bad === undefined) return { value: text };
  const allowed = definition.options.map((option) => option.value).join(', ');
  return { error: 'INVALID_OPTION', message: `${bad} was not one of the allowed options: [${allowed}]` };
}

/** Epoch milliseconds (never seconds) or ISO 8601. */
function instantOf(text: string): DateTime | undefined {
  const moment = /^-?\d{6,}$/.test(text)
    ? DateTime.fromMillis(Number(text), { zone: 'utc' })
    : DateTime.fromISO(text, { zone: 'utc' });
  return moment.isValid ? moment : undefined;
}

function readDatetime(text: string): Outcome {
  const moment = instantOf(text);
  if (!moment) return { error: 'INVALID_DATE', message: `${text} is not a valid datetime.` };
  return { value: moment.toJSDate().toISOString() };
}

/** A `date` is midnight UTC; other times of the day are cut off with a warning, or refused by older versions. */
function readDate(text: string, normalises: boolean): Outcome {
  const moment = instantOf(text);
  if (!moment) return { error: 'INVALID_DATE', message: `${text} is not a valid date.` };
  const atMidnight = moment.toMillis() === moment.startOf('day').toMillis();
  if (!atMidnight && !normalises) {
    return { error: 'INVALID_DATE', message: `${text} is at ${moment.toISO() ?? text}, not midnight!` };
  }
  return { value: moment.toISODate() ?? text, normalised: !atMidnight };
}
