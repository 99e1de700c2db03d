import { describe, expect, test } from '@jest/globals';
import type { QuickBooksClient } from '../../../server/quickbooks/client.ts';
import { readCompany } from '../../../server/quickbooks/company.ts';
import { VendorUnavailable } from '../../../server/sync/reactions.ts';

/** Answers the two reads a company takes. */
function clientOf(info: object, preferences: object): QuickBooksClient {
  const CompanyInfo = { CompanyName: 'Craig', Country: 'US', ...info };
  const Preferences = { CurrencyPrefs: { HomeCurrency: { value: 'USD' } }, ...preferences };
  return {
    realmId: '9341',
    get: (path, schema) =>
      Promise.resolve(schema.parse(path.startsWith('companyinfo/') ? { CompanyInfo } : { Preferences })),
    post: () => Promise.reject(new Error('reading does not write')),
    postQuery: () => Promise.reject(new Error('nothing is queried')),
  };
}

const factsOf = (info: object, preferences: object = {}) => readCompany(clientOf(info, preferences), '9341');

describe('facts about a company', () => {
  test.each([
    ['off', 'US', {}],
    ['off', 'US', { UsingSalesTax: false, PartnerTaxEnabled: true }],
    ['manual', 'US', { UsingSalesTax: true }],
    ['automated', 'US', { UsingSalesTax: true, PartnerTaxEnabled: true }],
    ['global', 'CA', { UsingSalesTax: true }],
    ['global', 'GB', {}],
  ])('sales tax is %s in %s with %j', async (salesTax, Country, TaxPrefs) => {
    expect(await factsOf({ Country }, { TaxPrefs })).toMatchObject({ salesTax, country: Country });
  });

  test.each([
    ['the company states', { DefaultTimeZone: 'America/Denver' }, 'America/Denver'],
    ['its country suggests', { Country: 'GB' }, 'Europe/London'],
    [
      'its country suggests, when it states nonsense',
      { Country: 'CA', DefaultTimeZone: 'EST5' },
      'America/Toronto',
    ],
    ['QuickBooks itself counts in', { Country: 'US' }, 'America/Los_Angeles'],
  ])('the time zone is the one %s', async (_, info, realmTimeZone) => {
    expect(await factsOf(info)).toMatchObject({ realmTimeZone });
  });

  test('the country is taken from the address when the company states none', async () => {
    expect(await factsOf({ Country: undefined, CompanyAddr: { Country: 'CAN' } })).toMatchObject({
      country: 'CA',
    });
  });

  test.each([
    ['SUBSCRIBED', 'active'],
    ['TRIAL', 'active'],
    ['PAID', 'active'],
    ['EXPIRED', 'read-only'],
    ['RESTRICTED', 'read-only'],
    ['SUSPENDED', 'read-only'],
    ['CANCELLED', 'read-only'],
  ])('a subscription that is %s makes it %s', async (Value, subscription) => {
    const NameValue = [{ Name: 'SubscriptionStatus', Value }];
    expect(await factsOf({ NameValue })).toMatchObject({ subscription });
  });

  test('switches are read from the preferences', async () => {
    const preferences = {
      SalesFormsPrefs: {
        CustomTxnNumbers: true,
        AutoApplyCredit: true,
        AllowDiscount: false,
        DefaultTerms: { value: '3' },
      },
      AccountingInfoPrefs: { BookCloseDate: '2026-03-31' },
      CurrencyPrefs: { MultiCurrencyEnabled: true, HomeCurrency: { value: 'EUR' } },
      ProductAndServicesPrefs: { RevenueRecognitionEnabled: true },
    };
    expect(await factsOf({}, preferences)).toMatchObject({
      customTransactionNumbers: true,
      bookCloseDate: '2026-03-31',
      multicurrency: true,
      homeCurrency: 'EUR',
      switches: { revenueRecognition: true, autoApplyCredit: true, discounts: false, defaultTermId: '3' },
    });
  });

  test('are not guessed without a home currency', async () => {
    const read = readCompany(clientOf({}, { CurrencyPrefs: undefined }), '9341');
    await expect(read).rejects.toBeInstanceOf(VendorUnavailable);
  });
});
