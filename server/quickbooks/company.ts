// The facts about a company that rules and checks need, from its company info and preferences (two metered calls).

import { IANAZone } from 'luxon';
import type { CompanyFacts, CompanySwitches } from '../sync/rules.ts';
import { VendorUnavailable } from '../sync/reactions.ts';
import type { QuickBooksClient } from './client.ts';
import { asConnectionTrouble } from './query.ts';
import { companyInfoSchema, preferencesSchema } from './wire/company.ts';
import type { CompanyInfo, Preferences } from './wire/company.ts';

/** States in which QuickBooks refuses every write with 6190. */
const readOnlySubscriptions: ReadonlySet<string> = new Set([
  'EXPIRED',
  'RESTRICTED',
  'SUSPENDED',
  'CANCELLED',
]);

/** Addresses of companies name countries by three letters since 2025. */
const twoLetterCountries: Readonly<Record<string, string>> = {
  AUS: 'AU',
  CAN: 'CA',
  FRA: 'FR',
  GBR: 'GB',
  IND: 'IN',
  IRL: 'IE',
  NZL: 'NZ',
  SGP: 'SG',
  USA: 'US',
  ZAF: 'ZA',
};

/**
 * `DefaultTimeZone` is in the schema but companies without it exist. Then the zone where most of the country's people live
 * is assumed, and US Pacific, in which QuickBooks itself counts, elsewhere and in the US.
 */
const zonesByCountry: Readonly<Record<string, string>> = {
  AU: 'Australia/Sydney',
  CA: 'America/Toronto',
  FR: 'Europe/Paris',
  GB: 'Europe/London',
  IE: 'Europe/Dublin',
  IN: 'Asia/Kolkata',
  NZ: 'Pacific/Auckland',
  SG: 'Asia/Singapore',
  ZA: 'Africa/Johannesburg',
};
const quickbooksZone = 'America/Los_Angeles';

/** Reads a company as it is set up now. */
export async function readCompany(client: QuickBooksClient, realmId: string): Promise<CompanyFacts> {
  try {
    const [{ CompanyInfo: info }, { Preferences: preferences }] = await Promise.all([
      client.get(`companyinfo/${encodeURIComponent(realmId)}`, companyInfoSchema),
      client.get('preferences', preferencesSchema),
    ]);
    return factsOf(realmId, info, preferences);
  } catch (error) {
    throw asConnectionTrouble(error);
  }
}

function factsOf(realmId: string, info: CompanyInfo, preferences: Preferences): CompanyFacts {
  const country = countryOf(info);
  const homeCurrency = preferences.CurrencyPrefs?.HomeCurrency.value;
  if (homeCurrency === undefined) {
    throw new VendorUnavailable('quickbooks', 'the preferences name no home currency');
  }
  return {
    realmId,
    companyName: info.CompanyName,
    country,
    homeCurrency,
    realmTimeZone: zoneOf(info.DefaultTimeZone, country),
    multicurrency: preferences.CurrencyPrefs?.MultiCurrencyEnabled ?? false,
    salesTax: salesTaxOf(country, preferences),
    customTransactionNumbers: preferences.SalesFormsPrefs?.CustomTxnNumbers ?? false,
    bookCloseDate: preferences.AccountingInfoPrefs?.BookCloseDate ?? null,
    subscription: subscriptionOf(info),
    switches: switchesOf(preferences),
  };
}

const switchesOf = (preferences: Preferences): CompanySwitches => ({
  revenueRecognition: preferences.ProductAndServicesPrefs?.RevenueRecognitionEnabled ?? false,
  autoApplyCredit: preferences.SalesFormsPrefs?.AutoApplyCredit ?? false,
  discounts: preferences.SalesFormsPrefs?.AllowDiscount ?? true,
  defaultTermId: preferences.SalesFormsPrefs?.DefaultTerms?.value ?? null,
});

function countryOf(info: CompanyInfo): string {
  const country = (info.Country ?? info.CompanyAddr?.Country ?? 'US').toUpperCase();
  return twoLetterCountries[country] ?? country;
}

const zoneOf = (zone: string | undefined, country: string): string =>
  zone !== undefined && IANAZone.isValidZone(zone) ? zone : (zonesByCountry[country] ?? quickbooksZone);

/** Outside the US every line needs a tax code, whatever the tax preferences say. */
function salesTaxOf(country: string, { TaxPrefs: tax }: Preferences): CompanyFacts['salesTax'] {
  if (country !== 'US') return 'global';
  if (tax?.UsingSalesTax !== true) return 'off';
  return tax.PartnerTaxEnabled === true ? 'automated' : 'manual';
}

function subscriptionOf(info: CompanyInfo): CompanyFacts['subscription'] {
  const status = info.NameValue?.find(({ Name }) => Name === 'SubscriptionStatus')?.Value ?? '';
  return readOnlySubscriptions.has(status.toUpperCase()) ? 'read-only' : 'active';
}
