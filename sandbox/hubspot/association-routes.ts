// Associations: on the record (dated and v4 paths), in batches, and the labels of a pair.

import type { Express } from 'express';
import type { ApiAnswer, ApiCall, ApiParts, Endpoint } from './api.ts';
import { mountEndpoint } from './api.ts';
import type { AssociationType } from './association-types.ts';
import { associationType, associationTypes } from './association-types.ts';
import type { ErrorBody } from './errors.ts';
import { HubSpotError, invalid, notFound } from './errors.ts';
import { checkLink, defaultType, link, typesById, unlink } from './links.ts';
import { multiStatus, typeOf } from './object-routes.ts';
import * as schemas from './object-schemas.ts';
import type { ObjectType } from './object-types.ts';
import { objectTypeInfo, requireObjectType } from './object-types.ts';
import { findRecord, linkResults } from './reads.ts';
import type { CrmRecord } from './record-table.ts';
import { scopesFor } from './scopes.ts';

const MOST_CREATED = 2000;
const MOST_READ = 1000;
const PAGE = 500;

const ON_RECORD = ['/crm/objects/:version/:from/:fromId', '/crm/v4/objects/:from/:fromId'];
const IN_BATCH = ['/crm/associations/:version/:from/:to', '/crm/v4/associations/:from/:to'];

const reading = (call: ApiCall): string[][] => [scopesOf(call, 'from', 'read'), scopesOf(call, 'to', 'read')];
const writing = (call: ApiCall): string[][] => {
  const both = call.portal.simulation.behaviours.text('associationWriteScopes') === 'both';
  return [scopesOf(call, 'from', 'write'), scopesOf(call, 'to', both ? 'write' : 'read')];
};

function scopesOf(call: ApiCall, name: string, access: 'read' | 'write'): string[] {
  return scopesFor(requireObjectType(call.param(name)), access, call.portal.simulation.behaviours);
}

export function mountAssociations(app: Express, parts: ApiParts): void {
  const at = (
    method: Endpoint['method'],
    bases: string[],
    suffix: string,
    needs: Endpoint['needs'],
    handle: Endpoint['handle'],
  ): void => mountEndpoint(app, parts, { method, paths: bases.map((base) => base + suffix), needs, handle });
  at('get', ON_RECORD, '/associations/:to', reading, readOnRecord);
  at('put', ON_RECORD, '/associations/default/:to/:toId', writing, associateByDefault);
  at('put', ON_RECORD, '/associations/:to/:toId', writing, associate);
  at('delete', ON_RECORD, '/associations/:to/:toId', writing, dissociate);
  at('post', IN_BATCH, '/batch/create', writing, (call) => createLinks(call, 201));
  at('post', IN_BATCH, '/batch/associate/default', writing, createDefaultLinks);
  at('post', IN_BATCH, '/batch/read', reading, readLinks);
  at('post', IN_BATCH, '/batch/archive', writing, archiveLinks);
  at('post', IN_BATCH, '/batch/labels/archive', writing, archiveLabels);
  at('get', IN_BATCH, '/labels', reading, (call) => {
    const results = associationTypes(typeOf(call, 'from'), typeOf(call, 'to')).map(wireType);
    return { status: 200, body: { results } };
  });
}

function wireType({ typeId, label }: AssociationType): Record<string, unknown> {
  return { category: 'HUBSPOT_DEFINED', typeId, label };
}

function readOnRecord(call: ApiCall): ApiAnswer {
  const record = findRecord(call.portal, typeOf(call, 'from'), call.param('fromId'));
  const to = typeOf(call, 'to');
  if (call.version !== 'v4') return { status: 200, body: { results: linkResults(call.portal, record, to) } };
  const { to: results, paging } = linksOf(call, record, to, call.query('after'));
  return { status: 200, body: { results, ...(paging && { paging }) } };
}

