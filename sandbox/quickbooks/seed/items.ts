import type { Random } from '../../core/vendor.ts';
import type { Company } from '../company.ts';
import { create } from '../engine.ts';
import { freeName } from '../entities/names.ts';
import { entityTypes } from '../entities/registry.ts';
import type { QuickBooksRecord } from '../store.ts';
import { text } from '../values.ts';
import type { Fields } from '../values.ts';
import { itemTax } from './locale.ts';
import { pick } from './pick.ts';
import { grades, longDescription, trades } from './words.ts';

const PRODUCT_INCOME = { value: '79' };
const SERVICE_INCOME = { value: '1' };

/** One category and `count - 1` things that can be sold; answers the latter. */
export function seedItems(
  company: Company,
  count: number,
  start: number,
  random: Random,
): QuickBooksRecord[] {
  company.seedAt(start - 400 * 86_400_000);
  if (count < 1) return [];
  const category = create(company, entityTypes.Item, {
    Name: freeName(company, 'Item', 'Landscaping'),
    Type: 'Category',
  });
  const made: QuickBooksRecord[] = [];
  for (let index = 0; index < count - 1; index++) {
    const fields = index % 20 === 3 ? nonInventory(index) : service(index, random);
    const parent = index % 6 === 0 ? { SubItem: true, ParentRef: { value: category.id } } : {};
    const Name = freeName(
      company,
      'Item',
      text(fields, 'Name') ?? '',
      1,
      'ParentRef' in parent ? category.id : undefined,
    );
    made.push(create(company, entityTypes.Item, { ...fields, ...itemTax(company, index), ...parent, Name }));
  }
  return made;
}

function service(index: number, random: Random): Fields {
  const trade = trades[index % trades.length] ?? 'Work';
  const grade = grades[Math.floor(index / trades.length) % grades.length] ?? 'Basic';
  const round = Math.floor(index / (trades.length * grades.length));
  return {
    Name: `${grade} ${trade}${round === 0 ? '' : ` ${round + 1}`}`,
    Type: 'Service',
    UnitPrice: pick(random, [25, 35, 49.5, 75, 120, 199.99, 33.333333, 450]),
    IncomeAccountRef: SERVICE_INCOME,
    Description:
      index % 9 === 0 ? longDescription.repeat(4).trim() : `${trade}, ${grade.toLowerCase()} service`,
    ...(index % 8 === 5 ? {} : { Sku: `SV-${String(index + 1).padStart(4, '0')}` }),
  };
}

function nonInventory(index: number): Fields {
  return {
    Name: `Pallet of pavers ${index + 1}`,
    Type: 'NonInventory',
    Sku: `PV-${String(index + 1).padStart(4, '0')}`,
    UnitPrice: 310,
    PurchaseCost: 205.5,
    IncomeAccountRef: PRODUCT_INCOME,
    ExpenseAccountRef: { value: '80' },
    Description: 'Concrete pavers, 12 × 12 in., one pallet of 96',
  };
}
