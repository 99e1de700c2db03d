import express from 'express';
import type { NextFunction, Request, Response, Router } from 'express';
import { randomHex } from '../core/random.ts';
import type { SimContext } from '../core/vendor.ts';
import { sendJson, wantsJson } from './answers.ts';
import { runBatch } from './batch.ts';
import { readBehaviour } from './behaviours.ts';
import { answerRead, answerWrite, queryText, replayable } from './calls.ts';
import type { Call } from './calls.ts';
import { changeData } from './change-data.ts';
import type { Company } from './company.ts';
import { find, remove, save, send, voidTransaction } from './engine.ts';
import { isMultiCurrency } from './entities/currency.ts';
import type { EntityType } from './entities/entity.ts';
import { isCurrency } from './entities/references.ts';
import { entityTypeByPath } from './entities/registry.ts';
import { rateOn } from './exchange-rates.ts';
import { faultEnvelope, missing, QuickBooksFault } from './faults.ts';
import { admit } from './gateway.ts';
import type { Grants } from './grants.ts';
import { meter } from './limits.ts';
import { pdfOf } from './pdf.ts';
import { runQuery } from './query/run.ts';
import { render } from './render.ts';
import { answerTime, isDay } from './time.ts';
import { isFields, text } from './values.ts';
import type { Fields } from './values.ts';
import type { Webhooks } from './webhooks.ts';

export interface ApiParts {
  context: SimContext;
  grants: Grants;
  webhooks: Webhooks;
  company(realmId: string): Company | undefined;
}

type Handler = (call: Call, type: EntityType) => void;

/** `/v3/company/{realmId}/…`; paths are case-sensitive. */
export function apiRoutes(parts: ApiParts): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  const base = '/v3/company/:realmId';
  const route = (handler: (call: Call) => void) => (req: Request, res: Response) => {
    const call = open(parts, req, res);
    if (call) handler(call);
  };
  const entityRoute = (handler: Handler) => (req: Request, res: Response, next: NextFunction) => {
    const type = entityTypeByPath(String(req.params['entity']));
    if (!type) return next();
    const call = open(parts, req, res);
    if (call) handler(call, type);
  };
  router.use(base, express.raw({ type: () => true, limit: '20mb' }));
  router.get(
    `${base}/query`,
    route((call) => query(call, queryText(call.req, 'query'))),
  );
  router.post(
    `${base}/query`,
    route((call) => query(call, bodyText(call.req))),
  );
  router.get(`${base}/cdc`, route(changes));
  router.post(`${base}/batch`, route(batch));
  router.get(`${base}/exchangerate`, route(exchangeRate));
  router.get(`${base}/:entity/:id/pdf`, entityRoute(pdf));
  router.post(`${base}/:entity/:id/send`, entityRoute(mail));
  router.get(`${base}/:entity/:id`, entityRoute(read));
  router.get(`${base}/:entity`, entityRoute(read));
  router.post(`${base}/:entity`, entityRoute(write));
  return router;
}

function open(parts: ApiParts, req: Request, res: Response): Call | undefined {
  const { context, webhooks } = parts;
  const json = wantsJson(req, readBehaviour(context.settings.behaviours, 'emptyAccept'));
  const company = admit(parts, req, res, json);
  if (!company) return undefined;
  company.openCalls++;
  res.once('close', () => company.openCalls--);
  res.set({ 'x-request-id': randomHex(context.random, 32), 'QBO-Version': '1995.174' });
  return { req, res, company, context, webhooks, started: context.clock.now().getTime(), json };
}

function query(call: Call, statement: string | undefined): void {
  answerRead(call, 'query', () => {
    if (!statement)
      throw new QuickBooksFault('4000', 'QueryParserError: Encountered " <EOF> "" at line 1, column 0.');
    return { QueryResponse: runQuery(call.company, statement) };
  });
}

function changes(call: Call): void {
  const { req, company } = call;
  answerRead(call, 'cdc', () => ({
    CDCResponse: changeData(company, queryText(req, 'entities'), queryText(req, 'changedSince')),
  }));
}

