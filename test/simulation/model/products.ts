// What has to be true of items and products, from both vendors' records alone.

import type { VendorRecord } from '../../support/control.ts';
import { isBuried, keyed, namedBy } from './evidence.ts';
import type { Evidence } from './evidence.ts';
import { decimal, text } from './values.ts';

const unsold = new Set(['Category', 'Group', 'Bundle']);

export function checkProducts(evidence: Evidence): string[] {
  return [
    ...evidence.items.flatMap((item) => checkItem(evidence, item)),
    ...evidence.hubspot.products.flatMap((product) => checkProduct(evidence, product)),
  ];
}

const sku = (value: string | null | undefined): string => text(value).toLowerCase();

function checkItem(evidence: Evidence, item: VendorRecord): string[] {
  const [product, ...more] = keyed(evidence, 'product', item['Id']);
  const name = `item ${item['Id']}`;
  if (more.length > 0) return [`${name} is ${more.length + 1} products`];
  if (unsold.has(item['Type'])) return product ? [`${name} is a ${item['Type']} and has a product`] : [];
  if (item['Active'] === false || sku(item['Sku']) === '') return [];
  if (!product) return mayBeAlone(evidence, item) ? [] : [`${name} has no product and no reason`];
  return differences(evidence, item, product);
}

/** Deleted by a person in HubSpot, or sharing its SKU. */
function mayBeAlone(evidence: Evidence, item: VendorRecord): boolean {
  if (isBuried(evidence, 'product', item['Id'])) return true;
  const own = sku(item['Sku']);
  const twins = evidence.items.filter(
    ({ Id, Sku, Active }) => Id !== item['Id'] && Active !== false && sku(Sku) === own,
  );
  const products = evidence.hubspot.products.filter(({ properties }) => sku(properties.hs_sku) === own);
  return twins.length > 0 || products.length > 1 || products.some((product) => namedBy(product) !== null);
}

function differences({ memory }: Evidence, item: VendorRecord, product: VendorRecord): string[] {
  const { properties } = product;
  const pairs: Record<string, readonly [string, string]> = {
    name: [text(properties.name), text(item['Name'])],
    hs_sku: [sku(properties.hs_sku), sku(item['Sku'])],
    description: [text(properties.description), text(item['Description'])],
    price: [decimal(properties.price), decimal(item['UnitPrice'])],
  };
  const made = memory.written.get(`products:${product['id']}`)?.['properties'] ?? {};
  return Object.entries(pairs).flatMap(([field, [here, there]]) => {
    // An empty value never wipes what a person wrote before the two met.
    if (here === there || (there === '' && here === text(made[field]))) return [];
    return [`item ${item['Id']}: ${field} “${here}” is not “${there}”`];
  });
}

function checkProduct({ items, memory }: Evidence, product: VendorRecord): string[] {
  const name = `product ${product['id']}`;
  const named = namedBy(product);
  const made = memory.written.get(`products:${product['id']}`);
  if (named !== null)
    return items.some(({ Id }) => Id === named) ? [] : [`${name} carries the key of no item`];
  if (!made) return [`${name} was made by nobody`];
  return ['name', 'hs_sku', 'description', 'price'].flatMap((field) =>
    text(product['properties'][field]) === text(made['properties'][field])
      ? []
      : [`${name} is in no pair, but its ${field} was changed`],
  );
}
