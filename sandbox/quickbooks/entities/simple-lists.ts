// Name lists without rules of their own beyond a unique name.

import type { EntityName } from '../company.ts';
import { missing } from '../faults.ts';
import { listColumns, textColumn } from '../query/columns.ts';
import type { Columns } from '../query/columns.ts';
import * as schema from '../schema.ts';
import { number, text } from '../values.ts';
import type { Fields } from '../values.ts';
import type { EntityType } from './entity.ts';
import { moveName, requireFreeName } from './names.ts';

interface SimpleList {
  name: EntityName;
  nameKey: 'Name' | 'DisplayName';
  schema: schema.Schema;
  columns?: Columns;
  totalCount: boolean;
  inChangeData: boolean;
  writable: boolean;
  /** Rules beyond the name. */
  check?(fields: Fields): void;
}

function simpleList(list: SimpleList): EntityType {
  const { nameKey } = list;
  return {
    name: list.name,
    kind: 'list',
    schema: { ...schema.common, Active: schema.yesNo, FullyQualifiedName: schema.readOnly, ...list.schema },
    columns: {
      ...listColumns,
      [nameKey.toLowerCase()]: textColumn(nameKey),
      fullyqualifiedname: textColumn(nameKey),
      ...list.columns,
    },
    totalCount: list.totalCount,
    inChangeData: list.inChangeData,
    inWebhooks: list.inChangeData,
    operations: new Set(list.writable ? ['create', 'update'] : []),
    prepare({ company, fields, previous }) {
      const name = text(fields, nameKey);
      if (name === undefined) throw missing(nameKey);
      fields['Active'] ??= true;
      list.check?.(fields);
      requireFreeName(company, list.name, name, previous);
    },
    saved(company, record, before) {
      moveName(company, list.name, record.id, {
        from: text(before, nameKey),
        to: text(record.fields, nameKey),
      });
    },
    render: (_company, record) => ({ ...record.fields }),
  };
}

const named = (length: number): schema.Schema => ({ Name: schema.name(length) });

export const paymentMethod = simpleList({
  name: 'PaymentMethod',
  nameKey: 'Name',
  schema: { ...named(31), Type: schema.choice('CREDIT_CARD', 'NON_CREDIT_CARD') },
  totalCount: false,
  inChangeData: true,
  writable: true,
});

export const term = simpleList({
  name: 'Term',
  nameKey: 'Name',
  schema: {
    ...named(31),
    Type: schema.choice('STANDARD', 'DATE_DRIVEN'),
    DueDays: { kind: 'number', max: 999 },
    DayOfMonthDue: { kind: 'number', max: 31 },
    DueNextMonthDays: schema.decimal,
    DiscountPercent: schema.decimal,
    DiscountDays: schema.decimal,
  },
  totalCount: true,
  inChangeData: true,
  writable: true,
  check: checkTerm,
});

/** Due after so many days, or on a day of the month. */
function checkTerm(fields: Fields): void {
  const isDated = number(fields, 'DayOfMonthDue') !== undefined;
  if (!isDated && number(fields, 'DueDays') === undefined) throw missing('DueDays');
  fields['Type'] = isDated ? 'DATE_DRIVEN' : 'STANDARD';
}

const tree: schema.Schema = {
  ...named(100),
  ParentRef: schema.reference,
  SubClass: schema.yesNo,
  SubDepartment: schema.yesNo,
};

export const classList = simpleList({
  name: 'Class',
  nameKey: 'Name',
  schema: tree,
  totalCount: true,
  inChangeData: true,
  writable: true,
});

export const department = simpleList({
  name: 'Department',
  nameKey: 'Name',
  schema: tree,
  totalCount: false,
  inChangeData: true,
  writable: true,
});

const person: schema.Schema = {
  DisplayName: schema.name(500),
  GivenName: schema.name(100),
  FamilyName: schema.name(100),
  CompanyName: schema.name(100),
  PrimaryEmailAddr: schema.email(100),
};

export const vendor = simpleList({
  name: 'Vendor',
  nameKey: 'DisplayName',
  schema: person,
  totalCount: false,
  inChangeData: true,
  writable: true,
});

export const employee = simpleList({
  name: 'Employee',
  nameKey: 'DisplayName',
  schema: person,
  totalCount: false,
  inChangeData: true,
  writable: true,
});

const taxColumns: Columns = { description: textColumn('Description') };

export const taxCode = simpleList({
  name: 'TaxCode',
  nameKey: 'Name',
  schema: named(100),
  columns: taxColumns,
  totalCount: true,
  inChangeData: false,
  writable: false,
});

export const taxRate = simpleList({
  name: 'TaxRate',
  nameKey: 'Name',
  schema: named(100),
  columns: taxColumns,
  totalCount: true,
  inChangeData: false,
  writable: false,
});
