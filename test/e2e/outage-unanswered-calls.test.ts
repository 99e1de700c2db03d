import { afterAll, beforeAll, describe, test } from '@jest/globals';
import { withoutUniqueKeys } from '../support/kill-story.ts';
import { startOutageStory } from '../support/outage-story.ts';
import type { OutageStory } from '../support/outage-story.ts';

const objects = (path: string): string => `^/crm/objects/2026-09/${path}`;

const calls = [
  { what: 'contacts', path: objects('contacts/batch/(upsert|create)') },
  { what: 'products', path: objects('products/batch/(upsert|create)') },
  { what: 'invoices', path: objects('invoices/batch/(upsert|create)') },
  { what: 'line items', path: objects('line_items/batch/(upsert|create)') },
  { what: 'payments', path: objects('commerce_payments/batch/(upsert|create)') },
  { what: 'changed invoices', path: objects('invoices/batch/update') },
];
/** Where an upsert creates a record, it is joined to its invoice by a call of its own. */
const associations = { what: 'associations', path: '^/crm/associations/.*/batch/associate/default' };

describe.each([
  { portal: 'a portal with unique keys', hubspotBehaviours: {}, unanswered: [...calls, associations] },
  { portal: 'a portal without unique keys', hubspotBehaviours: withoutUniqueKeys, unanswered: calls },
])('$portal carries out calls that it never answers', ({ hubspotBehaviours, unanswered }) => {
  let story: OutageStory;
  beforeAll(async () => {
    story = await startOutageStory({ hubspotBehaviours });
  });
  afterAll(() => story?.close());

  test.each(unanswered)(
    '$what are there once',
    async ({ path }) => {
      await story.businessDuring({
        vendor: 'hubspot',
        match: { method: 'POST', path },
        kind: 'timeoutAfter',
      });
      await story.endsWell();
    },
    400_000,
  );
});
