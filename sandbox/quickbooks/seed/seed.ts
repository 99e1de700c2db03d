import { z } from 'zod';
import { seededRandom } from '../../core/random.ts';
import type { Company } from '../company.ts';
import { seedCustomers } from './customers.ts';
import { seedItems } from './items.ts';
import { seedSales } from './sales.ts';

const sizeSchema = z.object({
  customers: z.number().int().min(0).default(300),
  items: z.number().int().min(0).default(80),
  invoices: z.number().int().min(0).default(600),
  payments: z.number().int().min(0).default(400),
  seed: z.number().int().default(1),
});

const HISTORY_MS = 548 * 86_400_000;

/** A believable company with eighteen months of sales up to `now`; the same seed gives the same company. */
export function seedCompany(company: Company, size: Record<string, unknown>, now: number): void {
  const { customers, items, invoices, payments, seed } = sizeSchema.parse(size);
  const random = seededRandom(seed);
  const start = now - HISTORY_MS;
  try {
    seedSales({
      company,
      customers: seedCustomers(company, customers, start, random),
      items: seedItems(company, items, start, random),
      invoices,
      payments,
      start,
      end: now,
      random,
    });
    company.finish();
  } finally {
    company.seedAt(undefined);
  }
}
