// The plan of a record without dependent parts: one create or one update per side.

import type { PlanInput } from './entity.ts';
import { ourKey } from './entity.ts';
import type { Operation } from './operation.ts';
import type { EntityName, FieldValues, RecordSnapshot } from './record.ts';
import type { SyncContext } from './context.ts';

/** The HubSpot property that holds our key. */
export const keyProperty = 'ledgerline_key';
/** The HubSpot property that links into QuickBooks. */
export const linkProperty = 'ledgerline_link';

/** Name of the operation that writes the pair's QuickBooks record. */
export const quickbooksRecordName = 'quickbooks-record';

/** Creates or updates the pair's record on the sides that have values to write. */
export function planRecord(entity: EntityName, input: PlanInput): readonly Operation[] {
  const operations: Operation[] = [];
  const toHubspot = hubspotRecord(entity, input, input.writes.hubspot, 1);
  if (toHubspot) operations.push(toHubspot);
  if (Object.keys(input.writes.quickbooks).length === 0) return operations;
  operations.push(quickbooksRecord(input));
  if (!input.quickbooks && input.hubspot) operations.push(giveKey(input.hubspot));
  return operations;
}

/** Names the new QuickBooks record on the HubSpot record it was made from. */
const giveKey = (hubspot: RecordSnapshot): Operation => ({
  name: 'record',
  stage: 2,
  side: 'hubspot',
  noun: 'record',
  action: 'update',
  target: hubspot.id,
  version: hubspot.version,
  key: null,
  values: {},
  associations: [],
  keyOf: quickbooksRecordName,
});

/** Our key and the link into QuickBooks, as HubSpot properties. */
export const keyValues = (context: SyncContext, entity: EntityName, quickbooksId: string): FieldValues => ({
  [keyProperty]: ourKey(context, entity, quickbooksId),
  ...recordLink(entity, quickbooksId),
});

/** The operation that writes values, and where missing our key, to the pair's HubSpot record; null when nothing is to be written. */
export function hubspotRecord(
  entity: EntityName,
  input: PlanInput,
  values: FieldValues,
  stage: number,
): Operation | null {
  const { hubspot, quickbooks } = input;
  if (!quickbooks) return null;
  const key = ourKey(input.context, entity, quickbooks.id);
  if (!hubspot) {
    return {
      name: 'record',
      stage,
      side: 'hubspot',
      noun: 'record',
      action: 'create',
      target: null,
      version: null,
      key,
      values: { ...values, ...keyValues(input.context, entity, quickbooks.id) },
      associations: [],
    };
  }
  const keyed =
    hubspot.key === key ? values : { ...values, ...keyValues(input.context, entity, quickbooks.id) };
  if (Object.keys(keyed).length === 0) return null;
  return {
    name: 'record',
    stage,
    side: 'hubspot',
    noun: 'record',
    action: 'update',
    target: hubspot.id,
    version: hubspot.version,
    key: null,
    values: keyed,
    associations: [],
  };
}

function quickbooksRecord(input: PlanInput): Operation {
  const { quickbooks, hubspot } = input;
  return {
    name: quickbooksRecordName,
    stage: 1,
    side: 'quickbooks',
    noun: 'record',
    action: quickbooks ? 'update' : 'create',
    target: quickbooks?.id ?? null,
    version: quickbooks?.version ?? null,
    key: hubspot?.id ?? null,
    values: input.writes.quickbooks,
    associations: [],
  };
}

/** QuickBooks' own page of a record; the company is the one the reader is signed in to. */
const pages: Readonly<Record<string, (id: string) => string>> = {
  contact: (id) => `https://app.qbo.intuit.com/app/customerdetail?nameId=${id}`,
  product: (id) => `https://app.qbo.intuit.com/app/items?itemId=${id}`,
  invoice: (id) => `https://app.qbo.intuit.com/app/invoice?txnId=${id}`,
};

/** The address of QuickBooks' own page of a record; null for entities that have none. */
export const quickbooksPage = (entity: EntityName, id: string): string | null => pages[entity]?.(id) ?? null;

const recordLink = (entity: EntityName, id: string): FieldValues => {
  const page = quickbooksPage(entity, id);
  return page === null ? {} : { [linkProperty]: page };
};
