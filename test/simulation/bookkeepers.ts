// What bookkeepers do to customers and items in QuickBooks, one edit at a time, drawn from a seed.

import { cities, emails, firstNames, isActive, isOpen, isSellable, lastNames, pick, skus } from './stage.ts';
import type { Edits } from './stage.ts';

export const listKeeping: Edits = {
  'make a customer': [
    5,
    async ({ dice, memory }, books) => {
      const email = dice.chance(0.8) ? dice.of(emails) : null;
      const person = dice.chance(0.7)
        ? { GivenName: dice.of(firstNames), FamilyName: dice.of(lastNames) }
        : {};
      const place = dice.chance(0.5) ? { BillAddr: { City: dice.of(cities), Country: 'US' } } : {};
      const made = await books.customer(
        dice.fresh('Customer'),
        dice.chance(0.2) ? email && email.toUpperCase() : email,
        {
          ...person,
          ...place,
        },
      );
      memory.customers.add(made['Id']);
      return `customer ${made['Id']} ${email}`;
    },
  ],
  'change a customer': [
    4,
    async (stage, books) => {
      const customer = await pick(stage, 'quickbooks', 'Customer', isActive);
      if (!customer) return null;
      const { dice } = stage;
      const change = dice.of([
        { GivenName: dice.of(firstNames) },
        { FamilyName: dice.of(lastNames) },
        { PrimaryPhone: { FreeFormNumber: `(555) 010-${dice.whole(10, 99)}` } },
        { BillAddr: { City: dice.of(cities) } },
        { DisplayName: dice.fresh('Renamed') },
        { CompanyName: dice.fresh('Firm') },
      ]);
      await books.change('Customer', customer, change);
      return `customer ${customer['Id']} ${JSON.stringify(change)}`;
    },
  ],
  'change a customer’s e-mail': [
    2,
    async (stage, books) => {
      const customer = await pick(stage, 'quickbooks', 'Customer', isActive);
      if (!customer) return null;
      const Address = stage.dice.of(emails);
      await books.change('Customer', customer, { PrimaryEmailAddr: { Address } });
      return `customer ${customer['Id']} to ${Address}`;
    },
  ],
  'deactivate a customer': [
    1,
    async (stage, books) => {
      const customer = await pick(stage, 'quickbooks', 'Customer', (one) => isActive(one) && !isOpen(one));
      if (!customer) return null;
      await books.deactivate('Customer', customer);
      return `customer ${customer['Id']}`;
    },
  ],
  'reactivate a customer': [
    2,
    async (stage, books) => {
      const customer = await pick(stage, 'quickbooks', 'Customer', ({ Active }) => Active === false);
      if (!customer) return null;
      await books.activate('Customer', customer);
      return `customer ${customer['Id']}`;
    },
  ],
  'merge customers': [
    1,
    async (stage) => {
      const survivor = await pick(stage, 'quickbooks', 'Customer', isActive);
      const loser = await pick(
        stage,
        'quickbooks',
        'Customer',
        (one) => isActive(one) && one['Id'] !== survivor?.['Id'],
      );
      if (!survivor || !loser) return null;
      await stage.quickbooks.edit({
        type: 'Customer',
        id: survivor['Id'],
        action: 'merge',
        with: { id: loser['Id'] },
      });
      stage.memory.buried.quickbooks.push({ type: 'Customer', record: loser, mergedInto: survivor['Id'] });
      return `customer ${loser['Id']} into ${survivor['Id']}`;
    },
  ],
  'make an item': [
    3,
    async ({ dice }, books) => {
      const sku = dice.chance(0.85) ? dice.of(skus) : null;
      const made = await books.item(dice.fresh('Item'), sku, dice.whole(1, 40) / 4, {
        ...(dice.chance(0.5) && { Description: dice.fresh('About item') }),
      });
      return `item ${made['Id']} ${sku}`;
    },
  ],
  'change an item': [
    3,
    async (stage, books) => {
      const item = await pick(stage, 'quickbooks', 'Item', isSellable);
      if (!item) return null;
      const { dice } = stage;
      const change = dice.of([
        { UnitPrice: dice.whole(1, 400) / 4 },
        { Name: dice.fresh('Renamed item') },
        { Description: dice.fresh('Other words') },
        { Sku: dice.of(skus) },
      ]);
      await books.change('Item', item, change);
      return `item ${item['Id']} ${JSON.stringify(change)}`;
    },
  ],
  'deactivate an item': [
    1,
    async (stage, books) => {
      const item = await pick(stage, 'quickbooks', 'Item', (one) => isSellable(one) && Boolean(one['Sku']));
      if (!item) return null;
      await books.deactivate('Item', item);
      return `item ${item['Id']}`;
    },
  ],
};
