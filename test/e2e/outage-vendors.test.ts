import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startOutageStory } from '../support/outage-story.ts';
import type { Fault, OutageStory } from '../support/outage-story.ts';

const hubspot = '^/crm/objects/2026-09/';
const quickbooks = '^/v3/company/';

/** More often than a call is tried, so that whole passes end and come back. */
const often = 6;

const faults: readonly (Fault & { readonly what: string })[] = [
  { what: 'limits its calls', vendor: 'hubspot', kind: '429', match: { path: hubspot } },
  { what: 'fails', vendor: 'hubspot', kind: '500', match: { path: hubspot }, times: often },
  {
    what: 'shows a maintenance page',
    vendor: 'hubspot',
    kind: 'html503',
    match: { path: hubspot },
    times: often,
  },
  { what: 'answers something else', vendor: 'hubspot', kind: 'fault200', match: { path: hubspot }, times: 2 },
  { what: 'ends the access token', vendor: 'hubspot', kind: '401', match: { path: hubspot } },
  { what: 'holds records locked', vendor: 'hubspot', kind: 'stale', match: { path: hubspot }, times: often },
  { what: 'hangs up', vendor: 'hubspot', kind: 'timeoutBefore', match: { path: hubspot }, times: often },
  { what: 'limits its calls', vendor: 'quickbooks', kind: '429', match: { path: quickbooks }, times: 2 },
  { what: 'fails', vendor: 'quickbooks', kind: '500', match: { path: quickbooks }, times: often },
  {
    what: 'shows a maintenance page',
    vendor: 'quickbooks',
    kind: 'html503',
    match: { path: quickbooks },
    times: often,
  },
  {
    what: 'calls a failure a success',
    vendor: 'quickbooks',
    kind: 'fault200',
    match: { path: quickbooks },
    times: often,
  },
  { what: 'ends the access token', vendor: 'quickbooks', kind: '401', match: { path: quickbooks } },
  {
    what: 'hangs up',
    vendor: 'quickbooks',
    kind: 'timeoutBefore',
    match: { path: quickbooks },
    times: often,
  },
];

describe('business goes on and ends right while', () => {
  let story: OutageStory;
  beforeAll(async () => {
    story = await startOutageStory();
  });
  afterAll(() => story?.close());

  test.each(faults)(
    '$vendor $what',
    async ({ what: _title, ...fault }) => {
      await story.businessDuring(fault);
      const isLimited = fault.vendor === 'quickbooks' && fault.kind === '429';
      await story.endsWell({ awayMs: isLimited ? 61_000 : 0 });
    },
    400_000,
  );

  test.each([
    ['SECONDLY', 0],
    ['DAILY', 3_601_000],
  ])(
    'hubspot limits its calls by the policy %s',
    async (orderedLimitPolicy, awayMs) => {
      await story.world.hubspot.settings({ behaviours: { orderedLimitPolicy } });
      await story.businessDuring({ vendor: 'hubspot', kind: '429', match: { path: hubspot } });
      await story.endsWell({ awayMs });
    },
    400_000,
  );

  test('QuickBooks got the minute of silence that its limit asks for', () => {
    expect(story.pauses).toContain(60_000);
  });
});
