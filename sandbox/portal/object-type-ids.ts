import type { HubSpotType } from './pairs.ts';

/** HubSpot's numbers for its object types, as extensions get them in their context. */
export const typeIds: Readonly<Record<HubSpotType, string>> = {
  contacts: '0-1',
  companies: '0-2',
  deals: '0-3',
  products: '0-7',
  invoices: '0-53',
};
