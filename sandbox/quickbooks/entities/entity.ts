import type { Company, EntityName } from '../company.ts';
import type { Columns } from '../query/columns.ts';
import type { Schema } from '../schema.ts';
import type { QuickBooksRecord } from '../store.ts';
import type { Fields } from '../values.ts';

/** A change on its way in: `fields` is what will be stored, and `prepare` completes or refuses it. */
export interface Draft {
  company: Company;
  fields: Fields;
  /** The record as stored, absent for a new one. */
  previous: QuickBooksRecord | undefined;
  /** The keys the request itself named. */
  given: ReadonlySet<string>;
  /** Values of the `include` query parameter. */
  include: ReadonlySet<string>;
}

/** One vendor entity: what it knows, checks, causes and reads out. Registered once in registry.ts. */
export interface EntityType {
  name: EntityName;
  kind: 'list' | 'transaction' | 'single';
  schema: Schema;
  /** What the vendor's own screens can write, where that is more than the API can. */
  screenSchema?: Schema;
  columns: Columns;
  /** Whether query answers carry `totalCount`, which differs by entity. */
  totalCount: boolean;
  inChangeData: boolean;
  inWebhooks: boolean;
  operations: ReadonlySet<'create' | 'update' | 'delete' | 'void' | 'send'>;
  /** Checks the draft and sets defaults; throws a fault and must not change any record. */
  prepare(draft: Draft): void;
  /** Side effects once the record is stored; `before` are its earlier fields. */
  saved?(company: Company, record: QuickBooksRecord, before: Fields | undefined): void;
  /** Checks and side effects before deletion. */
  deleting?(company: Company, record: QuickBooksRecord): void;
  voiding?(company: Company, record: QuickBooksRecord): void;
  /** The properties a read shows besides the common ones. */
  render(company: Company, record: QuickBooksRecord): Fields;
}
