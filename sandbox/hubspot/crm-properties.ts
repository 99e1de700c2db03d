// Standard properties of contacts, companies and deals, as far as a sync maps them.

import type { ShortProperty } from './property-definitions.ts';

const LIFECYCLE = [
  'subscriber',
  'lead',
  'marketingqualifiedlead',
  'salesqualifiedlead',
  'opportunity',
  'customer',
  'evangelist',
  'other',
];

const contacts: ShortProperty[] = [
  ['email', 'Email', 'string', { unique: true }],
  ['hs_additional_emails', 'Additional email addresses', 'string'],
  ['firstname', 'First Name', 'string'],
  ['lastname', 'Last Name', 'string'],
  ['salutation', 'Salutation', 'string'],
  ['jobtitle', 'Job Title', 'string'],
  ['company', 'Company Name', 'string'],
  ['phone', 'Phone Number', 'string'],
  ['mobilephone', 'Mobile Phone Number', 'string'],
  ['fax', 'Fax Number', 'string'],
  ['address', 'Street Address', 'string'],
  ['city', 'City', 'string'],
  ['state', 'State/Region', 'string'],
  ['zip', 'Postal Code', 'string'],
  ['country', 'Country/Region', 'string'],
  ['website', 'Website URL', 'string'],
  ['message', 'Message', 'string'],
  ['lifecyclestage', 'Lifecycle Stage', 'enumeration', { options: LIFECYCLE }],
  ['associatedcompanyid', 'Primary Associated Company ID', 'number', { readOnly: true }],
];

const companies: ShortProperty[] = [
  ['name', 'Company name', 'string'],
  ['domain', 'Company Domain Name', 'string'],
  ['website', 'Website URL', 'string'],
  ['phone', 'Phone Number', 'string'],
  ['address', 'Street Address', 'string'],
  ['address2', 'Street Address 2', 'string'],
  ['city', 'City', 'string'],
  ['state', 'State/Region', 'string'],
  ['zip', 'Postal Code', 'string'],
  ['country', 'Country/Region', 'string'],
  ['description', 'Description', 'string'],
  ['annualrevenue', 'Annual Revenue', 'number'],
  ['numberofemployees', 'Number of Employees', 'number'],
  ['lifecyclestage', 'Lifecycle Stage', 'enumeration', { options: LIFECYCLE }],
];

const deals: ShortProperty[] = [
  ['dealname', 'Deal Name', 'string'],
  [
    'dealstage',
    'Deal Stage',
    'enumeration',
    {
      options: [
        'appointmentscheduled',
        'qualifiedtobuy',
        'presentationscheduled',
        'decisionmakerboughtin',
        'contractsent',
        'closedwon',
        'closedlost',
      ],
    },
  ],
  ['pipeline', 'Pipeline', 'enumeration', { options: ['default'] }],
  ['amount', 'Amount', 'number'],
  ['closedate', 'Close Date', 'datetime'],
  ['deal_currency_code', 'Currency', 'string'],
  ['dealtype', 'Deal Type', 'enumeration', { options: ['newbusiness', 'existingbusiness'] }],
  ['description', 'Deal Description', 'string'],
];

export const CRM_PROPERTIES = { contacts, companies, deals };
