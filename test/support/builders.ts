// Records, rules and links for tests of the core, in the words of the promise under test: say what matters, the rest is
// an ordinary company in the United States.

import type { Base, Link } from '../../server/sync/base.ts';
import type { SyncContext } from '../../server/sync/context.ts';
import type { DecideInput } from '../../server/sync/decide.ts';
import type { Dependencies } from '../../server/sync/entity.ts';
import { linkCause } from '../../server/sync/entity.ts';
import { definitionOf, registry } from '../../server/sync/entities/registry.ts';
import type { FieldValues, Part, RecordSnapshot } from '../../server/sync/record.ts';
import type {
  CompanyFacts,
  FieldEnd,
  FieldMapping,
  PortalFacts,
  SyncRules,
} from '../../server/sync/rules.ts';

interface ContextChanges {
  readonly today?: string;
  readonly company?: Partial<CompanyFacts>;
  readonly portal?: Partial<PortalFacts>;
}

/** A US company and a portal that can hold payments, both in New York, on 15 June 2026. */
export const aContext = ({ today, company, portal }: ContextChanges = {}): SyncContext => ({
  today: today ?? '2026-06-15',
  company: {
    realmId: 'realm-1',
    companyName: 'Acme Tools',
    country: 'US',
    homeCurrency: 'USD',
    realmTimeZone: 'America/New_York',
    multicurrency: false,
    salesTax: 'automated',
    customTransactionNumbers: false,
    bookCloseDate: null,
    subscription: 'active',
    ...company,
  },
  portal: {
    portalId: '42',
    uiDomain: 'app.hubspot.com',
    portalTimeZone: 'America/New_York',
    portalCurrency: 'USD',
    paymentsApi: true,
    uniqueKeyTypes: [],
    readOnlyProperties: [],
    ...portal,
  },
});

type Changes = Partial<Omit<RecordSnapshot, 'side' | 'entity' | 'fields'>>;

function snapshot(
  side: RecordSnapshot['side'],
  entity: string,
  id: string,
  fields: FieldValues,
  changes: Changes,
): RecordSnapshot {
  return {
    id,
    version: '1',
    state: 'active',
    label: `${entity} ${id}`,
    createdAt: '2026-06-01T10:00:00.000Z',
    modifiedAt: '2026-06-01T10:00:00.000Z',
    references: {},
    parts: {},
    key: null,
    mergedInto: null,
    ...changes,
    side,
    entity,
    fields,
  };
}

interface Person {
  readonly email?: string | null;
  readonly first?: string | null;
  readonly last?: string | null;
  readonly company?: string | null;
  readonly phone?: string | null;
  /** Other fields by the vendor's own names. */
  readonly fields?: FieldValues;
}

/** A QuickBooks customer. */
export const aCustomer = (person: Person = {}, changes: Changes = {}): RecordSnapshot =>
  snapshot(
    'quickbooks',
    'contact',
    '12',
    {
      DisplayName: 'Ada Lovelace',
      'PrimaryEmailAddr.Address': person.email ?? null,
      GivenName: person.first === undefined ? 'Ada' : person.first,
      FamilyName: person.last === undefined ? 'Lovelace' : person.last,
      CompanyName: person.company ?? null,
      'PrimaryPhone.FreeFormNumber': person.phone ?? null,
      ...person.fields,
    },
    changes,
  );

/** A HubSpot contact. */
export const aContact = (person: Person = {}, changes: Changes = {}): RecordSnapshot =>
  snapshot(
    'hubspot',
    'contact',
    '501',
    {
      email: person.email ?? null,
      firstname: person.first === undefined ? 'Ada' : person.first,
      lastname: person.last === undefined ? 'Lovelace' : person.last,
      company: person.company ?? null,
      phone: person.phone ?? null,
      ...person.fields,
    },
    changes,
  );

/** A QuickBooks product or service. */
export const anItem = (fields: FieldValues = {}, changes: Changes = {}): RecordSnapshot =>
  snapshot(
    'quickbooks',
    'product',
    '7',
    { Name: 'Anvil', Sku: 'ANV-1', Type: 'Service', ...fields },
    changes,
  );

/** A HubSpot product. */
export const aProduct = (fields: FieldValues = {}, changes: Changes = {}): RecordSnapshot =>
  snapshot('hubspot', 'product', '601', { name: 'Anvil', hs_sku: 'ANV-1', ...fields }, changes);

/** A row of a QuickBooks invoice; `product` names its item. */
export const aLine = (id: string, fields: FieldValues, product: string | null = null): Part => ({
  key: id,
  id,
  fields: { DetailType: 'SalesItemLineDetail', ...fields },
  references: { product },
});

/** What one QuickBooks payment put towards an invoice: money, and credits used up beside it. */
export const anApplication = (id: string, amount: string, fields: FieldValues = {}): Part => ({
  key: id,
  id,
  fields: { Amount: amount, CreditAmount: '0', TxnDate: '2026-06-10', PaymentRefNum: null, ...fields },
  references: {},
});

