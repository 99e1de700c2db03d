// What a sales person does in HubSpot, in a line each, and what the settings page does before.

import type { Control, VendorRecord } from './control.ts';
import { settingsApi } from './settings-api.ts';
import type { ApiAnswer } from './settings-api.ts';
import type { Story } from './story.ts';
import { eventually } from './waiting.ts';
import type { World } from './world.ts';

export type Sales = ReturnType<typeof salesOf>;

type Properties = Readonly<Record<string, string>>;

export interface BillInput {
  readonly contact?: VendorRecord;
  readonly lines: readonly Properties[];
  readonly discounts?: readonly Properties[];
  readonly fees?: readonly Properties[];
  readonly taxes?: readonly Properties[];
  readonly change?: Properties;
  /** False leaves the invoice a draft. */
  readonly open?: boolean;
}

export function salesOf(hubspot: Control) {
  const save = (type: string, change: Properties, links: Readonly<Record<string, unknown>> = {}) =>
    hubspot.edit({ type, action: 'save', change, with: links });
  const change = (type: string, { id }: VendorRecord, properties: Properties): Promise<VendorRecord> =>
    hubspot.edit({ type, action: 'save', id: String(id), change: properties });
  const all = async (type: string, records: readonly Properties[] = []): Promise<readonly string[]> => {
    const ids: string[] = [];
    for (const record of records) ids.push(String((await save(type, record))['id']));
    return ids;
  };
  return {
    contact: (firstname: string, more: Properties = {}) =>
      save('contacts', {
        firstname,
        lastname: 'Buyer',
        email: `${firstname.toLowerCase()}@buyers.example`,
        ...more,
      }),
    product: (name: string, more: Properties = {}) => save('products', { name, price: '10', ...more }),
    async bill({
      contact,
      lines,
      discounts,
      fees,
      taxes,
      change: more,
      open = true,
    }: BillInput): Promise<VendorRecord> {
      const links = {
        ...(contact && { contacts: String(contact['id']) }),
        line_items: await all(
          'line_items',
          lines.map((line) => ({ quantity: '1', ...line })),
        ),
        discounts: await all('discounts', discounts),
        fees: await all('fees', fees),
        taxes: await all('taxes', taxes),
      };
      const invoice = await save('invoices', { hs_currency: 'USD', ...more }, links);
      return open ? change('invoices', invoice, { hs_invoice_status: 'open' }) : invoice;
    },
    change,
    async line(invoice: VendorRecord, properties: Properties): Promise<VendorRecord> {
      return save('line_items', { quantity: '1', ...properties }, { invoices: String(invoice['id']) });
    },
    remove: (type: string, { id }: VendorRecord) => hubspot.edit({ type, id: String(id), action: 'delete' }),
    void: ({ id }: VendorRecord) => hubspot.edit({ type: 'invoices', id: String(id), action: 'void' }),
    /** Property values of a record as they are now. */
    async shown(type: string, { id }: VendorRecord): Promise<Readonly<Record<string, string | null>>> {
      const found = (await hubspot.records(type)).find((record) => record['id'] === id);
      if (!found) throw new Error(`HubSpot has no ${type} ${String(id)}`);
      return found['properties'];
    },
    count: async (type: string): Promise<number> => (await hubspot.records(type)).length,
    async linesOf({ id }: VendorRecord): Promise<readonly VendorRecord[]> {
      const invoice = (await hubspot.records('invoices')).find((record) => record['id'] === id);
      const ids: readonly string[] = invoice?.['associations'].line_items ?? [];
      return (await hubspot.records('line_items')).filter((line) => ids.includes(line['id']));
    },
  };
}

/** Saves the rules of a sync with some of them changed, and waits until everything they may touch was looked at. */
export async function changeSync(
  world: World,
  entity: string,
  changes: (rules: ApiAnswer) => object,
): Promise<void> {
  const api = settingsApi(world);
  const read = async (): Promise<ApiAnswer> =>
    (await api.get('/api/syncs')).data.syncs.find((sync: ApiAnswer) => sync.entity === entity);
  const { rules, version } = await read();
  const saved = await api.put(`/api/syncs/${entity}`, { version, rules: { ...rules, ...changes(rules) } });
  if (!saved.ok) throw new Error(JSON.stringify(saved.error));
  await eventually(async () => {
    if ((await read()).applyingRules !== null) throw new Error(`the rules of ${entity} are being applied`);
  });
}

/** How Ledgerline sees a HubSpot record: its state, and for a failing one the category and details. */
export async function stateOf(world: World, entity: string, { id }: VendorRecord): Promise<ApiAnswer> {
  const { data } = await settingsApi(world).get(`/api/records/${entity}/hubspot/${String(id)}`);
  return data.record;
}

/** The one QuickBooks invoice that was made from a HubSpot invoice, found by the line its note ends with. */
export async function copyOf({ books }: Pick<Story, 'books'>, { id }: VendorRecord): Promise<VendorRecord> {
  const marker = `Ledgerline: ${String(id)}`;
  const [copy, ...more] = (await books.records('Invoice')).filter(({ PrivateNote }) =>
    PrivateNote?.endsWith(marker),
  );
  if (!copy || more.length > 0)
    throw new Error(`${copy ? more.length + 1 : 'no'} copies of invoice ${String(id)}`);
  return copy;
}
