// Properties and property groups.

import type { Express } from 'express';
import { z } from 'zod';
import type { ApiAnswer, ApiCall, ApiParts, Endpoint } from './api.ts';
import { mountEndpoint } from './api.ts';
import { HubSpotError, invalid, notFound } from './errors.ts';
import { multiStatus } from './object-routes.ts';
import { parseBody } from './object-schemas.ts';
import { requireObjectType } from './object-types.ts';
import type { PropertyCatalog } from './property-catalog.ts';
import type { PropertyDefinition, PropertyType } from './property-definitions.ts';
import { scopesFor } from './scopes.ts';

const FIELD_TYPES: Record<PropertyType, string[]> = {
  bool: ['booleancheckbox', 'calculation_equation'],
  date: ['date'],
  datetime: ['date'],
  enumeration: ['booleancheckbox', 'checkbox', 'radio', 'select', 'calculation_equation'],
  number: ['number', 'calculation_equation'],
  string: ['file', 'html', 'phonenumber', 'text', 'textarea', 'calculation_equation'],
  phone_number: ['phonenumber'],
};

const optionSchema = z.object({
  label: z.string(),
  value: z.string(),
  displayOrder: z.number().default(-1),
  hidden: z.boolean().default(false),
  description: z.string().optional(),
});

const createSchema = z.object({
  name: z.string(),
  label: z.string().min(1),
  type: z.enum(['bool', 'date', 'datetime', 'enumeration', 'number', 'string', 'phone_number']),
  fieldType: z.string(),
  groupName: z.string(),
  description: z.string().default(''),
  options: z.array(optionSchema).default([]),
  displayOrder: z.number().default(-1),
  hasUniqueValue: z.boolean().default(false),
  hidden: z.boolean().default(false),
  formField: z.boolean().default(false),
  dataSensitivity: z.string().default('non_sensitive'),
});

const patchSchema = z.object({
  label: z.string().optional(),
  description: z.string().optional(),
  groupName: z.string().optional(),
  options: z.array(optionSchema).optional(),
  displayOrder: z.number().optional(),
  hidden: z.boolean().optional(),
  formField: z.boolean().optional(),
});

const groupSchema = z.object({ name: z.string(), label: z.string(), displayOrder: z.number().default(-1) });
const createBatchSchema = z.object({ inputs: z.array(createSchema) });
const namesSchema = z.object({ inputs: z.array(z.object({ name: z.string() })) });

const reading = (call: ApiCall): string[][] => [
  scopesFor(requireObjectType(call.param('objectType')), 'schemaRead', call.portal.simulation.behaviours),
];
const writing = (call: ApiCall): string[][] => [
  scopesFor(requireObjectType(call.param('objectType')), 'schemaWrite', call.portal.simulation.behaviours),
];

function catalogOf(call: ApiCall): PropertyCatalog {
  return call.portal.catalogs[requireObjectType(call.param('objectType'))];
}

export function mountProperties(app: Express, parts: ApiParts): void {
  const at = (
    method: Endpoint['method'],
    suffix: string,
    needs: Endpoint['needs'],
    handle: Endpoint['handle'],
  ): void => {
    const paths = ['/crm/properties/:version/:objectType', '/crm/v3/properties/:objectType'];
    mountEndpoint(app, parts, { method, paths: paths.map((path) => path + suffix), needs, handle });
  };
  mountGroups(at);
  at('post', '/batch/create', writing, createMany);
  at('post', '/batch/read', reading, readMany);
  at('post', '/batch/archive', writing, (call) => {
    for (const { name } of parseBody(namesSchema, call.body).inputs) remove(call, name);
    return { status: 204 };
  });
  at('get', '', reading, (call) => {
    const results = [...catalogOf(call).definitions.values()].map((definition) => show(call, definition));
    return { status: 200, body: { results } };
  });
  at('post', '', writing, (call) => {
    const definition = toDefinition(call, parseBody(createSchema, call.body));
    catalogOf(call).checkNew(definition, call.portal.simulation.behaviours);
    return { status: 201, body: show(call, add(call, definition)) };
  });
  at('get', '/:name', reading, (call) => ({
    status: 200,
    body: show(call, catalogOf(call).require(call.param('name'))),
  }));
  at('patch', '/:name', writing, update);
  at('delete', '/:name', writing, (call) => {
    remove(call, call.param('name'));
    return { status: 204 };
  });
}

