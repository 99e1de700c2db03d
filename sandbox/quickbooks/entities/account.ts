import { businessRule, missing, QuickBooksFault } from '../faults.ts';
import { fromCents } from '../money.ts';
import { balanceColumn, listColumns, textColumn } from '../query/columns.ts';
import * as schema from '../schema.ts';
import { refId, text } from '../values.ts';
import { isMultiCurrency } from './currency.ts';
import type { EntityType } from './entity.ts';
import { moveName, requireFreeName } from './names.ts';
import { renderCurrency } from './references.ts';

/** Classification and default subtype by account type. */
const TYPES: Readonly<Record<string, { classification: string; subType: string }>> = {
  Bank: { classification: 'Asset', subType: 'CashOnHand' },
  'Accounts Receivable': { classification: 'Asset', subType: 'AccountsReceivable' },
  'Other Current Asset': { classification: 'Asset', subType: 'OtherCurrentAssets' },
  'Fixed Asset': { classification: 'Asset', subType: 'FurnitureAndFixtures' },
  'Other Asset': { classification: 'Asset', subType: 'Licenses' },
  'Accounts Payable': { classification: 'Liability', subType: 'AccountsPayable' },
  'Credit Card': { classification: 'Liability', subType: 'CreditCard' },
  'Other Current Liability': { classification: 'Liability', subType: 'OtherCurrentLiabilities' },
  'Long Term Liability': { classification: 'Liability', subType: 'NotesPayable' },
  Equity: { classification: 'Equity', subType: 'OpeningBalanceEquity' },
  Income: { classification: 'Revenue', subType: 'ServiceFeeIncome' },
  'Cost of Goods Sold': { classification: 'Expense', subType: 'SuppliesMaterialsCogs' },
  Expense: { classification: 'Expense', subType: 'OtherMiscellaneousServiceCost' },
  'Other Income': { classification: 'Revenue', subType: 'OtherMiscellaneousIncome' },
  'Other Expense': { classification: 'Expense', subType: 'OtherMiscellaneousExpense' },
};

const SUB_TYPES: Readonly<Record<string, string>> = {
  SalesOfProductIncome: 'Income',
  ServiceFeeIncome: 'Income',
  OtherPrimaryIncome: 'Income',
  DiscountsRefundsGiven: 'Income',
  UndepositedFunds: 'Other Current Asset',
  Inventory: 'Other Current Asset',
  Checking: 'Bank',
  CashOnHand: 'Bank',
  SuppliesMaterialsCogs: 'Cost of Goods Sold',
  BankCharges: 'Expense',
  FinanceCosts: 'Expense',
  AccountsReceivable: 'Accounts Receivable',
  SalesTaxPayable: 'Other Current Liability',
};

export const account: EntityType = {
  name: 'Account',
  kind: 'list',
  schema: {
    ...schema.common,
    Name: schema.name(100),
    AcctNum: schema.text(20),
    Description: schema.text(100),
    AccountType: schema.choice(...Object.keys(TYPES)),
    AccountSubType: schema.text(100),
    SubAccount: schema.yesNo,
    ParentRef: schema.reference,
    Active: schema.yesNo,
    CurrencyRef: schema.reference,
    Classification: schema.readOnly,
    CurrentBalance: schema.readOnly,
    CurrentBalanceWithSubAccounts: schema.readOnly,
    FullyQualifiedName: schema.readOnly,
  },
  columns: {
    ...listColumns,
    name: textColumn('Name'),
    fullyqualifiedname: textColumn('Name'),
    accounttype: textColumn('AccountType'),
    accountsubtype: textColumn('AccountSubType'),
    classification: textColumn('Classification'),
    currentbalance: balanceColumn,
  },
  totalCount: false,
  inChangeData: true,
  inWebhooks: true,
  operations: new Set(['create', 'update']),
  prepare({ company, fields, previous }) {
    const name = text(fields, 'Name');
    if (name === undefined) throw missing('Name');
    if (name.includes('"'))
      throw new QuickBooksFault('2040', 'Name has one of the invalid characters: "', 'Name');
    const type = text(fields, 'AccountType') ?? SUB_TYPES[text(fields, 'AccountSubType') ?? ''];
    const known = type === undefined ? undefined : TYPES[type];
    if (!known) throw new QuickBooksFault('6010', 'AccountType or AccountSubType is required', 'AccountType');
    fields['AccountType'] = type;
    fields['AccountSubType'] ??= known.subType;
    fields['Classification'] = known.classification;
    fields['Active'] ??= true;
    const currency = refId(fields, 'CurrencyRef');
    if (currency !== undefined && currency !== company.options.homeCurrency && !isMultiCurrency(company)) {
      throw businessRule('Multicurrency is not enabled for this company.', 'CurrencyRef');
    }
    fields['SubAccount'] ??= false;
    requireFreeName(company, 'Account', name, previous);
  },
  saved(company, record, before) {
    moveName(company, 'Account', record.id, { from: text(before, 'Name'), to: text(record.fields, 'Name') });
  },
  render: (company, record) => ({
    ...record.fields,
    FullyQualifiedName: text(record.fields, 'Name'),
    CurrentBalance: fromCents(record.balance),
    CurrentBalanceWithSubAccounts: fromCents(record.balance),
    CurrencyRef: renderCurrency(refId(record.fields, 'CurrencyRef') ?? company.options.homeCurrency),
  }),
};
