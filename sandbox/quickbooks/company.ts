import type { SimContext } from '../core/vendor.ts';
import { readBehaviour } from './behaviours.ts';
import type { Behaviours } from './behaviours.ts';
import { RateWindow } from '../core/rate-window.ts';
import type { QuickBooksFault } from './faults.ts';
import { RecordStore } from './store.ts';
import type { QuickBooksRecord } from './store.ts';
import { dayIn } from './time.ts';
import { isFields } from './values.ts';
import type { Fields } from './values.ts';

export interface CompanyOptions {
  realmId: string;
  name: string;
  /** ISO 3166 alpha-2; `US` decides for US sales tax rules. */
  country: string;
  homeCurrency: string;
  /** IANA zone that decides which day is today. */
  timeZone: string;
  multiCurrency: boolean;
  /** True: the company numbers its own sales forms, and the app must send DocNumber. */
  customTxnNumbers: boolean;
  /** `automated` exists in US companies only; elsewhere `manual` means registered for VAT or GST. */
  salesTax: 'off' | 'manual' | 'automated';
}

export const entityNames = [
  'Customer',
  'Vendor',
  'Employee',
  'Item',
  'Account',
  'Class',
  'Department',
  'Term',
  'PaymentMethod',
  'TaxCode',
  'TaxRate',
  'CompanyCurrency',
  'Invoice',
  'SalesReceipt',
  'Estimate',
  'Payment',
  'CreditMemo',
  'Purchase',
  'Deposit',
  'Preferences',
  'CompanyInfo',
] as const;

export type EntityName = (typeof entityNames)[number];

const TRANSACTIONS: ReadonlySet<EntityName> = new Set([
  'Invoice',
  'SalesReceipt',
  'Estimate',
  'Payment',
  'CreditMemo',
  'Purchase',
  'Deposit',
]);

export type EventKind = 'created' | 'updated' | 'deleted' | 'merged' | 'emailed' | 'void';

/** One change for the webhooks. */
export interface ChangeEvent {
  type: EntityName;
  id: string;
  kind: EventKind;
  at: number;
  /** The record that a merge did away with. */
  mergedId?: string;
}

/** Everything one realm holds. Rules live with the entities; here records come, change and go. */
export class Company {
  readonly options: CompanyOptions;
  readonly stores: Readonly<Record<EntityName, RecordStore>>;
  /** Names in use over customers, vendors and employees: lower-cased name → holder. */
  readonly names = new Map<string, { type: EntityName; id: string }>();
  /** Sub-customers by their parent's id. */
  readonly children = new Map<string, Set<string>>();
  /** Answers by requestid. */
  readonly replays = new Map<string, { at: number; sent: string; outcome: Fields | QuickBooksFault }>();
  readonly windows = {
    second: new RateWindow(10, 1000),
    minute: new RateWindow(500, 60_000),
    batch: new RateWindow(40, 60_000),
  };
  readonly usage = { core: 0, corePlus: 0, byOperation: new Map<string, number>() };
  openCalls = 0;
  /** Estimates count by themselves; all other sales forms share one sequence. */
  readonly nextDocNumber = { sale: 1001, estimate: 1001 };
  private readonly counters = new Map<string, number>();
  private readonly context: SimContext;
  private sequence = 0;
  private events: ChangeEvent[] = [];
  private owed = new Map<string, number>();
  /** While seeding: the time records are dated with, and no events. */
  private seedTime: number | undefined;

  constructor(options: CompanyOptions, context: SimContext) {
    this.options = options;
    this.context = context;
    this.stores = createStores();
  }

  /** Epoch ms in whole seconds, as record times are stored. */
  now(): number {
    return Math.floor((this.seedTime ?? this.context.clock.now().getTime()) / 1000) * 1000;
  }

  today(): string {
    const zone = this.behaviour('todayZone') === 'company' ? this.options.timeZone : 'America/Los_Angeles';
    return dayIn(zone, this.seedTime ?? this.context.clock.now().getTime());
  }

  behaviour<K extends keyof Behaviours>(key: K): Behaviours[K] {
    return readBehaviour(this.context.settings.behaviours, key);
  }

  get isUs(): boolean {
    return this.options.country === 'US';
  }

  /** Dates all following changes at `at` and keeps them silent, until called with undefined. */
  seedAt(at: number | undefined): void {
    this.seedTime = at;
  }

  preferences(): Fields {
    return this.single('Preferences').fields;
  }

