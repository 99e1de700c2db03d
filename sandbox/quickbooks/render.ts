import type { Company } from './company.ts';
import type { EntityType } from './entities/entity.ts';
import type { QuickBooksRecord, Stub } from './store.ts';
import { recordTime } from './time.ts';
import type { Fields } from './values.ts';

/** A record as the API shows it. */
export function render(company: Company, type: EntityType, record: QuickBooksRecord): Fields {
  const times: Fields = {
    CreateTime: recordTime(record.created),
    LastUpdatedTime: recordTime(record.updated),
  };
  // Observed on invoices only.
  if (type.name === 'Invoice') times['LastModifiedByRef'] = { value: '9341457021722234' };
  return {
    domain: 'QBO',
    sparse: false,
    Id: record.id,
    ...(type.name === 'TaxCode' && !/^\d+$/.test(record.id) ? {} : { SyncToken: String(record.token) }),
    MetaData: times,
    ...type.render(company, record),
  };
}

/** What is left of a deleted record in change data. */
export function renderStub(stub: Stub): Fields {
  return {
    status: 'Deleted',
    domain: 'QBO',
    Id: stub.id,
    MetaData: { LastUpdatedTime: recordTime(stub.deleted) },
  };
}
