// The tax of a sales form, computed anew at every save from its lines.

import type { Company } from '../company.ts';
import type { Draft } from '../entities/entity.ts';
import { resolve } from '../entities/references.ts';
import { missing, QuickBooksFault } from '../faults.ts';
import { fromCents, toCents } from '../money.ts';
import type { QuickBooksRecord } from '../store.ts';
import { flag, list, nested, number, refId, text } from '../values.ts';
import type { Fields } from '../values.ts';
import { codeForAddresses } from './automated-table.ts';
import { ratesOf, spread, taxCents, taxLines, withTotal } from './tax-lines.ts';
import type { Rate, TaxedAmount } from './tax-lines.ts';
import { taxMode } from './tax-mode.ts';

/** `SalesItemLineDetail` lines, those inside bundles included. */
export function salesLines(fields: Fields | undefined): Fields[] {
  return list(fields, 'Line').flatMap((line) => {
    const group = nested(line, 'GroupLineDetail');
    return group ? salesLines(group) : nested(line, 'SalesItemLineDetail') ? [line] : [];
  });
}

/** Refuses what a company's kind of tax cannot take; before the lines are read. */
export function checkTaxRequest({ company, fields, given }: Draft): void {
  const mode = taxMode(company);
  if (mode !== 'global') {
    delete fields['GlobalTaxCalculation'];
    return;
  }
  const calculation = text(fields, 'GlobalTaxCalculation');
  if (calculation === undefined) throw missing('GlobalTaxCalculation');
  if (calculation === 'NotApplicable' && given.has('TxnTaxDetail')) {
    throw new QuickBooksFault('6170', 'TxnTaxDetail cannot be used with NotApplicable', 'TxnTaxDetail');
  }
}

/** Replaces the draft's TxnTaxDetail by what the vendor computes. The lines have been prepared. */
export function prepareTax(draft: Draft, customer: QuickBooksRecord | undefined): void {
  const { company, fields } = draft;
  const sent = nested(fields, 'TxnTaxDetail');
  const mode = taxMode(company);
  switch (mode) {
    case 'off':
      delete fields['TxnTaxDetail'];
      return;
    case 'manual':
      fields['TxnTaxDetail'] = manualTax(company, fields, sent, customer);
      return;
    case 'automated':
      fields['TxnTaxDetail'] = automatedTax(draft, sent, customer);
      return;
    case 'global':
      fields['TxnTaxDetail'] = globalTax(draft, sent);
      return;
    default:
      mode satisfies never;
  }
}

/** Cents of tax in a stored form. */
export function storedTax(fields: Fields): number {
  return toCents(number(nested(fields, 'TxnTaxDetail'), 'TotalTax') ?? 0);
}

function detail(code: string | undefined, lines: Fields[]): Fields {
  const shown: Fields = {};
  if (code !== undefined) shown['TxnTaxCodeRef'] = { value: code };
  shown['TotalTax'] = fromCents(taxCents(lines));
  if (lines.length > 0) shown['TaxLine'] = lines;
  return shown;
}

/** US without automation: TAX lines are taxed by the form's own code, and not at all without one. */
function manualTax(
  company: Company,
  fields: Fields,
  sent: Fields | undefined,
  customer: QuickBooksRecord | undefined,
): Fields {
  const id = refId(sent, 'TxnTaxCodeRef') ?? defaultCode(company);
  if (id === undefined) return detail(undefined, []);
  const rates = groupRates(company, id);
  return detail(id, isExempt(company, customer) ? [] : taxLines(company, usAmounts(fields, rates)));
}

function defaultCode(company: Company): string | undefined {
  if (company.behaviour('manualTaxWithoutCode') !== 'defaultCode') return undefined;
  return refId(nested(company.preferences(), 'TaxPrefs'), 'TaxGroupCodeRef');
}

/** The pseudo codes TAX and NON stand on lines only and are unknown here. */
function groupRates(company: Company, id: string): Rate[] {
  const holder = { TxnTaxCodeRef: { value: id } };
  const code = resolve(company, 'TaxCode', holder, 'TxnTaxCodeRef');
  const rates = code && ratesOf(company, code, 'SalesTaxRateList');
  if (rates) return rates;
  throw new QuickBooksFault(
    '2500',
    `Invalid Reference Id : TaxCodes element id ${id} not found`,
    'TxnTaxCodeRef',
  );
}

