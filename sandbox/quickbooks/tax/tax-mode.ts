import { preference } from '../company.ts';
import type { Company } from '../company.ts';

/** `global` is every country but the US; the other three are US companies. */
export type TaxMode = 'off' | 'manual' | 'automated' | 'global';

/** By the preferences, so that a control edit can change it as the settings screen would. */
export function taxMode(company: Company): TaxMode {
  if (preference(company, 'TaxPrefs', 'UsingSalesTax') !== true) return 'off';
  if (!company.isUs) return 'global';
  return preference(company, 'TaxPrefs', 'PartnerTaxEnabled') === true ? 'automated' : 'manual';
}
