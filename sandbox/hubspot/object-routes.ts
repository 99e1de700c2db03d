// CRM objects under the dated paths and under /crm/v3, which the published client uses.

import type { Express } from 'express';
import type { z } from 'zod';
import type { ApiAnswer, ApiCall, ApiParts, Endpoint } from './api.ts';
import { listOf, mountEndpoint } from './api.ts';
import type { BatchInput, BatchOutcome, BatchResult } from './batches.ts';
import { archiveBatch, checkSize, createBatch, updateBatch, upsertBatch } from './batches.ts';
import { HubSpotError, invalid, notFound } from './errors.ts';
import type { ErrorBody } from './errors.ts';
import { merge } from './merging.ts';
import type { ObjectType } from './object-types.ts';
import { requireObjectType } from './object-types.ts';
import * as schemas from './object-schemas.ts';
import { findRecord, list, present, presentWritten, readBatch } from './reads.ts';
import type { WireObject } from './reads.ts';
import { scopesFor } from './scopes.ts';
import { search } from './search.ts';
import { archive, commit, prepareCreate, prepareUpdate } from './writes.ts';

const VERSIONS = ['v3', '2025-09', '2026-03', '2026-09'];
const LARGEST_PAGE = 100;

export function objectPaths(suffix: string): string[] {
  return [`/crm/objects/:version/:objectType${suffix}`, `/crm/v3/objects/:objectType${suffix}`];
}

/** The object type of the path; payments need an account that is set up for them. */
export function typeOf(call: ApiCall, name = 'objectType'): ObjectType {
  if (call.version && call.version !== 'v4' && !VERSIONS.includes(call.version)) throw notFound();
  const type = requireObjectType(call.param(name));
  if (type === 'commerce_payments' && !call.portal.options.paymentsApi) {
    throw new HubSpotError(call.portal.simulation.behaviours.number('paymentsUnavailableStatus'), {
      message: 'Payments are not set up in this account.',
      category: 'PAYMENTS_NOT_ENABLED',
    });
  }
  return type;
}

const reading = (call: ApiCall): string[][] => [
  scopesFor(requireObjectType(call.param('objectType')), 'read', call.portal.simulation.behaviours),
];
const writing = (call: ApiCall): string[][] => [
  scopesFor(requireObjectType(call.param('objectType')), 'write', call.portal.simulation.behaviours),
];

export function mountObjects(app: Express, parts: ApiParts): void {
  const at = (
    method: Endpoint['method'],
    suffix: string,
    needs: Endpoint['needs'],
    handle: Endpoint['handle'],
    isSearch = false,
  ): void => mountEndpoint(app, parts, { method, paths: objectPaths(suffix), needs, handle, isSearch });
  at('post', '/batch/read', reading, batchRead);
  at('post', '/batch/create', writing, (call) => batchWrite(call, createBatch, 201));
  at('post', '/batch/update', writing, (call) => batchWrite(call, updateBatch, 200));
  at('post', '/batch/upsert', writing, batchUpsert);
  at('post', '/batch/archive', writing, (call) => {
    const { inputs } = schemas.parseBody(schemas.batchIdsSchema, call.body);
    archiveBatch(
      call.portal,
      typeOf(call),
      inputs.map(({ id }) => id),
      call.actor,
    );
    return { status: 204 };
  });
  at('post', '/search', reading, searchObjects, true);
  at('post', '/merge', writing, (call) => {
    const { primaryObjectId, objectIdToMerge } = schemas.parseBody(schemas.mergeSchema, call.body);
    const record = merge(call.portal, typeOf(call), primaryObjectId, objectIdToMerge, call.actor);
    return { status: 200, body: presentWritten(call.portal, record) };
  });
  at('get', '', reading, listObjects);
  at('post', '', writing, create);
  at('get', '/:objectId', reading, read);
  at('patch', '/:objectId', writing, update);
  at('delete', '/:objectId', writing, (call) => {
    // Archiving what is already archived or was never there is not an error.
    const record = call.portal.tables[typeOf(call)].live(call.param('objectId'));
    if (record) archive(call.portal, record, call.actor);
    return { status: 204 };
  });
}

function listObjects(call: ApiCall): ApiAnswer {
  const limit = Number(call.query('limit') ?? 10);
  if (!Number.isInteger(limit) || limit < 1 || limit > LARGEST_PAGE) {
    throw invalid(`limit must be between 1 and ${LARGEST_PAGE}.`);
  }
  const archived = call.query('archived') === 'true';
  const { records, next } = list(call.portal, typeOf(call), { limit, after: call.query('after'), archived });
  const shape = shapeOf(call);
  const results = records.map((record) => present(call.portal, record, shape));
  return { status: 200, body: { results, ...(next !== undefined && { paging: { next: { after: next } } }) } };
}