/** US with automation: by address, unless the form names a code of the company's own. */
function automatedTax(
  draft: Draft,
  sent: Fields | undefined,
  customer: QuickBooksRecord | undefined,
): Fields {
  const { company, fields, given } = draft;
  const named = given.has('TxnTaxDetail') ? refId(sent, 'TxnTaxCodeRef') : ownCode(company, draft);
  const code = customCode(company, named) ?? codeForAddresses(company, nested(fields, 'ShipAddr'));
  const exempt = isExempt(company, customer);
  const amounts = code === undefined || exempt ? [] : usAmounts(fields, groupRates(company, code));
  const lines = taxLines(company, amounts);
  const total = given.has('TxnTaxDetail') ? number(sent, 'TotalTax') : undefined;
  const honoured = total !== undefined && company.behaviour('automatedTotalTax') === 'honoured';
  return detail(code, honoured && lines.length > 0 ? withTotal(lines, toCents(total)) : lines);
}

/** A custom code stays on the form when an update does not speak of tax. */
function ownCode(company: Company, { previous }: Draft): string | undefined {
  const id = refId(nested(previous?.fields, 'TxnTaxDetail'), 'TxnTaxCodeRef');
  return text(company.stores.TaxCode.get(id ?? '')?.fields, 'TaxCodeConfigType') === 'USER_DEFINED'
    ? id
    : undefined;
}

/** The code itself when it is user defined; the vendor's own are overruled by the address, pseudo codes refused. */
function customCode(company: Company, id: string | undefined): string | undefined {
  if (id === undefined) return undefined;
  const code = resolve(company, 'TaxCode', { TxnTaxCodeRef: { value: id } }, 'TxnTaxCodeRef');
  const name = text(code?.fields, 'Name');
  if (id === 'TAX' || id === 'NON' || name === 'CustomSalesTax') {
    throw new QuickBooksFault(
      company.behaviour('customSalesTaxCode'),
      `Invalid TaxCode : ${name ?? id} cannot be used`,
      'TxnTaxCodeRef',
    );
  }
  return text(code?.fields, 'TaxCodeConfigType') === 'USER_DEFINED' ? id : undefined;
}

function isExempt(company: Company, customer: QuickBooksRecord | undefined): boolean {
  return flag(customer?.fields, 'Taxable') === false && company.behaviour('exemptCustomer') === 'untaxed';
}

/** TAX lines, less their part of the discount when tax comes after it. */
function usAmounts(fields: Fields, rates: Rate[]): TaxedAmount[] {
  const lines = salesLines(fields);
  const nets = netAmounts(fields, lines, flag(fields, 'ApplyTaxAfterDiscount') === true);
  return lines.flatMap((line, index) =>
    refId(nested(line, 'SalesItemLineDetail'), 'TaxCodeRef') === 'TAX'
      ? [{ rates, cents: nets[index] ?? 0 }]
      : [],
  );
}

function netAmounts(fields: Fields, lines: Fields[], afterDiscount: boolean): number[] {
  const nets = lines.map((line) => toCents(number(line, 'Amount') ?? 0));
  const discount = list(fields, 'Line').find((line) => line['DetailType'] === 'DiscountLineDetail');
  if (!discount || !afterDiscount) return nets;
  const cuts = spread(toCents(number(discount, 'Amount') ?? 0), nets);
  return nets.map((cents, index) => cents - (cuts[index] ?? 0));
}

/** Countries other than the US: each line's own code. */
function globalTax({ company, fields, given }: Draft, sent: Fields | undefined): Fields {
  const calculation = text(fields, 'GlobalTaxCalculation');
  if (calculation === 'NotApplicable') return detail(undefined, []);
  const lines = salesLines(fields);
  const nets = netAmounts(fields, lines, company.behaviour('globalDiscount') === 'beforeTax');
  const amounts = lines.flatMap((line, index) => {
    const cents = nets[index] ?? 0;
    const amount = globalAmount(company, line, cents);
    return amount ? [amount] : [];
  });
  const computed = taxLines(company, amounts);
  const total = given.has('TxnTaxDetail') ? number(sent, 'TotalTax') : undefined;
  const honoured = total !== undefined && company.behaviour('globalTotalTax') === 'honoured';
  return detail(undefined, honoured && computed.length > 0 ? withTotal(computed, toCents(total)) : computed);
}

/** Tax contained in a price is what the line says; a discounted line is computed from what is left of it. */
function globalAmount(company: Company, line: Fields, cents: number): TaxedAmount | undefined {
  const item = nested(line, 'SalesItemLineDetail');
  const code = company.stores.TaxCode.get(refId(item, 'TaxCodeRef') ?? '');
  const rates = code && ratesOf(company, code, 'SalesTaxRateList');
  if (!rates) return undefined;
  const gross = number(item, 'TaxInclusiveAmt');
  const isWhole = cents === toCents(number(line, 'Amount') ?? 0);
  return gross !== undefined && isWhole ? { rates, cents, tax: toCents(gross) - cents } : { rates, cents };
}
