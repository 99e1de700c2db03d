import { describe, expect, test } from '@jest/globals';
import { product } from '../../../../server/sync/entities/product.ts';
import { anItem, aProduct, rulesFor } from '../../../support/builders.ts';

describe('product with item', () => {
  test.each([
    ['Service', null],
    ['NonInventory', null],
    ['Inventory', null],
    ['Category', 'category-item'],
    ['Group', 'bundle'],
    ['Bundle', 'bundle'],
  ])('an item of type %s is out of scope as %p', (type, reason) => {
    expect(product.scope(anItem({ Type: type }), rulesFor('product'))).toBe(reason);
  });

  test('an item without SKU takes no part while only items with SKU are wanted', () => {
    const rules = rulesFor('product');
    expect(product.scope(anItem({ Sku: ' ' }), rules)).toBe('no-sku');
    expect(product.scope(anItem({ Sku: null }), { ...rules, options: { onlyWithSku: false } })).toBeNull();
    expect(product.scope(aProduct({ hs_sku: null }), rules)).toBeNull();
  });

  test('is matched by SKU, trimmed and case-folded, the same from both sides', () => {
    expect(product.matchKeys(anItem({ Sku: ' Anv-1 ' }))).toEqual(['sku:anv-1']);
    expect(product.matchKeys(aProduct({ hs_sku: 'ANV-1' }))).toEqual(['sku:anv-1']);
    expect(product.matchKeys(anItem({ Sku: null }))).toEqual([]);
  });

  test.each([
    ['name', 'Name'],
    ['hs_sku', 'Sku'],
    ['description', 'Description'],
    ['price', 'UnitPrice'],
    ['hs_cost_of_goods_sold', 'PurchaseCost'],
  ])('%s is kept with %s', (hubspot, quickbooks) => {
    const mapping = product.mappings.find((one) => one.hubspot.name === hubspot);
    expect(mapping).toMatchObject({ builtIn: true, enabled: true, quickbooks: { name: quickbooks } });
  });

  test('goes to HubSpot only, with SKU only, unless told otherwise', () => {
    expect(rulesFor('product')).toMatchObject({ direction: 'to-hubspot', options: { onlyWithSku: true } });
  });
});
