// The CRM object types the stand-in keeps, under every name HubSpot's paths accept.

import { notFound } from './errors.ts';

export const OBJECT_TYPES = [
  'contacts',
  'companies',
  'deals',
  'products',
  'line_items',
  'invoices',
  'commerce_payments',
  'discounts',
  'fees',
  'taxes',
] as const;

export type ObjectType = (typeof OBJECT_TYPES)[number];

/** The scopes of one object type by what they allow; any one of a list is enough. */
export interface ScopeNames {
  read: string[];
  write: string[];
  schemaRead: string[];
  schemaWrite: string[];
}

/** Names, system properties and scopes of one object type. */
export interface ObjectTypeInfo extends ScopeNames {
  typeId: string;
  singular: string;
  /** As HubSpot writes the type in messages. */
  label: string;
  created: string;
  lastModified: string;
  /** Returned by reads that name no properties, besides the system properties. */
  defaultProperties: string[];
  /** Searched by `query`. */
  searched: string[];
}

function scopes(name: string): ScopeNames {
  const read = [`crm.objects.${name}.read`];
  return {
    read,
    write: [`crm.objects.${name}.write`],
    schemaRead: [`crm.schemas.${name}.read`, ...read],
    schemaWrite: [`crm.schemas.${name}.write`],
  };
}

/** Products and line items: the old commerce scope also opens them, and it alone can create properties. */
function commerceScopes(name: string): ScopeNames {
  const read = ['e-commerce', `crm.objects.${name}.read`];
  return {
    read,
    write: ['e-commerce', `crm.objects.${name}.write`],
    schemaRead: [...read, `crm.schemas.${name}.read`],
    schemaWrite: ['e-commerce'],
  };
}

/** Discounts, fees and taxes are alike but for their names. */
function adjustment(typeId: string, singular: string, plural: string): ObjectTypeInfo {
  return {
    typeId,
    singular,
    label: singular.toUpperCase(),
    created: 'hs_createdate',
    lastModified: 'hs_lastmodifieddate',
    defaultProperties: [],
    searched: ['hs_label'],
    ...scopes(plural),
  };
}

const INFO: Record<ObjectType, ObjectTypeInfo> = {
  contacts: {
    typeId: '0-1',
    singular: 'contact',
    label: 'CONTACT',
    created: 'createdate',
    lastModified: 'lastmodifieddate',
    defaultProperties: ['email', 'firstname', 'lastname'],
    searched: ['firstname', 'lastname', 'email', 'phone', 'company', 'hs_additional_emails'],
    ...scopes('contacts'),
  },
  companies: {
    typeId: '0-2',
    singular: 'company',
    label: 'COMPANY',
    created: 'createdate',
    lastModified: 'hs_lastmodifieddate',
    defaultProperties: ['name', 'domain'],
    searched: ['name', 'domain', 'phone', 'website'],
    ...scopes('companies'),
  },
  deals: {
    typeId: '0-3',
    singular: 'deal',
    label: 'DEAL',
    created: 'createdate',
    lastModified: 'hs_lastmodifieddate',
    defaultProperties: ['amount', 'closedate', 'dealname', 'dealstage', 'pipeline'],
    searched: ['dealname', 'description'],
    ...scopes('deals'),
  },
  products: {
    typeId: '0-7',
    singular: 'product',
    label: 'PRODUCT',
    created: 'createdate',
    lastModified: 'hs_lastmodifieddate',
    defaultProperties: ['name', 'description', 'price'],
    searched: ['name', 'description', 'price', 'hs_sku'],
    ...commerceScopes('products'),
  },
  line_items: {
    typeId: '0-8',
    singular: 'line_item',
    label: 'LINE_ITEM',
    created: 'createdate',
    lastModified: 'hs_lastmodifieddate',
    defaultProperties: ['hs_product_id', 'quantity', 'amount'],
    searched: ['name', 'description', 'hs_sku'],
    ...commerceScopes('line_items'),
  },
  invoices: {
    typeId: '0-53',
    singular: 'invoice',
    label: 'INVOICE',
    created: 'hs_createdate',
    lastModified: 'hs_lastmodifieddate',
    defaultProperties: [],
    searched: ['hs_number', 'hs_title'],
    ...scopes('invoices'),
  },
  commerce_payments: {
    typeId: '0-101',
    singular: 'commerce_payment',
    label: 'COMMERCE_PAYMENT',
    created: 'hs_createdate',
    lastModified: 'hs_lastmodifieddate',
    defaultProperties: [],
    searched: ['hs_reference_number', 'hs_customer_email'],
    ...scopes('commercepayments'),
  },
  discounts: adjustment('0-84', 'discount', 'discounts'),
  fees: adjustment('0-85', 'fee', 'fees'),
  taxes: adjustment('0-86', 'tax', 'taxes'),
};

const BY_NAME = new Map<string, ObjectType>(
  OBJECT_TYPES.flatMap((type) => [
    [type, type] as const,
    [INFO[type].singular, type] as const,
    [INFO[type].typeId, type] as const,
  ]),
);

export function objectTypeInfo(type: ObjectType): ObjectTypeInfo {
  return INFO[type];
}

/** The type a path, an edit or an association names; undefined when HubSpot (as simulated) has no such type. */
export function findObjectType(name: string): ObjectType | undefined {
  return BY_NAME.get(name.toLowerCase());
}

export function requireObjectType(name: string): ObjectType {
  const type = findObjectType(name);
  if (!type) throw notFound(`Unable to infer object type from: ${name}`);
  return type;
}
