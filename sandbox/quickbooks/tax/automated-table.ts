// Automated US sales tax, reduced to one code per state in which the company collects.

import type { Company } from '../company.ts';
import { nested, text } from '../values.ts';
import type { Fields } from '../values.ts';

/** Ids of the vendor's own codes; states without one are taxed with nothing. */
const CODE_BY_STATE: Readonly<Record<string, string>> = { CA: '2', AZ: '3', NY: '5' };

/** The code for where goods go; without a ship-to state they are handed over at the company's address. */
export function codeForAddresses(company: Company, shipTo: Fields | undefined): string | undefined {
  const home = nested(company.single('CompanyInfo').fields, 'CompanyAddr');
  const state = text(shipTo, 'CountrySubDivisionCode') ?? text(home, 'CountrySubDivisionCode') ?? '';
  return CODE_BY_STATE[state.toUpperCase()];
}