interface InvoiceWish {
  readonly total?: string;
  readonly balance?: string;
  readonly due?: string | null;
  readonly currency?: string;
  readonly customer?: string | null;
  readonly lines?: readonly Part[];
  readonly payments?: readonly Part[];
  readonly fields?: FieldValues;
}

/** A QuickBooks invoice over 100 USD, unpaid and due in a fortnight. */
export const anInvoice = (wish: InvoiceWish = {}, changes: Changes = {}): RecordSnapshot =>
  snapshot(
    'quickbooks',
    'invoice',
    '130',
    {
      DocNumber: '1037',
      TxnDate: '2026-06-01',
      DueDate: wish.due === undefined ? '2026-06-30' : wish.due,
      'CurrencyRef.value': wish.currency ?? 'USD',
      TotalAmt: wish.total ?? '100',
      Balance: wish.balance ?? wish.total ?? '100',
      ...wish.fields,
    },
    {
      references: { contact: wish.customer === undefined ? '12' : wish.customer },
      parts: {
        line: wish.lines ?? [aLine('1', { Amount: '100', Qty: '1', UnitPrice: '100', ItemName: 'Anvil' })],
        payment: wish.payments ?? [],
      },
      ...changes,
    },
  );

/** A HubSpot invoice. */
export const aHubSpotInvoice = (fields: FieldValues = {}, changes: Changes = {}): RecordSnapshot =>
  snapshot('hubspot', 'invoice', '901', fields, changes);

/** The recommended rules of an entity with changes. */
export const rulesFor = (entity: string, changes: Partial<SyncRules> = {}): SyncRules => ({
  ...definitionOf(registry, entity).recommended('2026-01-01'),
  ...changes,
});

/** A custom mapping between `ours` in HubSpot and `Theirs` in QuickBooks, two-way text unless told. */
export const aMapping = (
  changes: Partial<Omit<FieldMapping, 'hubspot' | 'quickbooks'>> & {
    readonly hubspot?: Partial<FieldEnd>;
    readonly quickbooks?: Partial<FieldEnd>;
  } = {},
): FieldMapping => ({
  id: 'custom',
  direction: 'two-way',
  enabled: true,
  builtIn: false,
  ...changes,
  hubspot: { name: 'ours', type: 'text', ...changes.hubspot },
  quickbooks: { name: 'Theirs', type: 'text', ...changes.quickbooks },
});

export const aBase = (changes: Partial<Base> = {}): Base => ({
  fields: {},
  references: {},
  parts: {},
  ...changes,
});

/** A base in which both sides agreed on every mapping, each with what it has in these fields. */
export const agreedOn = (
  mappings: readonly FieldMapping[],
  hubspot: FieldValues,
  quickbooks: FieldValues,
): Base =>
  aBase({
    fields: Object.fromEntries(
      mappings.map((mapping) => [
        mapping.id,
        {
          hubspot: hubspot[mapping.hubspot.name] ?? null,
          quickbooks: quickbooks[mapping.quickbooks.name] ?? null,
        },
      ]),
    ),
  });

/** The link of two records; without a base they have never agreed. */
export const aLink = (
  hubspot: Pick<RecordSnapshot, 'id' | 'entity'>,
  quickbooks: Pick<RecordSnapshot, 'id'>,
  changes: Partial<Link> = {},
): Link => ({
  id: 'link-1',
  entity: hubspot.entity,
  hubspotId: hubspot.id,
  quickbooksId: quickbooks.id,
  base: null,
  hubspotVersion: null,
  quickbooksVersion: null,
  origin: 'quickbooks',
  revision: 1,
  ...changes,
});

/**
 * Answers `entity:id` of QuickBooks as linked to the given HubSpot id, and `hubspot:entity:id` the other way round;
 * everything else as missing because its sync is off.
 */
export const linkedTo =
  (links: Readonly<Record<string, string>> = {}): Dependencies =>
  (entity, id, side = 'quickbooks') => {
    const other = links[side === 'hubspot' ? `hubspot:${entity}:${id}` : `${entity}:${id}`];
    if (other !== undefined) return { state: 'linked', id: other };
    return {
      state: 'missing',
      cause: linkCause(entity, side, id),
      blockedBy: `${entity} sync is off`,
    };
  };

/** A question to `decide` about records of one entity: nobody else around, nothing linked, unless told. */
export const aQuestion = (entity: string, changes: Partial<DecideInput> = {}): DecideInput => ({
  definition: definitionOf(registry, entity),
  rules: rulesFor(entity),
  context: aContext(),
  link: null,
  hubspot: null,
  quickbooks: null,
  candidates: [],
  siblings: [],
  keyed: null,
  associated: {},
  dependencies: linkedTo(),
  ...changes,
});
