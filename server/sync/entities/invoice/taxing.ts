// Which tax a HubSpot invoice's rows carry in QuickBooks. In the US lines are not taxable unless set otherwise; elsewhere
// every row names a code, and prices contain the tax unless HubSpot adds it on top.

import { Decimal } from 'decimal.js';
import type { SyncContext } from '../../context.ts';
import type { Failure } from '../../failure.ts';
import { money, moneyOf, parseDecimal } from '../../money.ts';
import type { Money } from '../../money.ts';
import type { FieldValues } from '../../record.ts';
import type { SyncRules } from '../../rules.ts';
import type { Billed, BilledRow } from './amounts.ts';
import { failed } from './failed.ts';

export interface Taxing {
  /** Values of the invoice itself. */
  readonly values: FieldValues;
  /** The code of a row. */
  codeOf(row: BilledRow): string;
  /** What of an amount under a code is net of tax; the amount itself where tax comes on top. */
  netOf(amount: Money, code: string): Money;
  readonly inclusive: boolean;
  /** Whether a discount has to be split over the codes instead of standing for itself. */
  readonly byCode: boolean;
}

/** How the invoice is taxed, or why that cannot be said. */
export function taxingOf(billed: Billed, rules: SyncRules, context: SyncContext): Taxing | Failure {
  return context.company.salesTax === 'global'
    ? globalTaxing(billed, rules, context)
    : usTaxing(billed, rules, context);
}

function usTaxing({ rows }: Billed, { options }: SyncRules, { company }: SyncContext): Taxing | Failure {
  const taxable = options['linesTaxable'] === true && company.salesTax !== 'off';
  const isManual = taxable && company.salesTax === 'manual';
  const code = textOf(options['taxCode']);
  if (isManual && code === null) return codeRequired({ setting: 'taxCode' });
  const discounted = rows.some(({ kind }) => kind === 'discount');
  return {
    values: {
      ...(isManual && { 'TxnTaxDetail.TxnTaxCodeRef.value': code }),
      ...(taxable && discounted && { ApplyTaxAfterDiscount: 'true' }),
    },
    codeOf: ({ kind }) => (taxable && kind !== 'fee' ? 'TAX' : 'NON'),
    netOf: (amount) => amount,
    inclusive: false,
    byCode: false,
  };
}

function globalTaxing(billed: Billed, rules: SyncRules, context: SyncContext): Taxing | Failure {
  const rates = ratesOf(rules);
  const isTaxed =
    billed.tax !== null ||
    billed.rows.some(({ part }) => (part?.fields['hs_tax_rate_group_id'] ?? '') !== '');
  if (!isTaxed) return untaxed(rules, context);
  const codes = new Map<BilledRow, string>();
  for (const row of billed.rows.filter(({ kind }) => kind !== 'discount')) {
    const group = row.part?.fields['hs_tax_rate_group_id'] ?? '';
    const rate = group === '' ? rateOfInvoice(billed, rates) : `#${group}`;
    const code = rate === null ? undefined : rates.get(rate);
    if (code === undefined) return codeRequired({ setting: 'taxRates', rate: rate ?? 'unknown' });
    codes.set(row, code);
  }
  return {
    values: { GlobalTaxCalculation: 'TaxExcluded' },
    codeOf: (row) => codes.get(row) ?? '',
    netOf: (amount) => amount,
    inclusive: false,
    byCode: true,
  };
}

/** HubSpot names no tax: the chosen code applies, contained in the prices or on top of them. */
function untaxed({ options }: SyncRules, context: SyncContext): Taxing | Failure {
  const code = textOf(options['taxCode']);
  if (code === null) return codeRequired({ setting: 'taxCode' });
  const inclusive = options['hubspotPricesIncludeTax'] !== false;
  const percent = parseDecimal(context.taxPercents?.[code]);
  if (inclusive && !percent) return codeRequired({ setting: 'taxCode', code });
  const factor = (percent ?? new Decimal(0)).dividedBy(100).plus(1);
  return {
    values: { GlobalTaxCalculation: inclusive ? 'TaxInclusive' : 'TaxExcluded' },
    codeOf: () => code,
    netOf: (amount) =>
      inclusive
        ? moneyOf(
            new Decimal(amount.minor).dividedBy(factor).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber(),
            amount.currency,
          )
        : amount,
    inclusive,
    byCode: true,
  };
}

/** The invoice's rate as the table writes it; a fixed amount is the rate that makes it, if the table has one. */
function rateOfInvoice({ tax, currency }: Billed, rates: ReadonlyMap<string, string>): string | null {
  if (tax === null) return '0';
  if (tax.percent) return tax.percent.toFixed();
  const wanted = money(tax.amount.toFixed(), currency).minor;
  const makes = (rate: string): boolean => {
    const percent = parseDecimal(rate);
    return (
      percent !== null && money(tax.base.times(percent).dividedBy(100).toFixed(), currency).minor === wanted
    );
  };
  return [...rates.keys()].find(makes) ?? null;
}

/** The table `20=5, 5=6, #17=5`: HubSpot's percentage, or `#` and the id of its tax rate, and QuickBooks' code. */
export function ratesOf({ options }: Pick<SyncRules, 'options'>): ReadonlyMap<string, string> {
  const table = textOf(options['taxRates']) ?? '';
  return new Map(
    table.split(',').flatMap((entry) => {
      const [rate = '', code = ''] = entry.split('=').map((side) => side.trim());
      const name = rate.startsWith('#') ? rate : parseDecimal(rate)?.toFixed();
      return name !== undefined && code !== '' ? [[name, code] as const] : [];
    }),
  );
}

const codeRequired = (details: Failure['details']): Failure => failed('tax-code-required', details);

const textOf = (option: string | boolean | undefined): string | null =>
  typeof option === 'string' && option !== '' ? option : null;
