// What sales people do in HubSpot, one edit at a time, drawn from a seed.

import type { VendorRecord } from '../support/control.ts';
import { cities, emails, firstNames, lastNames, pick, skus } from './stage.ts';
import type { Edit, Edits, Stage } from './stage.ts';

export const selling: Edits = {
  'make a contact': [
    3,
    async (stage) => {
      const { dice } = stage;
      const change = {
        ...(dice.chance(0.85) && { email: dice.of(emails) }),
        firstname: dice.of(firstNames),
        ...(dice.chance(0.8) && { lastname: dice.of(lastNames) }),
        ...(dice.chance(0.4) && { city: dice.of(cities) }),
        jobtitle: dice.fresh('Job'),
      };
      const made = await saveInHubspot(stage, 'contacts', change);
      return `contact ${made['id']} ${JSON.stringify(change)}`;
    },
  ],
  'bill a contact': [
    3,
    async (stage) => {
      const contact = await pick(stage, 'hubspot', 'contacts');
      if (!contact) return null;
      const line = await saveInHubspot(stage, 'line_items', { name: 'Advice', quantity: '1', price: '100' });
      const invoice = await stage.hubspot.edit({
        type: 'invoices',
        action: 'save',
        change: { hs_currency: 'USD' },
        with: { contacts: contact['id'], line_items: line['id'] },
      });
      if (stage.dice.chance(0.2)) return `contact ${contact['id']}, draft ${invoice['id']}`;
      const { id } = invoice;
      await stage.hubspot.edit({
        type: 'invoices',
        id,
        action: 'save',
        change: { hs_invoice_status: 'open' },
      });
      stage.memory.billed.add(contact['id']);
      return `contact ${contact['id']}, open invoice ${id}`;
    },
  ],
  'change a contact': [
    4,
    async (stage) => {
      const contact = await pick(stage, 'hubspot', 'contacts');
      if (!contact) return null;
      const { dice } = stage;
      const change = dice.of([
        { firstname: dice.of(firstNames) },
        { lastname: dice.of(lastNames) },
        { phone: `+1 555 010 ${dice.whole(10, 99)}` },
        { city: dice.of([...cities, '']) },
        { jobtitle: dice.fresh('Job') },
        { email: dice.of(emails) },
      ]);
      await saveInHubspot(stage, 'contacts', change, contact['id']);
      return `contact ${contact['id']} ${JSON.stringify(change)}`;
    },
  ],
  'delete a contact': [1, deleteInHubspot('contacts')],
  'merge contacts': [
    1,
    async (stage) => {
      const winner = await pick(stage, 'hubspot', 'contacts');
      const loser = await pick(stage, 'hubspot', 'contacts', ({ id }) => id !== winner?.['id']);
      if (!winner || !loser) return null;
      const merged = await stage.hubspot.edit({
        type: 'contacts',
        id: winner['id'],
        action: 'merge',
        with: { id: loser['id'] },
      });
      const { memory } = stage;
      if (memory.billed.has(loser['id'])) memory.billed.add(winner['id']);
      memory.buried.hubspot.push({ type: 'contacts', record: loser, mergedInto: merged['id'] });
      if (memory.written.has(`contacts:${winner['id']}`))
        memory.written.set(`contacts:${winner['id']}`, merged);
      return `contact ${loser['id']} into ${winner['id']}`;
    },
  ],
  'make a product': [
    1,
    async (stage) => {
      const change = { name: stage.dice.fresh('Product'), hs_sku: stage.dice.of(skus).trim() };
      const made = await saveInHubspot(stage, 'products', change);
      return `product ${made['id']} ${change.hs_sku}`;
    },
  ],
  'delete a product': [0.5, deleteInHubspot('products')],
  'edit a mirrored invoice': [
    1,
    async (stage) => {
      const invoice = await pick(stage, 'hubspot', 'invoices', isMirrored);
      if (!invoice) return null;
      const change = stage.dice.of([
        { hs_amount_billed: '1', ledgerline_total: '1' },
        { ledgerline_balance: '999' },
        { ledgerline_status: 'paid' },
      ]);
      await stage.hubspot.edit({ type: 'invoices', id: invoice['id'], action: 'save', change });
      return `invoice ${invoice['id']} ${JSON.stringify(change)}`;
    },
  ],
  'delete a mirrored invoice': [0.5, deleteInHubspot('invoices', isMirrored)],
};

function isMirrored({ properties }: VendorRecord): boolean {
  return properties.hs_invoice_billable === 'false';
}

function deleteInHubspot(type: string, fits?: (record: VendorRecord) => boolean): Edit {
  return async (stage) => {
    const record = await pick(stage, 'hubspot', type, fits);
    if (!record) return null;
    const { id } = record;
    const last = await stage.hubspot.edit({ type, id, action: 'delete' });
    stage.memory.buried.hubspot.push({ type, record: { ...record, ...last } });
    return `${type} ${id}`;
  };
}

async function saveInHubspot(
  { hubspot, memory }: Stage,
  type: string,
  change: Readonly<Record<string, string>>,
  id?: string,
): Promise<VendorRecord> {
  const saved = await hubspot.edit({ type, action: 'save', change, ...(id !== undefined && { id }) });
  if (id === undefined || memory.written.has(`${type}:${id}`))
    memory.written.set(`${type}:${saved['id']}`, saved);
  return saved;
}
