import type { Gateway } from '../../sync/ports.ts';
import type { QuickBooksClient } from '../client.ts';
import type { RecordCache } from '../record-cache.ts';
import { paymentSnapshot } from '../snapshot/payment.ts';
import { paymentNoun } from './noun.ts';
import { findNothing, notAvailable, readMethods } from './read-methods.ts';

/** Payments with the invoices they cover as `application` parts. */
export const paymentGateway = (client: QuickBooksClient, cache: RecordCache): Gateway => ({
  side: 'quickbooks',
  entity: paymentNoun.entity,
  ...readMethods({ client, noun: paymentNoun, cache: cache.payments }, paymentSnapshot),
  find: findNothing,
  execute: notAvailable,
});
