// HubSpot's object types and dated paths. The API version is pinned here and nowhere else.

/** CRM and OAuth API version; HubSpot supports each for 18 months. */
export const apiVersion = '2026-09';

/** HubSpot's object types by our nouns. */
export const objectTypes = {
  contact: { path: 'contacts', id: '0-1', lastModified: 'lastmodifieddate' },
  company: { path: 'companies', id: '0-2', lastModified: 'hs_lastmodifieddate' },
  product: { path: 'products', id: '0-7', lastModified: 'hs_lastmodifieddate' },
  line: { path: 'line_items', id: '0-8', lastModified: 'hs_lastmodifieddate' },
  invoice: { path: 'invoices', id: '0-53', lastModified: 'hs_lastmodifieddate' },
  discount: { path: 'discounts', id: '0-84', lastModified: 'hs_lastmodifieddate' },
  fee: { path: 'fees', id: '0-85', lastModified: 'hs_lastmodifieddate' },
  tax: { path: 'taxes', id: '0-86', lastModified: 'hs_lastmodifieddate' },
  payment: { path: 'commerce_payments', id: '0-101', lastModified: 'hs_lastmodifieddate' },
} as const;

export type Noun = keyof typeof objectTypes;

export const isNoun = (word: string): word is Noun => Object.hasOwn(objectTypes, word);

/** `/crm/objects/…` path of a noun, e.g. `objectPath('contact', 'batch/read')`. */
export const objectPath = (noun: Noun, rest?: string): string =>
  `/crm/objects/${apiVersion}/${objectTypes[noun].path}${rest === undefined ? '' : `/${rest}`}`;

/** `/crm/associations/…` path of a direction, e.g. `associationPath('invoice', 'contact', 'batch/read')`. */
export const associationPath = (from: Noun, to: Noun, rest: string): string =>
  `/crm/associations/${apiVersion}/${objectTypes[from].path}/${objectTypes[to].path}/${rest}`;

/** `/crm/properties/…` path of a noun. */
export const propertyPath = (noun: Noun, rest?: string): string =>
  `/crm/properties/${apiVersion}/${objectTypes[noun].path}${rest === undefined ? '' : `/${rest}`}`;

/** `/oauth/…` path, e.g. `oauthPath('token')`. */
export const oauthPath = (rest: string): string => `/oauth/${apiVersion}/${rest}`;