/** A page of one record's links in the v4 form; v4 itself has numeric ids, the dated paths have text. */
function linksOf(
  call: ApiCall,
  record: CrmRecord,
  to: ObjectType,
  after: string | undefined,
): { to: unknown[]; paging?: { next: { after: string } } } {
  const start = Number(after ?? 0);
  const all = call.portal.linked(record, to);
  const page = all.slice(start, start + PAGE).map((other) => ({
    toObjectId: call.version === 'v4' ? Number(other.id) : other.id,
    associationTypes: [...(record.links.get(to)?.get(other.id) ?? [])].flatMap((typeId) => {
      const type = associationType(typeId);
      return type ? [wireType(type)] : [];
    }),
  }));
  const end = start + PAGE;
  return { to: page, ...(end < all.length && { paging: { next: { after: String(end) } } }) };
}

interface Ends {
  from: CrmRecord;
  to: CrmRecord;
}

function endsOf(call: ApiCall): Ends {
  return {
    from: findRecord(call.portal, typeOf(call, 'from'), call.param('fromId')),
    to: findRecord(call.portal, typeOf(call, 'to'), call.param('toId')),
  };
}

function associateByDefault(call: ApiCall): ApiAnswer {
  const { from, to } = endsOf(call);
  defaultType(from.type, to.type);
  checkLink(call.portal, from, to);
  link(call.portal, from, to, [], call.actor);
  return multiStatus(call, 200, defaultResults(from, to), []);
}

function associate(call: ApiCall): ApiAnswer {
  const { from, to } = endsOf(call);
  const sent = schemas.parseBody(schemas.linkTypesSchema, call.body ?? []);
  const types = typesById(
    from.type,
    to.type,
    sent.map(({ associationTypeId }) => associationTypeId),
  );
  checkLink(call.portal, from, to);
  link(call.portal, from, to, types.length > 0 ? types : [defaultType(from.type, to.type)], call.actor);
  return { status: 201, body: pairResult(from, to) };
}

function dissociate(call: ApiCall): ApiAnswer {
  const from = call.portal.tables[typeOf(call, 'from')].live(call.param('fromId'));
  const to = call.portal.tables[typeOf(call, 'to')].live(call.param('toId'));
  if (from && to) unlink(call.portal, from, to, undefined, call.actor);
  return { status: 204 };
}

function pairResult(from: CrmRecord, to: CrmRecord): Record<string, unknown> {
  const types = [...(from.links.get(to.type)?.get(to.id) ?? [])];
  return {
    fromObjectTypeId: objectTypeInfo(from.type).typeId,
    fromObjectId: from.id,
    toObjectTypeId: objectTypeInfo(to.type).typeId,
    toObjectId: to.id,
    labels: types.flatMap((id) => associationType(id)?.label ?? []),
  };
}

function defaultResults(from: CrmRecord, to: CrmRecord): unknown[] {
  return [
    [from, to],
    [to, from],
  ].flatMap(([a, b]) =>
    a && b
      ? [
          {
            from: { id: a.id },
            to: { id: b.id },
            associationSpec: {
              associationCategory: 'HUBSPOT_DEFINED',
              associationTypeId: defaultType(a.type, b.type).typeId,
            },
          },
        ]
      : [],
  );
}

interface LinkOrder {
  from: { id: string };
  to: { id: string };
  types: number[];
}

/** Associates pair by pair; what is refused is reported beside what was done. */
function linkAll(
  call: ApiCall,
  orders: LinkOrder[],
  show: (from: CrmRecord, to: CrmRecord) => unknown[],
): { results: unknown[]; errors: ErrorBody[] } {
  const [fromType, toType] = [typeOf(call, 'from'), typeOf(call, 'to')];
  checkCount(orders.length, MOST_CREATED);
  // Types are checked first, because a wrong one refuses the whole batch.
  const typed = orders.map((order) => ({
    ...order,
    types:
      order.types.length > 0 ? typesById(fromType, toType, order.types) : [defaultType(fromType, toType)],
  }));
  const results: unknown[] = [];
  const errors: ErrorBody[] = [];
  for (const order of typed) {
    const from = call.portal.tables[fromType].live(order.from.id);
    const to = call.portal.tables[toType].live(order.to.id);
    if (!from || !to) {
      const context = { fromObjectId: [order.from.id], toObjectId: [order.to.id] };
      errors.push(notFound('One of the records does not exist.', context).body);
      continue;
    }
    try {
      checkLink(call.portal, from, to);
    } catch (error) {
      if (!(error instanceof HubSpotError)) throw error;
      errors.push(error.body);
      continue;
    }
    link(call.portal, from, to, order.types, call.actor);
    results.push(...show(from, to));
  }
  return { results, errors };
}