/** The rate the vendor would put on a transaction of that day; today's without a day. */
function exchangeRate(call: Call): void {
  const { req, company } = call;
  answerRead(call, 'exchangerate', () => {
    if (!isMultiCurrency(company)) {
      throw new QuickBooksFault('5030', 'Feature Not Supported : multicurrency is not enabled');
    }
    const SourceCurrencyCode = queryText(req, 'sourcecurrencycode');
    if (SourceCurrencyCode === undefined) throw missing('sourcecurrencycode');
    if (!isCurrency(SourceCurrencyCode)) {
      throw new QuickBooksFault('2220', `Invalid currency ${SourceCurrencyCode}`, 'sourcecurrencycode');
    }
    const AsOfDate = queryText(req, 'asofdate') ?? company.today();
    if (!isDay(AsOfDate)) throw new QuickBooksFault('2060', `Invalid date: ${AsOfDate}`, 'asofdate');
    const TargetCurrencyCode = company.options.homeCurrency;
    const Rate = rateOn(SourceCurrencyCode, TargetCurrencyCode, AsOfDate);
    const codes = { SourceCurrencyCode, TargetCurrencyCode };
    return { ExchangeRate: { ...codes, Rate, AsOfDate, domain: 'QBO', sparse: false } };
  });
}

function batch(call: Call): void {
  const sent = bodyText(call.req);
  const requestId = queryText(call.req, 'requestid');
  answerWrite(call, 'batch', sent, () => ({
    BatchItemResponse: runBatch(call.company, parseBody(call.req), (bId, run) => {
      // An item is known by the request's id and its own.
      const key = requestId === undefined ? undefined : `${requestId} ${bId}`;
      const { time: _time, ...answer } = replayable(call, key, sent, run);
      return answer;
    }),
  }));
}

function read(call: Call, type: EntityType): void {
  const { company, req } = call;
  answerRead(call, `get ${type.name}`, () => {
    const id = req.params['id'];
    const record =
      type.name === 'Preferences' || type.name === 'CompanyInfo'
        ? company.single(type.name)
        : find(company, type, typeof id === 'string' ? id : undefined);
    return { [type.name]: render(company, type, record) };
  });
}

function write(call: Call, type: EntityType): void {
  const { company, req } = call;
  const sent = bodyText(req);
  const include = new Set((queryText(req, 'include') ?? '').split(','));
  const operation = queryText(req, 'operation');
  answerWrite(call, `write ${type.name}`, sent, () => {
    if (!req.is('application/json'))
      throw new QuickBooksFault('500', 'Unsupported Operation : the content type is not supported.');
    const request = parseBody(req);
    if (operation === 'delete') {
      const { id } = remove(company, type, request);
      return { [type.name]: { status: 'Deleted', domain: 'QBO', Id: id } };
    }
    const voids = operation === 'void' || include.has('void');
    if (!voids && operation !== undefined && operation !== 'update' && operation !== 'create') {
      throw new QuickBooksFault('500', `Operation ${operation} is not supported.`);
    }
    const record = voids ? voidTransaction(company, type, request) : save(company, type, request, include);
    return { [type.name]: render(company, type, record) };
  });
}

function mail(call: Call, type: EntityType): void {
  const { company, req } = call;
  answerWrite(call, `send ${type.name}`, '', () => {
    const record = send(company, type, String(req.params['id']), queryText(req, 'sendTo'));
    return { [type.name]: render(company, type, record) };
  });
}

function pdf(call: Call, type: EntityType): void {
  const { company, req, res } = call;
  try {
    if (!type.operations.has('send')) throw new QuickBooksFault('500', `${type.name} has no PDF.`);
    const record = find(company, type, String(req.params['id']));
    meter(company, `pdf ${type.name}`, false);
    res.type('application/pdf').end(pdfOf(`${type.name} ${text(record.fields, 'DocNumber') ?? record.id}`));
  } catch (error) {
    if (!(error instanceof QuickBooksFault)) throw error;
    sendJson(res, error.status, JSON.stringify({ ...faultEnvelope(error), time: answerTime(call.started) }));
  }
}

function bodyText(req: Request): string {
  return Buffer.isBuffer(req.body) ? req.body.toString('utf8') : '';
}

/** Bytes that are not UTF-8 are refused with 500, everything that is not a JSON object with 2010. */
function parseBody(req: Request): Fields {
  const bytes = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
  if (bytes.length === 0) throw missing('body');
  let content: string;
  try {
    content = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new QuickBooksFault('500', 'Unsupported Operation : the request is not valid UTF-8.');
  }
  try {
    const parsed: unknown = JSON.parse(content);
    if (isFields(parsed)) return parsed;
  } catch {
    // Reported below, like every other body that is not an object.
  }
  throw new QuickBooksFault(
    '2010',
    'Property Name:failed to parse json object; a property specified is unsupported or invalid',
  );
}
