// HubSpot's gateways for one connection.

import type { Gateway } from '../sync/ports.ts';
import type { PortalFacts } from '../sync/rules.ts';
import type { HubSpotClient } from './client.ts';
import { createContactGateway } from './gateways/contact.ts';
import { createInvoiceGateway } from './gateways/invoice.ts';
import { createProductGateway } from './gateways/product.ts';

/** HubSpot properties to read, by entity; our key and the last modification always come along. */
export type ReadProperties = Readonly<Record<'contact' | 'product' | 'invoice', readonly string[]>>;

export interface HubSpotGatewayOptions {
  readonly client: HubSpotClient;
  readonly properties: ReadProperties;
  /** Whether HubSpot's invoices may cross to QuickBooks. */
  readonly wholeInvoices: boolean;
  readonly facts: Pick<PortalFacts, 'paymentsApi' | 'uniqueKeyTypes' | 'readOnlyProperties'>;
}

/** One gateway per entity, in no particular order. */
export function hubspotGateways({
  client,
  properties,
  facts,
  wholeInvoices,
}: HubSpotGatewayOptions): readonly Gateway[] {
  const { uniqueKeyTypes, paymentsApi, readOnlyProperties } = facts;
  return [
    createContactGateway({ client, properties: properties.contact, uniqueKeyTypes }),
    createProductGateway({ client, properties: properties.product, uniqueKeyTypes }),
    createInvoiceGateway({
      client,
      properties: properties.invoice,
      uniqueKeyTypes,
      paymentsApi,
      readOnlyProperties,
      whole: wholeInvoices,
    }),
  ];
}