function createLinks(call: ApiCall, status: number): ApiAnswer {
  const { inputs } = schemas.parseBody(schemas.linkBatchSchema, call.body);
  const orders = inputs.map(({ from, to, types }) => {
    if (types.length === 0) throw invalid('types must not be empty.');
    return { from, to, types: types.map(({ associationTypeId }) => associationTypeId) };
  });
  const { results, errors } = linkAll(call, orders, (from, to) => [pairResult(from, to)]);
  return multiStatus(call, status, results, errors);
}

function createDefaultLinks(call: ApiCall): ApiAnswer {
  const { inputs } = schemas.parseBody(schemas.pairBatchSchema, call.body);
  const orders = inputs.map((pair) => ({ ...pair, types: [] }));
  const { results, errors } = linkAll(call, orders, defaultResults);
  return multiStatus(call, 200, results, errors);
}

/** Records without any link are reported as errors, not as empty lists. */
function readLinks(call: ApiCall): ApiAnswer {
  const { inputs } = schemas.parseBody(schemas.linkReadSchema, call.body);
  checkCount(inputs.length, MOST_READ);
  const [fromType, toType] = [typeOf(call, 'from'), typeOf(call, 'to')];
  const results: unknown[] = [];
  const errors: ErrorBody[] = [];
  for (const { id, after } of inputs) {
    const record = call.portal.tables[fromType].live(id);
    const page = record && linksOf(call, record, toType, after);
    if (page && page.to.length > 0) results.push({ from: { id }, ...page });
    else errors.push(noLinks(fromType, toType, id));
  }
  return multiStatus(call, 200, results, errors);
}

function noLinks(from: ObjectType, to: ObjectType, id: string): ErrorBody {
  const [fromName, toName] = [objectTypeInfo(from).singular, objectTypeInfo(to).singular];
  return {
    status: 'error',
    category: 'OBJECT_NOT_FOUND',
    subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
    message: `No ${toName} is associated with ${fromName} ${id}.`,
    context: { fromObjectId: [id], fromObjectType: [fromName], toObjectType: [toName] },
  };
}

function archiveLinks(call: ApiCall): ApiAnswer {
  const { inputs } = schemas.parseBody(schemas.unlinkBatchSchema, call.body);
  checkCount(inputs.length, MOST_CREATED);
  for (const { from, to } of inputs) for (const { id } of to) unlinkIds(call, from.id, id, undefined);
  return { status: 204 };
}

function archiveLabels(call: ApiCall): ApiAnswer {
  const { inputs } = schemas.parseBody(schemas.linkBatchSchema, call.body);
  checkCount(inputs.length, MOST_CREATED);
  for (const { from, to, types } of inputs) {
    const ids = types.map(({ associationTypeId }) => associationTypeId);
    unlinkIds(call, from.id, to.id, typesById(typeOf(call, 'from'), typeOf(call, 'to'), ids));
  }
  return { status: 204 };
}

function unlinkIds(call: ApiCall, fromId: string, toId: string, types: AssociationType[] | undefined): void {
  const from = call.portal.tables[typeOf(call, 'from')].live(fromId);
  const to = call.portal.tables[typeOf(call, 'to')].live(toId);
  if (from && to) unlink(call.portal, from, to, types, call.actor);
}

function checkCount(count: number, most: number): void {
  if (count > most) throw invalid(`Batch size ${count} exceeds the limit of ${most} inputs.`);
}