  /** Preferences and CompanyInfo exist once per company. */
  single(type: 'Preferences' | 'CompanyInfo'): QuickBooksRecord {
    const [record] = this.stores[type].all();
    if (!record) throw new Error(`company ${this.options.name} has no ${type}`);
    return record;
  }

  /** One counter for all transactions, one per name list. */
  nextId(type: string): string {
    const counter = TRANSACTIONS.has(toEntityName(type) ?? 'Customer') ? 'transactions' : type;
    const next = (this.counters.get(counter) ?? 0) + 1;
    this.counters.set(counter, next);
    return String(next);
  }

  /** Lets the counter of a type go on after a fixed id. */
  reserveId(type: string, id: number): void {
    this.counters.set(type, Math.max(this.counters.get(type) ?? 0, id));
  }

  add(type: EntityName, fields: Fields, id = this.nextId(type)): QuickBooksRecord {
    const now = this.now();
    const record: QuickBooksRecord = {
      id,
      token: 0,
      created: now,
      updated: now,
      sequence: ++this.sequence,
      fields,
      system: {},
      total: 0,
      balance: 0,
      posted: { owner: undefined, cents: 0 },
      applied: undefined,
    };
    this.stores[type].save(record);
    this.note({ type, id, kind: 'created', at: now });
    return record;
  }

  /** A change of the record itself: sync token and last update move. */
  change(type: EntityName, record: QuickBooksRecord, kind: EventKind = 'updated'): void {
    record.token++;
    this.stamp(type, record);
    this.note({ type, id: record.id, kind, at: record.updated });
  }

  /** A side effect: the last update moves, the sync token does not. */
  touch(type: EntityName, record: QuickBooksRecord): void {
    this.stamp(type, record);
    if (this.behaviour('sideEffectEvents'))
      this.note({ type, id: record.id, kind: 'updated', at: record.updated });
  }

  remove(type: EntityName, record: QuickBooksRecord, isMerge = false): void {
    this.stores[type].remove(record, this.now());
    // A merge is told of once, by the survivor.
    if (!isMerge) this.note({ type, id: record.id, kind: 'deleted', at: this.now() });
  }

  /** Adds cents to what a customer owes; written to the customer once, when the action ends. */
  owe(customerId: string | undefined, cents: number): void {
    if (customerId !== undefined && cents !== 0)
      this.owed.set(customerId, (this.owed.get(customerId) ?? 0) + cents);
  }

  note(event: ChangeEvent): void {
    if (this.seedTime !== undefined) return;
    const known = this.events.some((other) => other.type === event.type && other.id === event.id);
    // One action tells of each record once: what was created or voided is not also updated.
    if (!known || event.kind !== 'updated') this.events.push(event);
  }

  /** Ends one action: customers' balances are written, and the events it caused are handed over. */
  finish(): ChangeEvent[] {
    for (const [id, cents] of this.owed) {
      const customer = this.stores.Customer.get(id);
      if (!customer || cents === 0) continue;
      customer.balance += cents;
      this.touch('Customer', customer);
    }
    this.owed = new Map();
    const events = this.events;
    this.events = [];
    return events;
  }

  private stamp(type: EntityName, record: QuickBooksRecord): void {
    record.updated = Math.max(record.updated, this.now());
    record.sequence = ++this.sequence;
    this.stores[type].save(record);
  }
}

export function toEntityName(name: string): EntityName | undefined {
  return entityNames.find((known) => known.toLowerCase() === name.toLowerCase());
}

function createStores(): Record<EntityName, RecordStore> {
  return {
    Customer: new RecordStore(),
    Vendor: new RecordStore(),
    Employee: new RecordStore(),
    Item: new RecordStore(),
    Account: new RecordStore(),
    Class: new RecordStore(),
    Department: new RecordStore(),
    Term: new RecordStore(),
    PaymentMethod: new RecordStore(),
    TaxCode: new RecordStore(),
    TaxRate: new RecordStore(),
    CompanyCurrency: new RecordStore(),
    Invoice: new RecordStore(),
    SalesReceipt: new RecordStore(),
    Estimate: new RecordStore(),
    Payment: new RecordStore(),
    CreditMemo: new RecordStore(),
    Purchase: new RecordStore(),
    Deposit: new RecordStore(),
    Preferences: new RecordStore(),
    CompanyInfo: new RecordStore(),
  };
}

/** A preference by group and key, such as `SalesFormsPrefs` and `CustomTxnNumbers`. */
export function preference(company: Company, group: string, key: string): unknown {
  const prefs = company.preferences()[group];
  return isFields(prefs) ? prefs[key] : undefined;
}
