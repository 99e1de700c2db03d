// One HubSpot account: its options, its records and its properties.

import type { SimContext } from '../core/vendor.ts';
import type { HubSpotApp, PortalOptions } from './app.ts';
import type { Behaviours } from './behaviours.ts';
import type { EventOutbox } from './events.ts';
import type { ObjectType } from './object-types.ts';
import { OBJECT_TYPES, objectTypeInfo } from './object-types.ts';
import { PropertyCatalog } from './property-catalog.ts';
import { RecordTable } from './record-table.ts';
import type { CrmRecord } from './record-table.ts';

/** What all parts of the stand-in share. */
export interface Simulation {
  context: SimContext;
  app: HubSpotApp;
  behaviours: Behaviours;
  outbox: EventOutbox;
}

function byType<Value>(make: (type: ObjectType) => Value): Record<ObjectType, Value> {
  return {
    contacts: make('contacts'),
    companies: make('companies'),
    deals: make('deals'),
    products: make('products'),
    line_items: make('line_items'),
    invoices: make('invoices'),
    commerce_payments: make('commerce_payments'),
    discounts: make('discounts'),
    fees: make('fees'),
    taxes: make('taxes'),
  };
}

export class Portal {
  readonly options: PortalOptions;
  readonly simulation: Simulation;
  readonly tables: Record<ObjectType, RecordTable>;
  readonly catalogs: Record<ObjectType, PropertyCatalog>;
  /** Timeline events by their id, as apps sent them. */
  readonly timelineEvents = new Map<string, Record<string, unknown>>();
  /** Answers to waiting workflow actions by callback id. */
  readonly completedCallbacks = new Map<string, Record<string, unknown>>();

  constructor(options: PortalOptions, simulation: Simulation) {
    this.options = options;
    this.simulation = simulation;
    const lag = (): number => simulation.behaviours.number('searchLagMs');
    this.tables = byType((type) => new RecordTable(type, lag));
    this.catalogs = byType((type) => new PropertyCatalog(type));
    for (const type of OBJECT_TYPES) {
      for (const { name } of this.catalogs[type].unique()) this.tables[type].indexUnique(name);
    }
  }

  get id(): number {
    return this.options.portalId;
  }

  now(): number {
    return this.simulation.context.clock.now().getTime();
  }

  /** Live records linked to `record`, in the order they were linked. */
  linked(record: CrmRecord, type: ObjectType): CrmRecord[] {
    return [...(record.links.get(type)?.keys() ?? [])].flatMap((id) => this.tables[type].live(id) ?? []);
  }

  recordUrl(record: CrmRecord): string {
    const { typeId } = objectTypeInfo(record.type);
    return `https://${this.options.uiDomain}/contacts/${this.id}/record/${typeId}/${record.id}`;
  }
}
