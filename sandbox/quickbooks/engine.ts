// Writes: the one way records are created, changed, voided and deleted, by API and by control edits alike.

import type { Company } from './company.ts';
import type { Draft, EntityType } from './entities/entity.ts';
import { deletedByOther, missing, notFound, QuickBooksFault, stale } from './faults.ts';
import { readRequest } from './schema.ts';
import type { QuickBooksRecord } from './store.ts';
import { recordTime } from './time.ts';
import { flag, isFields, list, put, sameValue, text } from './values.ts';
import type { Fields } from './values.ts';

const READ_ONLY_STATES: ReadonlySet<unknown> = new Set(['EXPIRED', 'RESTRICTED', 'SUSPENDED', 'CANCELLED']);

/** Creates (no Id) or updates a record from a request. Throws a fault and changes nothing when it is refused. */
export function save(
  company: Company,
  type: EntityType,
  request: Fields,
  include: ReadonlySet<string> = new Set(),
): QuickBooksRecord {
  const id = text(request, 'Id');
  const operation = id === undefined && type.kind !== 'single' ? 'create' : 'update';
  requireOperation(type, operation);
  requireSubscription(company);
  const read = readRequest(type.schema, request, charset(company));
  if (operation === 'create') return create(company, type, read, include);
  const previous = type.kind === 'single' ? company.single(singleName(type)) : find(company, type, id ?? '');
  requireToken(company, request, previous);
  return update(company, type, previous, read, flag(request, 'sparse') === true, include);
}

/** Stores a new record whose request has been read; also the way seeds are written. */
export function create(
  company: Company,
  type: EntityType,
  read: Fields,
  include: ReadonlySet<string> = new Set(),
): QuickBooksRecord {
  const fields = withoutEmpty(read);
  type.prepare({ company, fields, previous: undefined, given: new Set(Object.keys(read)), include });
  numberAddresses(company, fields, undefined);
  const record = company.add(type.name, fields);
  type.saved?.(company, record, undefined);
  return record;
}

export function update(
  company: Company,
  type: EntityType,
  previous: QuickBooksRecord,
  read: Fields,
  sparse: boolean,
  include: ReadonlySet<string> = new Set(),
): QuickBooksRecord {
  const before = previous.fields;
  const fields = withoutEmpty(sparse ? { ...before, ...read } : read);
  const draft: Draft = { company, fields, previous, given: new Set(Object.keys(read)), include };
  numberAddresses(company, fields, before);
  type.prepare(draft);
  // An update that changes nothing leaves the sync token and the time of last update alone.
  if (sparse && sameValue(fields, before)) return previous;
  previous.fields = fields;
  const isRetired = type.kind === 'list' && fields['Active'] === false && before['Active'] !== false;
  const event = isRetired && company.behaviour('deactivationEvent') === 'deleted' ? 'deleted' : 'updated';
  company.change(type.name, previous, event);
  type.saved?.(company, previous, before);
  return previous;
}

export function remove(company: Company, type: EntityType, request: Fields): QuickBooksRecord {
  requireOperation(type, 'delete');
  requireSubscription(company);
  readRequest(type.schema, request, charset(company));
  const record = find(company, type, text(request, 'Id'));
  requireToken(company, request, record);
  removeRecord(company, type, record);
  return record;
}

export function removeRecord(company: Company, type: EntityType, record: QuickBooksRecord): void {
  type.deleting?.(company, record);
  company.remove(type.name, record);
}

export function voidTransaction(company: Company, type: EntityType, request: Fields): QuickBooksRecord {
  requireOperation(type, 'void');
  requireSubscription(company);
  readRequest(type.schema, request, charset(company));
  const record = find(company, type, text(request, 'Id'));
  requireToken(company, request, record);
  voidRecord(company, type, record);
  return record;
}

export function voidRecord(company: Company, type: EntityType, record: QuickBooksRecord): void {
  if (record.system['voided'] === true) return;
  type.voiding?.(company, record);
  company.change(type.name, record, 'void');
}

