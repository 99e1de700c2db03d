import { toEntityName } from '../company.ts';
import type { EntityName } from '../company.ts';
import { account } from './account.ts';
import { companyCurrency } from './company-currency.ts';
import { creditMemo } from './credit-memo.ts';
import { customer } from './customer.ts';
import { deposit } from './deposit.ts';
import type { EntityType } from './entity.ts';
import { estimate } from './estimate.ts';
import { invoice } from './invoice.ts';
import { item } from './item.ts';
import { payment } from './payment.ts';
import { purchase } from './purchase.ts';
import { salesReceipt } from './sales-receipt.ts';
import { companyInfo, preferences } from './settings.ts';
import {
  classList,
  department,
  employee,
  paymentMethod,
  taxCode,
  taxRate,
  term,
  vendor,
} from './simple-lists.ts';

/** Every entity the stand-in knows; a new one is one file and one line here. */
export const entityTypes: Readonly<Record<EntityName, EntityType>> = {
  Customer: customer,
  Vendor: vendor,
  Employee: employee,
  Item: item,
  Account: account,
  Class: classList,
  Department: department,
  Term: term,
  PaymentMethod: paymentMethod,
  TaxCode: taxCode,
  TaxRate: taxRate,
  CompanyCurrency: companyCurrency,
  Invoice: invoice,
  SalesReceipt: salesReceipt,
  Estimate: estimate,
  Payment: payment,
  CreditMemo: creditMemo,
  Purchase: purchase,
  Deposit: deposit,
  Preferences: preferences,
  CompanyInfo: companyInfo,
};

/** An entity by its name in any case, as queries and batches spell it. */
export function entityType(name: string): EntityType | undefined {
  const known = toEntityName(name);
  return known === undefined ? undefined : entityTypes[known];
}

/** An entity by its path segment, which is lower case only: the vendor's paths are case-sensitive. */
export function entityTypeByPath(segment: string): EntityType | undefined {
  return segment === segment.toLowerCase() ? entityType(segment) : undefined;
}
