import { describe, expect, test } from '@jest/globals';
import { decide } from '../../../../server/sync/decide.ts';
import { contact } from '../../../../server/sync/entities/contact.ts';
import { aContact, aContext, aCustomer, aQuestion, rulesFor } from '../../../support/builders.ts';

describe('contact with customer', () => {
  test('a project takes no part; a sub-customer is a customer of its own', () => {
    const rules = rulesFor('contact');
    expect(contact.scope(aCustomer({ fields: { IsProject: 'true' } }), rules)).toBe('project');
    expect(contact.scope(aCustomer({ fields: { IsProject: 'false' } }), rules)).toBeNull();
    expect(contact.scope(aCustomer({ fields: { 'ParentRef.value': '3', Job: 'true' } }), rules)).toBeNull();
    expect(contact.scope(aContact(), rules)).toBeNull();
  });

  test('is matched by every address, trimmed and case-folded, the same from both sides', () => {
    expect(contact.matchKeys(aCustomer({ email: ' Ada@X.com; b@x.com' }))).toEqual([
      'email:ada@x.com',
      'email:b@x.com',
    ]);
    expect(contact.matchKeys(aContact({ email: 'ADA@x.com ' }))).toEqual(['email:ada@x.com']);
    expect(contact.matchKeys(aCustomer())).toEqual([]);
  });

  test.each([
    [['EUR', 'EUR'], true, 'EUR'],
    [['EUR', 'USD'], true, undefined],
    [['USD'], true, undefined],
    [['EUR'], false, undefined],
    [[], true, undefined],
  ])(
    'billed in %j, with several currencies (%s), becomes a customer in %s',
    (currencies, multicurrency, expected) => {
      const invoice = currencies.map((hs_currency, at) => ({
        key: String(at),
        id: String(at),
        fields: { hs_currency },
        references: {},
      }));
      const question = aQuestion('contact', {
        hubspot: aContact({ email: 'ada@x.com' }, { parts: { invoice } }),
        rules: rulesFor('contact', { filters: { toHubspot: [], toQuickbooks: [] } }),
        context: aContext({ company: { multicurrency } }),
      });
      const decision = decide(question);
      const operations = decision.kind === 'create' ? decision.operations : [];
      expect(operations[0]?.values).toMatchObject({ DisplayName: 'Ada Lovelace' });
      expect(operations[0]?.values['CurrencyRef.value']).toBe(expected);
    },
  );

  test('a customer with nothing but a display name shows it as its company', () => {
    const bare = aCustomer({ first: null, last: null, company: null, fields: { DisplayName: 'Acme' } });
    expect(contact.derive(bare, aContext())).toEqual({ CompanyName: 'Acme' });
    expect(contact.derive(aCustomer({ first: 'Ada', last: null }), aContext())).toEqual({});
    expect(contact.derive(aCustomer({ first: null, last: null, company: 'Zen' }), aContext())).toEqual({});
  });

  test.each([
    ['email', 'PrimaryEmailAddr.Address'],
    ['firstname', 'GivenName'],
    ['lastname', 'FamilyName'],
    ['company', 'CompanyName'],
    ['phone', 'PrimaryPhone.FreeFormNumber'],
    ['mobilephone', 'Mobile.FreeFormNumber'],
    ['fax', 'Fax.FreeFormNumber'],
    ['website', 'WebAddr.URI'],
    ['address', 'BillAddr.Line1'],
    ['city', 'BillAddr.City'],
    ['state', 'BillAddr.CountrySubDivisionCode'],
    ['zip', 'BillAddr.PostalCode'],
    ['country', 'BillAddr.Country'],
  ])('%s is kept with %s', (hubspot, quickbooks) => {
    const mapping = contact.mappings.find((one) => one.hubspot.name === hubspot);
    expect(mapping).toMatchObject({ builtIn: true, enabled: true, quickbooks: { name: quickbooks } });
  });

  test('QuickBooks wins conflicts unless told otherwise, and every customer may cross', () => {
    expect(rulesFor('contact')).toMatchObject({ winner: 'quickbooks', filters: { toHubspot: [] } });
  });
});
