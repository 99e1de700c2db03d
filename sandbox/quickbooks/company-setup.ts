// The lists a fresh company comes with; ids are those of the vendor's US sample company.

import { Company } from './company.ts';
import type { CompanyOptions, EntityName } from './company.ts';
import { entityTypes } from './entities/registry.ts';
import { initialCompanyInfo, initialPreferences } from './entities/settings.ts';
import type { SimContext } from '../core/vendor.ts';
import { taxSetup } from './tax/tax-setup.ts';
import type { Fields } from './values.ts';

type Row = readonly [id: string, fields: Fields];

const ACCOUNTS: readonly Row[] = (
  [
    ['1', 'Services', 'Income', 'ServiceFeeIncome'],
    ['4', 'Undeposited Funds', 'Other Current Asset', 'UndepositedFunds'],
    ['7', 'Advertising', 'Expense', 'AdvertisingPromotional'],
    ['8', 'Bank Charges', 'Expense', 'BankCharges'],
    ['33', 'Accounts Payable (A/P)', 'Accounts Payable', 'AccountsPayable'],
    ['35', 'Checking', 'Bank', 'Checking'],
    ['41', 'Mastercard', 'Credit Card', 'CreditCard'],
    ['79', 'Sales of Product Income', 'Income', 'SalesOfProductIncome'],
    ['80', 'Cost of Goods Sold', 'Cost of Goods Sold', 'SuppliesMaterialsCogs'],
    ['81', 'Inventory Asset', 'Other Current Asset', 'Inventory'],
    ['82', 'Design income', 'Income', 'OtherPrimaryIncome'],
    ['84', 'Accounts Receivable (A/R)', 'Accounts Receivable', 'AccountsReceivable'],
    ['85', 'Billable Expense Income', 'Income', 'OtherPrimaryIncome'],
    ['86', 'Discounts given', 'Income', 'DiscountsRefundsGiven'],
  ] as const
).map(([id, Name, AccountType, AccountSubType]) => [id, { Name, AccountType, AccountSubType }]);

const TERMS: readonly Row[] = [
  ['1', { Name: 'Due on receipt', Type: 'STANDARD', DueDays: 0 }],
  ['2', { Name: 'Net 15', Type: 'STANDARD', DueDays: 15 }],
  ['3', { Name: 'Net 30', Type: 'STANDARD', DueDays: 30 }],
  ['4', { Name: 'Net 60', Type: 'STANDARD', DueDays: 60 }],
];

const PAYMENT_METHODS: readonly Row[] = [
  'Cash',
  'Check',
  'Visa',
  'MasterCard',
  'Discover',
  'American Express',
  'Diners Club',
].map((Name, index) => [String(index + 1), { Name, Type: index < 2 ? 'NON_CREDIT_CARD' : 'CREDIT_CARD' }]);

/** A company as it is on its first day: lists and preferences, no customers, nothing sold. */
export function createCompany(options: CompanyOptions, context: SimContext): Company {
  const company = new Company(options, context);
  company.seedAt(context.clock.now().getTime());
  company.add('Preferences', initialPreferences(options), '1');
  company.add('CompanyInfo', initialCompanyInfo(options), '1');
  addRows(company, 'Account', ACCOUNTS);
  addRows(company, 'Term', TERMS);
  addRows(company, 'PaymentMethod', PAYMENT_METHODS);
  const { codes, rates } = taxSetup(options);
  addRows(company, 'TaxCode', codes);
  addRows(company, 'TaxRate', rates);
  addRows(company, 'Item', [['1', { Name: 'Services', Type: 'Service', IncomeAccountRef: { value: '1' } }]]);
  company.finish();
  company.seedAt(undefined);
  return company;
}

function addRows(company: Company, name: EntityName, rows: readonly Row[]): void {
  const type = entityTypes[name];
  for (const [id, row] of rows) {
    const fields = { ...row };
    type.prepare({ company, fields, previous: undefined, given: new Set(), include: new Set() });
    const record = company.add(name, fields, id);
    type.saved?.(company, record, undefined);
    if (/^\d+$/.test(id)) company.reserveId(name, Number(id));
  }
}
