// The tax code of a sales line, and prices that contain the tax.

import type { Company } from '../company.ts';
import { businessRule, QuickBooksFault } from '../faults.ts';
import { fromCents, toCents } from '../money.ts';
import type { QuickBooksRecord } from '../store.ts';
import { percentOf, ratesOf } from '../tax/tax-lines.ts';
import type { TaxSide } from '../tax/tax-lines.ts';
import { taxMode } from '../tax/tax-mode.ts';
import { flag, number, refId, text } from '../values.ts';
import type { Fields } from '../values.ts';
import { Decimal } from 'decimal.js';
import { resolve } from './references.ts';

export interface LineParties {
  company: Company;
  /** The form the line is on. */
  form: Fields;
  customer: QuickBooksRecord | undefined;
}

/** The code a line is stored with; undefined where the company knows no tax. */
export function lineTaxCode(
  { company, form, customer }: LineParties,
  detail: Fields,
  item: QuickBooksRecord | undefined,
): Fields | undefined {
  const mode = taxMode(company);
  if (company.isUs) {
    const given = refId(detail, 'TaxCodeRef');
    if (given !== undefined && given !== 'TAX' && given !== 'NON') {
      throw new QuickBooksFault(
        '6100',
        'Invalid Line TaxCode : US companies must use TAX or NON',
        'TaxCodeRef',
      );
    }
    // Without sales tax every line is non-taxable, whatever was asked for.
    if (mode === 'off') return { value: 'NON' };
    const taxable = flag(item?.fields, 'Taxable') === true && flag(customer?.fields, 'Taxable') !== false;
    return { value: given ?? (taxable ? 'TAX' : 'NON') };
  }
  return mode === 'global' ? requiredTaxCode(company, form, detail, 'SalesTaxRateList') : undefined;
}

/** Outside the US every line names a code; which one is the caller's to know. */
export function requiredTaxCode(
  company: Company,
  form: Fields,
  detail: Fields,
  side: TaxSide,
): Fields | undefined {
  const code = resolve(company, 'TaxCode', detail, 'TaxCodeRef');
  const isFree = text(form, 'GlobalTaxCalculation') === 'NotApplicable';
  if (!code) {
    if (isFree && company.behaviour('codesWhenNotApplicable') === 'optional') return undefined;
    const tax = company.options.country === 'GB' ? 'VAT' : 'GST';
    throw businessRule(`Make sure all your transactions have a ${tax} rate before you save.`);
  }
  if (!ratesOf(company, code, side)) {
    throw new QuickBooksFault('6470', `Tax code ${code.id} cannot be used on this transaction`, 'TaxCodeRef');
  }
  return { value: code.id };
}

/**
 * Net and gross of a line whose price contains the tax. `Amount` is net; with the gross alone (a switch) the net, and
 * the unit price with it, are worked out. A gross that is not net plus tax within a cent is refused.
 */
export function settleInclusive({ company, form }: LineParties, amount: number, detail: Fields): number {
  const code = company.stores.TaxCode.get(refId(detail, 'TaxCodeRef') ?? '');
  const rates = code && ratesOf(company, code, 'SalesTaxRateList');
  if (taxMode(company) !== 'global' || text(form, 'GlobalTaxCalculation') !== 'TaxInclusive' || !rates) {
    delete detail['TaxInclusiveAmt'];
    return amount;
  }
  const factor = percentOf(rates).div(100).plus(1);
  const given = number(detail, 'TaxInclusiveAmt');
  if (given === undefined && company.behaviour('inclusiveAmount') === 'gross') {
    const net = new Decimal(amount).div(factor).toDecimalPlaces(2).toNumber();
    detail['TaxInclusiveAmt'] = amount;
    const quantity = number(detail, 'Qty');
    if (quantity) detail['UnitPrice'] = new Decimal(net).div(quantity).toDecimalPlaces(7).toNumber();
    return net;
  }
  const gross = toCents(factor.times(amount).toNumber());
  if (given !== undefined && Math.abs(toCents(given) - gross) > 1) {
    throw businessRule(
      'The tax inclusive amount does not agree with amount and tax rate.',
      'TaxInclusiveAmt',
    );
  }
  detail['TaxInclusiveAmt'] = given ?? fromCents(gross);
  return amount;
}
