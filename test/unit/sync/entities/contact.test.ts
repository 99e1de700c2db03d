import { describe, expect, test } from '@jest/globals';
import { contact } from '../../../../server/sync/entities/contact.ts';
import { aContact, aContext, aCustomer, rulesFor } from '../../../support/builders.ts';

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
