// Records as the vendor's sandbox answers them (shapes and values recorded there), parsed by the adapter's own schemas.

import { customerSchema } from '../../../server/quickbooks/wire/customer.ts';
import type { Customer } from '../../../server/quickbooks/wire/customer.ts';
import { invoiceSchema } from '../../../server/quickbooks/wire/invoice.ts';
import type { Invoice } from '../../../server/quickbooks/wire/invoice.ts';
import { itemSchema } from '../../../server/quickbooks/wire/item.ts';
import type { Item } from '../../../server/quickbooks/wire/item.ts';
import { paymentSchema } from '../../../server/quickbooks/wire/payment.ts';
import type { Payment } from '../../../server/quickbooks/wire/payment.ts';

const metaData = {
  CreateTime: '2026-05-05T02:05:12-07:00',
  LastUpdatedTime: '2026-05-05T02:05:12-07:00',
};

export const customer = (change: object = {}): Customer =>
  customerSchema.parse({
    Taxable: true,
    BillAddr: {
      Id: '99',
      Line1: '123 Test Street',
      City: 'Mountain View',
      Country: 'USA',
      CountrySubDivisionCode: 'CA',
      PostalCode: '94042',
    },
    Job: false,
    Balance: 0,
    CurrencyRef: { value: 'USD', name: 'United States Dollar' },
    PreferredDeliveryMethod: 'Print',
    IsProject: false,
    domain: 'QBO',
    sparse: false,
    Id: '60',
    SyncToken: '0',
    MetaData: metaData,
    GivenName: 'Test',
    FamilyName: 'Customer',
    DisplayName: 'Test Customer May 2026 Regen',
    Active: true,
    PrimaryPhone: { FreeFormNumber: '(555) 555-1234' },
    PrimaryEmailAddr: { Address: 'testcustomer@example.com' },
    DefaultTaxCodeRef: { value: '2' },
    ...change,
  });

export const item = (change: object = {}): Item =>
  itemSchema.parse({
    Name: 'Design',
    Active: true,
    Sku: 'HS-123',
    Type: 'Service',
    UnitPrice: 75,
    PurchaseCost: 0,
    Taxable: false,
    IncomeAccountRef: { value: '79', name: 'Sales of Product Income' },
    domain: 'QBO',
    sparse: false,
    Id: '4',
    SyncToken: '1',
    MetaData: metaData,
    ...change,
  });

const salesLine = {
  Id: '1',
  LineNum: 1,
  Amount: 100,
  DetailType: 'SalesItemLineDetail',
  SalesItemLineDetail: {
    ItemRef: { value: '1', name: 'Services' },
    UnitPrice: 100,
    Qty: 1,
    ItemAccountRef: { value: '1', name: 'Services' },
    TaxCodeRef: { value: 'NON' },
  },
  CustomExtensions: [],
};

export const invoice = (change: object = {}): Invoice =>
  invoiceSchema.parse({
    AllowIPNPayment: false,
    domain: 'QBO',
    sparse: false,
    Id: '155',
    SyncToken: '0',
    MetaData: {
      CreateTime: '2026-05-05T02:08:55-07:00',
      LastModifiedByRef: { value: '9341457021722234' },
      LastUpdatedTime: '2026-05-05T02:08:55-07:00',
    },
    CustomField: [],
    DocNumber: '1042',
    TxnDate: '2024-01-15',
    CurrencyRef: { value: 'USD', name: 'United States Dollar' },
    LinkedTxn: [],
    Line: [salesLine, { Amount: 100, DetailType: 'SubTotalLineDetail', SubTotalLineDetail: {} }],
    TxnTaxDetail: { TotalTax: 0 },
    CustomerRef: { value: '1', name: "Amy's Bird Sanctuary" },
    DueDate: '2024-02-14',
    TotalAmt: 100,
    PrintStatus: 'NeedToPrint',
    EmailStatus: 'NotSet',
    Balance: 100,
    ...change,
  });

/** A line of a payment, linking one transaction. */
export const applied = (amount: number, id: string, type = 'Invoice'): object => ({
  Amount: amount,
  LinkedTxn: [{ TxnId: id, TxnType: type }],
  LineEx: { any: [{ name: 'NameValue', value: { Name: 'txnId', Value: id } }] },
});

export const payment = (change: object = {}): Payment =>
  paymentSchema.parse({
    CustomerRef: { value: '1', name: "Amy's Bird Sanctuary" },
    DepositToAccountRef: { value: '4' },
    PaymentMethodRef: { value: '1' },
    PaymentRefNum: 'ch_123',
    TotalAmt: 100,
    UnappliedAmt: 0,
    ProcessPayment: false,
    domain: 'QBO',
    sparse: false,
    Id: '180',
    SyncToken: '0',
    MetaData: metaData,
    TxnDate: '2026-05-05',
    CurrencyRef: { value: 'USD', name: 'United States Dollar' },
    Line: [applied(100, '155')],
    ...change,
  });
