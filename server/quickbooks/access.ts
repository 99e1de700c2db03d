import type { ChangeFeed, Gateway } from '../sync/ports.ts';
import type { QuickBooksClient } from './client.ts';
import { createChangeFeed } from './feed.ts';
import { customerGateway } from './gateways/customer.ts';
import { invoiceGateway } from './gateways/invoice.ts';
import type { MethodList } from './gateways/method-names.ts';
import { itemGateway } from './gateways/item.ts';
import { paymentGateway } from './gateways/payment.ts';
import type { RecordCache } from './record-cache.ts';

export interface QuickBooksAccessOptions {
  readonly client: QuickBooksClient;
  /** Made for this pass; feed and gateways share it. */
  readonly cache: RecordCache;
  readonly now: () => Date;
  /** The company's ways of being paid; absent where nobody reads their names. */
  readonly paymentMethods?: MethodList;
}

/** QuickBooks' half of what one connection's worker talks to, for one pass. */
export function quickbooksGateways({ client, cache, now, paymentMethods }: QuickBooksAccessOptions): {
  readonly gateways: readonly Gateway[];
  readonly feed: ChangeFeed;
} {
  return {
    gateways: [
      customerGateway(client, cache),
      itemGateway(client, cache),
      invoiceGateway(client, cache, paymentMethods),
      paymentGateway(client, cache),
    ],
    feed: createChangeFeed({ client, cache, now }),
  };
}
