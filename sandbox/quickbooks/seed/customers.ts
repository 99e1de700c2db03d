import type { Random } from '../../core/vendor.ts';
import type { Company } from '../company.ts';
import { create, update } from '../engine.ts';
import { freeName } from '../entities/names.ts';
import { entityTypes } from '../entities/registry.ts';
import type { QuickBooksRecord } from '../store.ts';
import { text } from '../values.ts';
import type { Fields } from '../values.ts';
import { billedIn, localeOf } from './locale.ts';
import type { Locale } from './locale.ts';
import { pick } from './pick.ts';
import { companyKinds, companyStems, familyNames, givenNames, slug, streets } from './words.ts';

const LONG_NAME =
  'The Society for the Preservation of Historic Gardens, Orchards and Public Footpaths of Greater San Mateo County (North)';

/** The first customers of every sample, one for each thing that trips an integration. */
const SPECIAL: readonly Fields[] = [
  {
    DisplayName: 'Renée Lefèvre',
    GivenName: 'Renée',
    FamilyName: 'Lefèvre',
    PrimaryEmailAddr: { Address: 'renee.lefevre@lefevre.example' },
  },
  {
    DisplayName: 'Åsa Öberg',
    GivenName: 'Åsa',
    FamilyName: 'Öberg',
    PrimaryEmailAddr: { Address: 'asa@oberg.example' },
  },
  {
    DisplayName: "O'Neill & Sons",
    CompanyName: "O'Neill & Sons",
    GivenName: 'Pat',
    FamilyName: "O'Neill",
    PrimaryEmailAddr: { Address: "pat.o'neill@oneill.example" },
  },
  {
    DisplayName: LONG_NAME,
    CompanyName: LONG_NAME.slice(0, 100),
    PrimaryEmailAddr: { Address: 'office@historicgardens.example' },
  },
  {
    DisplayName: 'Anna Berg',
    GivenName: 'Anna',
    FamilyName: 'Berg',
    CompanyName: 'Berg Brothers',
    PrimaryEmailAddr: { Address: 'anna@bergbrothers.example' },
  },
  {
    DisplayName: 'Nils Berg',
    GivenName: 'Nils',
    FamilyName: 'Berg',
    CompanyName: 'Berg Brothers',
    PrimaryEmailAddr: { Address: 'nils@bergbrothers.example' },
  },
  {
    DisplayName: 'Anna Berg (Accounts Payable)',
    GivenName: 'Anna',
    FamilyName: 'Berg',
    CompanyName: 'Berg Brothers',
    PrimaryEmailAddr: { Address: 'ap@bergbrothers.example' },
  },
  // Two customers share one address.
  {
    DisplayName: 'Harbor Yacht Club',
    CompanyName: 'Harbor Yacht Club',
    PrimaryEmailAddr: { Address: 'treasurer@harboryacht.example' },
  },
  {
    DisplayName: 'Harbor Yacht Club - Regatta',
    CompanyName: 'Harbor Yacht Club',
    PrimaryEmailAddr: { Address: 'treasurer@harboryacht.example' },
  },
  // One field holds two addresses.
  {
    DisplayName: 'Canyon Dental Group',
    CompanyName: 'Canyon Dental Group',
    PrimaryEmailAddr: { Address: 'billing@canyondental.example, dr.hall@canyondental.example' },
  },
  { DisplayName: 'Walk-in Customer' },
  {
    DisplayName: 'Freeman Sporting Goods',
    CompanyName: 'Freeman Sporting Goods',
    PrimaryEmailAddr: { Address: 'hello@freeman.example' },
  },
];

const SUB_CUSTOMERS = ['0969 Ocean View Road', '55 Twin Lane'];
const DAY = 86_400_000;

/** Customers entered over the year before `start`, in the order they came. */
export function seedCustomers(
  company: Company,
  count: number,
  start: number,
  random: Random,
): QuickBooksRecord[] {
  const taken = new Map<string, number>();
  const made: QuickBooksRecord[] = [];
  const locale = localeOf(company);
  for (let index = 0; index < count; index++) {
    company.seedAt(start - Math.floor(((count - index) / count) * 365 * DAY));
    const fields = SPECIAL[index] ?? subCustomer(index, made) ?? ordinary(index, random);
    const DisplayName = freeDisplayName(company, fields, taken);
    made.push(
      create(company, entityTypes.Customer, {
        ...withContactData(fields, random, locale),
        ...billedIn(company, index),
        DisplayName,
      }),
    );
  }
  const retired = made[SPECIAL.length + SUB_CUSTOMERS.length];
  if (retired) {
    company.seedAt(start - DAY);
    update(company, entityTypes.Customer, retired, { Active: false }, true);
  }
  return made;
}

function subCustomer(index: number, made: QuickBooksRecord[]): Fields | undefined {
  const name = SUB_CUSTOMERS[index - SPECIAL.length];
  const parent = made[SPECIAL.length - 1];
  if (name === undefined || !parent) return undefined;
  return { DisplayName: name, ParentRef: { value: parent.id }, Job: true, BillWithParent: true };
}

/** Bookkeepers tell namesakes apart by a number. */
function freeDisplayName(company: Company, fields: Fields, taken: Map<string, number>): string {
  const name = text(fields, 'DisplayName') ?? '';
  const times = (taken.get(name) ?? 0) + 1;
  taken.set(name, times);
  return freeName(company, 'Customer', name, times);
}

function ordinary(index: number, random: Random): Fields {
  const GivenName = pick(random, givenNames);
  const FamilyName = pick(random, familyNames);
  const hasCompany = random() < 0.6;
  const CompanyName = `${pick(random, companyStems)} ${pick(random, companyKinds)}`;
  const domain = hasCompany ? slug(CompanyName) : `mail${Math.floor(random() * 90)}`;
  return {
    DisplayName: hasCompany && random() < 0.5 ? CompanyName : `${GivenName} ${FamilyName}`,
    GivenName,
    FamilyName,
    ...(hasCompany ? { CompanyName } : {}),
    ...(random() < 0.04
      ? {}
      : {
          PrimaryEmailAddr: {
            Address: `${slug(GivenName)}.${slug(FamilyName)}${index < 1000 ? '' : index}@${domain}.example`,
          },
        }),
  };
}

function withContactData(fields: Fields, random: Random, locale: Locale): Fields {
  const digits = String(1_000_000 + Math.floor(random() * 8_999_999));
  return {
    ...fields,
    ...(random() < 0.8
      ? { PrimaryPhone: { FreeFormNumber: locale.phone(digits.slice(0, 3), digits.slice(3)) } }
      : {}),
    BillAddr: {
      Line1: `${1 + Math.floor(random() * 4999)} ${pick(random, streets)}`,
      ...pick(random, locale.places),
      Country: locale.country,
    },
    ...(random() < 0.1 ? { Notes: 'Prefers calls in the morning.' } : {}),
    ...(random() < 0.5 ? { SalesTermRef: { value: pick(random, ['1', '2', '3', '4']) } } : {}),
  };
}
