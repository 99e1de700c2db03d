import { QuickBooksFault, missing } from '../faults.ts';
import type { Company } from '../company.ts';
import { listColumns, textColumn } from '../query/columns.ts';
import * as schema from '../schema.ts';
import { text } from '../values.ts';
import { currencyOf, isMultiCurrency } from './currency.ts';
import type { EntityType } from './entity.ts';
import { moveName, requireFreeName } from './names.ts';
import { isCurrency, renderCurrency } from './references.ts';

/** Currencies in use besides the company's own; the vendor adds one itself when a customer is first billed in it. */
export const companyCurrency: EntityType = {
  name: 'CompanyCurrency',
  kind: 'list',
  schema: { ...schema.common, Code: schema.text(3), Name: schema.text(100), Active: schema.yesNo },
  columns: {
    ...listColumns,
    code: textColumn('Code'),
    name: textColumn('Name'),
    fullyqualifiedname: textColumn('Code'),
  },
  totalCount: false,
  inChangeData: true,
  inWebhooks: false,
  operations: new Set(['create', 'update']),
  prepare({ company, fields, previous }) {
    if (!isMultiCurrency(company)) {
      throw new QuickBooksFault('5030', 'Feature Not Supported : multicurrency is not enabled');
    }
    const code = text(fields, 'Code') ?? text(previous?.fields, 'Code');
    if (code === undefined) throw missing('Code');
    if (!isCurrency(code)) throw new QuickBooksFault('2220', `Invalid currency ${code}`, 'Code');
    fields['Code'] = code;
    fields['Name'] = renderCurrency(code)['name'];
    fields['Active'] ??= true;
    requireFreeName(company, 'CompanyCurrency', code, previous);
  },
  saved(company, record, before) {
    moveName(company, 'CompanyCurrency', record.id, {
      from: text(before, 'Code'),
      to: text(record.fields, 'Code'),
    });
  },
  render: (_company, record) => ({ ...record.fields }),
};

/** Puts a customer's currency on the company's list, and opens the receivables account it is booked on. */
export function keepCurrency(company: Company, code: string): void {
  if (code === company.options.homeCurrency) return;
  if ([...company.stores.CompanyCurrency.all()].some(({ fields }) => fields['Code'] === code)) return;
  const added = company.add('CompanyCurrency', {
    Code: code,
    Name: renderCurrency(code)['name'],
    Active: true,
  });
  companyCurrency.saved?.(company, added, undefined);
  const accounts = [...company.stores.Account.all()].filter((one) => currencyOf(company, one) === code);
  if (accounts.some((one) => one.fields['AccountType'] === 'Accounts Receivable')) return;
  const Name = `Accounts Receivable (A/R) - ${code}`;
  const type = {
    AccountType: 'Accounts Receivable',
    AccountSubType: 'AccountsReceivable',
    Classification: 'Asset',
  };
  company.add('Account', { Name, ...type, Active: true, SubAccount: false, CurrencyRef: { value: code } });
}
