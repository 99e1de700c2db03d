// What a sales person sees in HubSpot of the books: records found by the key they carry.

import { sampleCompany } from '../../sandbox/quickbooks/quickbooks.ts';
import type { Control, VendorRecord } from './control.ts';

type Mirrored = 'contact' | 'product' | 'invoice';

const typeOf: Readonly<Record<Mirrored, string>> = {
  contact: 'contacts',
  product: 'products',
  invoice: 'invoices',
};

export type Mirror = ReturnType<typeof mirrorOf>;

/** The mirror of one company in one account; the first of each when none is named. */
export function mirrorOf(hubspot: Control, realmId: string = sampleCompany.realmId, portalId?: string) {
  const keyed = async (entity: Mirrored, { Id }: VendorRecord): Promise<readonly VendorRecord[]> =>
    (await hubspot.records(typeOf[entity], portalId)).filter(
      ({ properties }) => properties.ledgerline_key === `${realmId}:${entity}:${String(Id)}`,
    );
  const only = async (entity: Mirrored, record: VendorRecord): Promise<VendorRecord> => {
    const [found, ...more] = await keyed(entity, record);
    if (!found || more.length > 0)
      throw new Error(`${found ? more.length + 1 : 'no'} ${typeOf[entity]} mirror ${String(record['Id'])}`);
    return found;
  };
  const partsOf = async (invoice: VendorRecord, type: string): Promise<readonly VendorRecord[]> => {
    const { associations } = await only('invoice', invoice);
    const ids: readonly string[] = associations[type] ?? [];
    return (await hubspot.records(type, portalId)).filter(({ id }) => ids.includes(id));
  };
  return {
    records: (type: string) => hubspot.records(type, portalId),
    /** All records that carry the key, to show that there is none or one. */
    keyed,
    contact: (customer: VendorRecord) => only('contact', customer),
    product: (item: VendorRecord) => only('product', item),
    invoice: (invoice: VendorRecord) => only('invoice', invoice),
    /** Property values of the mirrored invoice, by name. */
    async shown(invoice: VendorRecord): Promise<Readonly<Record<string, string | null>>> {
      return (await only('invoice', invoice))['properties'];
    },
    /** In the order HubSpot shows them. */
    async lines(invoice: VendorRecord): Promise<readonly VendorRecord[]> {
      const position = ({ properties }: VendorRecord) => Number(properties.hs_position_on_quote);
      return (await partsOf(invoice, 'line_items')).toSorted((a, b) => position(a) - position(b));
    },
    discounts: (invoice: VendorRecord) => partsOf(invoice, 'discounts'),
    payments: (invoice: VendorRecord) => partsOf(invoice, 'commerce_payments'),
    /** Applied amounts on the invoice, as HubSpot's payment records state them. */
    async applied(invoice: VendorRecord): Promise<readonly number[]> {
      return (await partsOf(invoice, 'commerce_payments'))
        .map(({ properties }) => Number(properties.hs_initial_amount))
        .toSorted((a, b) => a - b);
    },
    async contactsOf(invoice: VendorRecord): Promise<readonly string[]> {
      return (await only('invoice', invoice))['associations'].contacts ?? [];
    },
  };
}