/** Marks a form as mailed; the address given replaces BillEmail. */
export function send(
  company: Company,
  type: EntityType,
  id: string,
  sendTo: string | undefined,
): QuickBooksRecord {
  requireOperation(type, 'send');
  requireSubscription(company);
  const record = find(company, type, id);
  const email = sendTo === undefined ? record.fields['BillEmail'] : { Address: sendTo };
  if (!isFields(email))
    throw new QuickBooksFault('6420', 'An e-mail address is required to send this form', 'BillEmail');
  const { BillEmail } = readRequest(type.schema, { BillEmail: email }, charset(company));
  record.fields = { ...record.fields, BillEmail, EmailStatus: 'EmailSent' };
  record.system = {
    ...record.system,
    DeliveryInfo: { DeliveryType: 'Email', DeliveryTime: recordTime(company.now()) },
  };
  company.change(type.name, record, 'emailed');
  return record;
}

/** The stored record, or 610 for one that never was or is gone. */
export function find(company: Company, type: EntityType, id: string | undefined): QuickBooksRecord {
  if (id === undefined) throw missing('Id');
  if (!/^\w+$/.test(id)) throw notFound();
  const store = company.stores[type.name];
  const record = store.get(id);
  if (!record) throw store.isDeleted(id) ? deletedByOther() : notFound();
  return record;
}

export function charset(company: Company): { foreign: 'keep' | 'reject' | 'replace' } {
  const choice = company.isUs ? company.behaviour('foreignCharacters') : 'keep';
  return { foreign: choice === 'reject' || choice === 'replace' ? choice : 'keep' };
}

function singleName(type: EntityType): 'Preferences' | 'CompanyInfo' {
  return type.name === 'Preferences' ? 'Preferences' : 'CompanyInfo';
}

function requireOperation(
  type: EntityType,
  operation: 'create' | 'update' | 'delete' | 'void' | 'send',
): void {
  if (type.operations.has(operation)) return;
  throw new QuickBooksFault('500', `Operation ${operation} is not supported for ${type.name}.`);
}

/** Companies whose subscription has lapsed can be read but not written. */
function requireSubscription(company: Company): void {
  const pairs = list(company.single('CompanyInfo').fields, 'NameValue');
  const status = pairs.find((pair) => pair['Name'] === 'SubscriptionStatus')?.['Value'];
  if (!READ_ONLY_STATES.has(status)) return;
  throw new QuickBooksFault(
    '6190',
    "You can't add data to QuickBooks Online because your trial or subscription period ended, you canceled your subscription, or there was a billing problem.",
  );
}

function requireToken(company: Company, request: Fields, record: QuickBooksRecord): void {
  const token = request['SyncToken'];
  if (token === undefined || token === null || token === '') {
    throw company.behaviour('missingSyncTokenCode') === '5010' ? stale() : missing('SyncToken');
  }
  if ((typeof token !== 'string' && typeof token !== 'number') || String(token) !== String(record.token))
    throw stale();
}

/** Empty texts clear what they stand for, at any depth; an object emptied that way is gone too. */
function withoutEmpty(fields: Fields): Fields {
  const kept: Fields = {};
  for (const [key, value] of Object.entries(fields)) {
    if (value === undefined || value === '') continue;
    if (!isFields(value)) kept[key] = value;
    else {
      const inner = withoutEmpty(value);
      if (Object.keys(inner).length > 0) kept[key] = inner;
    }
  }
  return kept;
}

/** Addresses have ids of their own, kept while the address stays on its record. */
function numberAddresses(company: Company, fields: Fields, before: Fields | undefined): void {
  for (const key of ['BillAddr', 'ShipAddr', 'ShipFromAddr']) {
    const address = fields[key];
    if (!isFields(address) || address['Id'] !== undefined) continue;
    const old = before?.[key];
    const id = isFields(old) && typeof old['Id'] === 'string' ? old['Id'] : company.nextId('address');
    put(fields, key, { Id: id, ...address });
  }
}
