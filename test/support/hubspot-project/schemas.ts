// What each `*-hsmeta.json` may hold, as strictly as HubSpot documents it. HubSpot's own schemas need an account.

const text = { type: 'string', minLength: 1 } as const;
const secureUrl = { type: 'string', format: 'uri', pattern: '^https://' } as const;
const secureOrigin = { type: 'string', pattern: '^https://[^/?#]+$' } as const;
const scopes = {
  type: 'array',
  items: { type: 'string', pattern: '^[a-z0-9._-]+$' },
  uniqueItems: true,
} as const;

/** An object of exactly these properties; all are required but the ones named. */
const exactly = (properties: Readonly<Record<string, object>>, optional: readonly string[] = []): object => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false,
});

const application = exactly({
  name: { type: 'string', maxLength: 200, pattern: '^\\S(.*\\S)?$' },
  description: { type: 'string', minLength: 1, maxLength: 8192 },
  distribution: { const: 'marketplace' },
  auth: exactly({
    type: { const: 'oauth' },
    redirectUrls: { type: 'array', minItems: 1, uniqueItems: true, items: secureUrl },
    requiredScopes: { ...scopes, minItems: 1, contains: { const: 'oauth' } },
    optionalScopes: scopes,
    conditionallyRequiredScopes: scopes,
  }),
  permittedUrls: exactly({
    fetch: { type: 'array', minItems: 1, uniqueItems: true, items: secureOrigin },
    iframe: { type: 'array', items: secureOrigin },
    img: { type: 'array', items: secureOrigin },
  }),
  support: exactly(
    {
      supportEmail: { type: 'string', format: 'email' },
      documentationUrl: secureUrl,
      supportUrl: secureUrl,
      supportPhone: { type: 'string', pattern: '^\\+[0-9]+$' },
    },
    ['supportPhone'],
  ),
});

const settings = exactly({ entrypoint: { type: 'string', pattern: '^/app/settings/[\\w-]+\\.tsx$' } });

const card = exactly(
  {
    name: { type: 'string', maxLength: 200, pattern: '^\\S(.*\\S)?$' },
    description: { type: 'string', minLength: 1, maxLength: 8192 },
    entrypoint: { type: 'string', pattern: '^/app/cards/[\\w-]+\\.tsx$' },
    location: { enum: ['crm.record.tab', 'crm.record.sidebar', 'crm.preview', 'helpdesk.sidebar'] },
    objectTypes: {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: { enum: ['contacts', 'companies', 'deals', 'invoices'] },
    },
  },
  ['description'],
);

/** Objects of HubSpot's generic subscriptions that Ledgerline has to do with. */
const objectType = {
  enum: ['contact', 'company', 'deal', 'product', 'line_item', 'invoice', 'commerce_payment'],
};
const active = { type: 'boolean' } as const;

const crmObject = {
  oneOf: [
    exactly({
      subscriptionType: { const: 'object.propertyChange' },
      objectType,
      // HubSpot refuses these two.
      propertyName: { ...text, not: { enum: ['hs_lastmodifieddate', 'num_unique_conversion_events'] } },
      active,
    }),
    exactly({
      subscriptionType: {
        enum: ['creation', 'deletion', 'merge', 'restore', 'associationChange'].map(
          (kind) => `object.${kind}`,
        ),
      },
      objectType,
      active,
    }),
  ],
};

const webhooks = exactly({
  settings: exactly({
    targetUrl: secureUrl,
    maxConcurrentRequests: { type: 'integer', exclusiveMinimum: 5 },
  }),
  subscriptions: exactly({
    crmObjects: { type: 'array', uniqueItems: true, maxItems: 1000, items: crmObject },
    // The older form of the same subscriptions; events would come twice.
    legacyCrmObjects: { type: 'array', maxItems: 0 },
    hubEvents: {
      type: 'array',
      uniqueItems: true,
      items: exactly({ subscriptionType: { const: 'contact.privacyDeletion' }, active }),
    },
  }),
});

/** By HubSpot's internal type name. A component type that is not here is refused. */
export const schemas = { APPLICATION: application, CARD: card, SETTINGS: settings, WEBHOOKS: webhooks };