function read(call: ApiCall): ApiAnswer {
  const record = findRecord(call.portal, typeOf(call), call.param('objectId'), {
    idProperty: call.query('idProperty'),
    archived: call.query('archived') === 'true',
  });
  return { status: 200, body: present(call.portal, record, shapeOf(call)) };
}

function shapeOf(call: ApiCall): { properties?: string[]; associations?: ObjectType[] } {
  const properties = listOf(call.query('properties'));
  const associations = listOf(call.query('associations'))?.map(requireObjectType);
  return { ...(properties && { properties }), ...(associations && { associations }) };
}

function create(call: ApiCall): ApiAnswer {
  const input = toInput(schemas.parseBody(schemas.singleWriteSchema, call.body));
  const write = prepareCreate(call.portal, typeOf(call), input, call.actor);
  const record = commit(call.portal, write, call.actor);
  return { status: 201, body: written(call, { ...input, record, warnings: write.warnings }) };
}

function update(call: ApiCall): ApiAnswer {
  const { properties, objectWriteTraceId } = schemas.parseBody(schemas.singleWriteSchema, call.body);
  const idProperty = call.query('idProperty');
  const record = findRecord(call.portal, typeOf(call), call.param('objectId'), { idProperty });
  const write = prepareUpdate(call.portal, record, properties, call.actor);
  commit(call.portal, write, call.actor);
  return { status: 200, body: written(call, { record, warnings: write.warnings, objectWriteTraceId }) };
}

function toInput(sent: z.infer<typeof schemas.singleWriteSchema>): BatchInput {
  const associations = (sent.associations ?? []).map(({ to, types }) => ({
    toId: to.id,
    typeIds: types.map(({ associationTypeId }) => associationTypeId),
  }));
  return { ...sent, associations };
}

function written(call: ApiCall, result: BatchResult): WireObject {
  const { record, warnings, objectWriteTraceId } = result;
  return {
    ...presentWritten(call.portal, record),
    ...(objectWriteTraceId !== undefined && { objectWriteTraceId }),
    ...(warnings.length > 0 && { warnings }),
  };
}

type BatchWrite = typeof createBatch;

function batchWrite(call: ApiCall, write: BatchWrite, status: number): ApiAnswer {
  const inputs = schemas.parseBody(schemas.batchWriteSchema, call.body).inputs.map(toInput);
  const outcome = write(call.portal, typeOf(call), inputs, call.actor);
  return batchAnswer(call, outcome, status, (result) => written(call, result));
}

function batchUpsert(call: ApiCall): ApiAnswer {
  const inputs = schemas.parseBody(schemas.batchWriteSchema, call.body).inputs.map(toInput);
  const outcome = upsertBatch(call.portal, typeOf(call), inputs, call.actor);
  return batchAnswer(call, outcome, 200, (result) => ({ ...written(call, result), new: result.isNew }));
}

function batchAnswer(
  call: ApiCall,
  { results, errors }: BatchOutcome,
  status: number,
  show: (result: BatchResult) => WireObject,
): ApiAnswer {
  return multiStatus(call, status, results.map(show), errors);
}

/** The common envelope of batches: 207 as soon as one input failed. */
export function multiStatus(
  call: ApiCall,
  status: number,
  results: unknown[],
  errors: ErrorBody[],
): ApiAnswer {
  const moment = new Date(call.portal.now()).toISOString();
  return {
    status: errors.length > 0 ? 207 : status,
    body: {
      status: 'COMPLETE',
      results,
      ...(errors.length > 0 && { numErrors: errors.length, errors }),
      startedAt: moment,
      completedAt: moment,
    },
  };
}

function batchRead(call: ApiCall): ApiAnswer {
  const { inputs, properties, idProperty } = schemas.parseBody(schemas.batchReadSchema, call.body);
  checkSize(inputs.length);
  const ids = inputs.map(({ id }) => id);
  const archived = call.query('archived') === 'true';
  const { records, errors } = readBatch(call.portal, typeOf(call), ids, { idProperty, archived });
  const results = records.map((record) => present(call.portal, record, { properties }));
  return multiStatus(call, 200, results, errors);
}

function searchObjects(call: ApiCall): ApiAnswer {
  return { status: 200, body: search(call.portal, typeOf(call), call.body) };
}
