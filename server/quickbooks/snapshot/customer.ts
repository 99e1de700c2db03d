import type { RecordSnapshot } from '../../sync/record.ts';
import type { Customer } from '../wire/customer.ts';
import { flatten } from './flatten.ts';
import { snapshotOf } from './snapshot.ts';

/** A customer as a contact snapshot; `IsProject` and `ParentRef.value` are among its fields. */
export const customerSnapshot = (customer: Customer): RecordSnapshot =>
  snapshotOf(customer, {
    entity: 'contact',
    state: customer.Active === false ? 'inactive' : 'active',
    label: customer.DisplayName,
    fields: flatten(customer),
  });