function mountGroups(
  at: (
    method: Endpoint['method'],
    suffix: string,
    needs: Endpoint['needs'],
    handle: Endpoint['handle'],
  ) => void,
): void {
  at('get', '/groups', reading, (call) => ({
    status: 200,
    body: { results: [...catalogOf(call).groups.values()] },
  }));
  at('post', '/groups', writing, (call) => {
    const group = { ...parseBody(groupSchema, call.body), archived: false };
    checkName(group.name);
    return { status: 201, body: catalogOf(call).addGroup(group, call.portal.simulation.behaviours) };
  });
  at('get', '/groups/:name', reading, (call) => {
    const group = catalogOf(call).groups.get(call.param('name'));
    if (!group) throw notFound(`Property group "${call.param('name')}" does not exist.`);
    return { status: 200, body: group };
  });
  at('delete', '/groups/:name', writing, (call) => {
    const name = call.param('name');
    const used = [...catalogOf(call).definitions.values()].some(({ groupName }) => groupName === name);
    if (used) throw invalid(`Property group "${name}" still has properties.`);
    catalogOf(call).groups.delete(name);
    return { status: 204 };
  });
}

function show(call: ApiCall, definition: PropertyDefinition): Record<string, unknown> {
  return catalogOf(call).present(definition, call.portal.simulation.behaviours);
}

function checkName(name: string): void {
  if (!/^[a-z][a-z0-9_]{0,99}$/.test(name)) {
    throw invalid(
      `"${name}" is not a valid name: lower-case letters, digits and underscores, starting with a letter.`,
      'INVALID_NAME',
    );
  }
}

function toDefinition(call: ApiCall, sent: z.infer<typeof createSchema>): PropertyDefinition {
  checkName(sent.name);
  if (!FIELD_TYPES[sent.type].includes(sent.fieldType)) {
    throw invalid(`fieldType ${sent.fieldType} cannot be used with type ${sent.type}.`, 'INVALID_FIELD_TYPE');
  }
  if (sent.type === 'enumeration' && sent.options.length === 0 && sent.fieldType !== 'calculation_equation') {
    throw invalid(`Property ${sent.name} needs options.`, 'MISSING_OPTIONS');
  }
  const moment = new Date(call.portal.now()).toISOString();
  const options = sent.options.map(({ description, ...option }) => ({
    ...option,
    ...(description !== undefined && { description }),
  }));
  return {
    ...sent,
    options,
    calculated: sent.fieldType === 'calculation_equation',
    hubspotDefined: false,
    readOnly: sent.fieldType === 'calculation_equation',
    createdAt: moment,
    updatedAt: moment,
  };
}

function add(call: ApiCall, definition: PropertyDefinition): PropertyDefinition {
  const catalog = catalogOf(call);
  catalog.definitions.set(definition.name, definition);
  if (definition.hasUniqueValue) call.portal.tables[catalog.type].indexUnique(definition.name);
  return definition;
}

/** Names that exist already are reported per item; the others are created. */
function createMany(call: ApiCall): ApiAnswer {
  const definitions = parseBody(createBatchSchema, call.body).inputs.map((sent) => toDefinition(call, sent));
  const results: unknown[] = [];
  const errors = definitions.flatMap((definition) => {
    try {
      catalogOf(call).checkNew(definition, call.portal.simulation.behaviours);
      results.push(show(call, add(call, definition)));
      return [];
    } catch (error) {
      if (!(error instanceof HubSpotError) || error.status !== 409) throw error;
      return [{ ...error.body, context: { name: [definition.name] } }];
    }
  });
  return multiStatus(call, 200, results, errors);
}

function readMany(call: ApiCall): ApiAnswer {
  const catalog = catalogOf(call);
  const names = parseBody(namesSchema, call.body).inputs.map(({ name }) => name);
  const known = names.flatMap((name) => catalog.get(name) ?? []);
  const missing = names.filter((name) => !catalog.get(name));
  const errors =
    missing.length > 0 ? [notFound('Some properties do not exist.', { name: missing }).body] : [];
  return multiStatus(
    call,
    200,
    known.map((definition) => show(call, definition)),
    errors,
  );
}

function update(call: ApiCall): ApiAnswer {
  const definition = catalogOf(call).require(call.param('name'));
  if (definition.hubspotDefined) throw invalid(`Property "${definition.name}" cannot be changed.`);
  const { options, ...sent } = parseBody(patchSchema, call.body);
  const given = Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined));
  Object.assign(definition, given, { updatedAt: new Date(call.portal.now()).toISOString() });
  if (options) Object.assign(definition, { options });
  return { status: 200, body: show(call, definition) };
}

function remove(call: ApiCall, name: string): void {
  const catalog = catalogOf(call);
  const definition = catalog.require(name);
  if (definition.hubspotDefined) throw invalid(`Property "${name}" cannot be archived.`);
  catalog.definitions.delete(name);
  call.portal.tables[catalog.type].forgetUnique(name);
}
