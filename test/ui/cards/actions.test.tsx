import { BarChart, Button, Link } from '@hubspot/ui-extensions';
import { describe, expect, test } from '@jest/globals';
import { aDealCard, aFailure, anEvent, anInvoiceCard, aSummary } from '../../support/card-views.ts';
import { openDealCard, openInvoiceCard } from '../../support/cards.tsx';
import { ok, refused } from '../../support/extension-server.ts';
import { eventually } from '../../support/waiting.ts';
import { reads } from './scenes.ts';

const read = 'GET /api/cards/invoice/901';
const look = 'POST /api/records/invoice/hubspot/901/sync-now';
const resolve = 'POST /api/records/resolve';
const failing = anInvoiceCard({ standing: aFailure() });
const healed = anInvoiceCard();

type Card = ReturnType<typeof openInvoiceCard>;
const labelled = (card: Card, label: string) => card.findAll(Button).find(({ text }) => text === label);
const click = (card: Card, label: string) => labelled(card, label)?.trigger('onClick');
const routes = (card: Card) => card.calls.map(({ route }) => route);

describe('Retry', () => {
  test('has the record looked at again, and the card follows until it is', async () => {
    const due = anInvoiceCard({ standing: aFailure(), isDue: true });
    const answers = { [read]: [ok(failing), ok(due), ok(healed)], [look]: ok({ kind: 'asked' }) };
    const card = openInvoiceCard(answers, { pace: { dueMs: 5 } });
    await reads(card, ['Failing']);
    click(card, 'Retry');
    await reads(card, ['In sync']);
    expect(routes(card)).toEqual([read, look, read, read]);
    expect(card.mocks.actions.addAlert.calls).toMatchObject([[{ type: 'success' }]]);
  });

  test('that is refused says why, and shows how things are', async () => {
    const card = openInvoiceCard({ [read]: [ok(failing), ok(healed)], [look]: refused('not-running') });
    await reads(card, ['Failing']);
    click(card, 'Retry');
    await reads(card, ['In sync']);
    expect(card.mocks.actions.addAlert.calls).toMatchObject([
      [{ type: 'danger', message: 'The sync of this record is not running.' }],
    ]);
  });

  test('waits while the record is being looked at', async () => {
    const card = openInvoiceCard({ [read]: ok(anInvoiceCard({ isDue: true })) });
    await reads(card, ['Sync now']);
    expect(labelled(card, 'Sync now')?.props.disabled).toBe(true);
  });
});

test('taking the other value sends the choice as the server gave it', async () => {
  const choice = { choice: 'take-hubspot', subject: 'dueDate', value: '2026-07-01' } as const;
  const conflict = {
    field: 'dueDate',
    property: 'hs_due_date',
    type: 'day',
    hubspot: '2026-07-01',
    quickbooks: '2026-07-02',
    winner: 'quickbooks',
    choice,
  } as const;
  const before = anInvoiceCard({ standing: { state: 'in-sync', conflicts: [conflict] } });
  const card = openInvoiceCard({ [read]: [ok(before), ok(healed)], [resolve]: ok({ kind: 'decided' }) });
  await reads(card, ['Take HubSpot’s value']);
  click(card, 'Take HubSpot’s value');
  await eventually(() => expect(card.shown()).not.toContain('Take HubSpot’s value'));
  expect(card.calls.find(({ route }) => route === resolve)?.body).toEqual({
    entity: 'invoice',
    hubspotId: '901',
    quickbooksId: '130',
    ...choice,
  });
});

test('a look that fails later leaves what is shown', async () => {
  const card = openInvoiceCard({ [read]: [ok(healed), null] }, { pace: { idleMs: 5 } });
  await eventually(() => expect(card.calls.length).toBeGreaterThan(2));
  expect(card.shown()).toContain('In sync');
});

test('a card that could not be loaded is loaded on request', async () => {
  const card = openInvoiceCard({ [read]: [null, ok(healed)] });
  await reads(card, ['Try again']);
  click(card, 'Try again');
  await reads(card, ['In sync']);
});

test('the link opens QuickBooks in a tab of its own', async () => {
  const card = openInvoiceCard({ [read]: ok(healed) });
  await reads(card, ['In sync']);
  expect(card.find(Link).props.href).toEqual({ url: aSummary().url, external: true });
});

describe('the chart', () => {
  test('draws what was billed and received, by kind and day', async () => {
    const card = openInvoiceCard({ [read]: ok(healed) });
    await reads(card, ['In sync']);
    expect(card.find(BarChart).props.data).toEqual([
      { day: 'Jun 1, 2026', amount: 100, kind: 'Invoice created' },
      { day: 'Jun 10, 2026', amount: 40, kind: 'Payment received' },
    ]);
  });

  test('is left out while there is nothing to compare', async () => {
    const events = [anEvent({ kind: 'created' }), anEvent({ kind: 'sent', amount: null })];
    const card = openInvoiceCard({ [read]: ok(anInvoiceCard({ summary: aSummary({ events }) })) });
    await reads(card, ['In sync']);
    expect(card.maybeFind(BarChart)).toBeNull();
  });

  test('of a deal stands once per currency', async () => {
    const events = ['USD', 'USD', 'EUR', 'EUR'].map((currency) => ({
      ...anEvent(),
      hubspotId: '901',
      number: '1037',
      currency,
    }));
    const totals = ['USD', 'EUR'].map((currency) => ({
      currency,
      billed: 1,
      paid: 0,
      credits: 0,
      outstanding: 1,
    }));
    const card = openDealCard({ 'POST /api/cards/deal': ok(aDealCard({ events, totals })) });
    await reads(card, ['1037']);
    expect(card.findAll(BarChart)).toHaveLength(2);
  });
});
