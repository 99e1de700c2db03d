// Payments are parts of invoices: the unit is the application of one payment to one invoice. A change of a payment
// therefore means: look at every invoice it pays, and at those it paid before.

import type { RecordSnapshot, Side } from '../record.ts';

export interface PartEntity {
  readonly name: string;
  /** The entity whose records this one is a part of, and the name of the part there. */
  readonly parent: string;
  readonly part: string;
  /** Nouns of the parent's plans that a side keeps as records of this entity, beside the parent's own. */
  readonly writes: Readonly<Partial<Record<Side, readonly string[]>>>;
  /** Ids of the parents a record names itself; earlier parents are found by the links. */
  parentsOf(record: RecordSnapshot): readonly string[];
}

export const payment: PartEntity = {
  name: 'payment',
  parent: 'invoice',
  part: 'payment',
  // HubSpot's payments are rows of the invoice; the expenses are those of their processors' fees.
  writes: { quickbooks: ['payment', 'expense'] },
  parentsOf: (record) => (record.parts['application'] ?? []).map((application) => application.key),
};
