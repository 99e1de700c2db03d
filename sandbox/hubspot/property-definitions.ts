// Property definitions: their shape, a small builder, and the catalogue of what HubSpot ships with each object.

import type { FlagName } from './behaviours.ts';
import { COMMERCE_PROPERTIES } from './commerce-properties.ts';
import { CRM_PROPERTIES } from './crm-properties.ts';
import type { ObjectType } from './object-types.ts';
import { objectTypeInfo } from './object-types.ts';

export type PropertyType =
  'bool' | 'date' | 'datetime' | 'enumeration' | 'number' | 'string' | 'phone_number';

export interface PropertyOption {
  label: string;
  value: string;
  displayOrder: number;
  hidden: boolean;
  description?: string;
}

/** One property of an object type, standard or custom. */
export interface PropertyDefinition {
  name: string;
  label: string;
  type: PropertyType;
  fieldType: string;
  groupName: string;
  description: string;
  options: PropertyOption[];
  displayOrder: number;
  hasUniqueValue: boolean;
  hidden: boolean;
  formField: boolean;
  calculated: boolean;
  hubspotDefined: boolean;
  /** Fixed, or decided by a switch that makes the property writable. */
  readOnly: boolean | FlagName;
  dataSensitivity: string;
  createdAt: string;
  updatedAt: string;
}

/** One standard property in short form: name, label, type, and what differs from an ordinary one. */
export type ShortProperty = [
  name: string,
  label: string,
  type: PropertyType,
  extra?: { options?: string[]; readOnly?: boolean | FlagName; multiple?: boolean; unique?: boolean },
];

/** The property group each object's own properties live in. */
export const STANDARD_GROUP: Record<ObjectType, string> = {
  contacts: 'contactinformation',
  companies: 'companyinformation',
  deals: 'dealinformation',
  products: 'productinformation',
  line_items: 'lineiteminformation',
  invoices: 'invoiceinformation',
  commerce_payments: 'commerce_payment_information',
  discounts: 'discountinformation',
  fees: 'feeinformation',
  taxes: 'taxinformation',
};

const LONG_AGO = '2020-01-01T00:00:00.000Z';

const FIELD_TYPES: Record<PropertyType, string> = {
  bool: 'booleancheckbox',
  date: 'date',
  datetime: 'date',
  enumeration: 'select',
  number: 'number',
  string: 'text',
  phone_number: 'phonenumber',
};

function definition(type: ObjectType, short: ShortProperty): PropertyDefinition {
  const [name, label, propertyType, extra = {}] = short;
  return {
    name,
    label,
    type: propertyType,
    fieldType: extra.multiple ? 'checkbox' : FIELD_TYPES[propertyType],
    groupName: STANDARD_GROUP[type],
    description: '',
    options: (extra.options ?? (propertyType === 'bool' ? ['true', 'false'] : [])).map((value, index) => ({
      label: value,
      value,
      displayOrder: index,
      hidden: false,
    })),
    displayOrder: -1,
    hasUniqueValue: extra.unique ?? false,
    hidden: false,
    formField: extra.readOnly === undefined,
    calculated: false,
    hubspotDefined: true,
    readOnly: extra.readOnly ?? false,
    dataSensitivity: 'non_sensitive',
    createdAt: LONG_AGO,
    updatedAt: LONG_AGO,
  };
}

/** Every object has these. */
function systemProperties(type: ObjectType): ShortProperty[] {
  const { created, lastModified } = objectTypeInfo(type);
  const dates = new Set([created, lastModified, 'hs_createdate', 'hs_lastmodifieddate']);
  return [
    ['hs_object_id', 'Record ID', 'number', { readOnly: true }],
    ...[...dates].map((name): ShortProperty => [name, name, 'datetime', { readOnly: true }]),
    ['hs_merged_object_ids', 'Merged record IDs', 'string', { readOnly: true }],
    ['hs_object_source', 'Record source', 'string', { readOnly: true }],
    ['hs_object_source_id', 'Record source ID', 'string', { readOnly: true }],
    ['hubspot_owner_id', 'Owner', 'string'],
  ];
}

/** What HubSpot ships for an object type; a new array of new objects at each call. */
export function standardDefinitions(type: ObjectType): PropertyDefinition[] {
  const own = { ...CRM_PROPERTIES, ...COMMERCE_PROPERTIES }[type];
  return [...systemProperties(type), ...own].map((short) => definition(type, short));
}
