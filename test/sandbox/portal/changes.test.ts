import { describe, expect, test } from '@jest/globals';
import { Changes } from '../../../sandbox/portal/changes.ts';
import type { AwaitedChange } from '../../../sandbox/portal/changes.ts';
import type { Json } from '../../../sandbox/portal/stand-in-control.ts';
import { StateReader } from '../../../sandbox/portal/state-reader.ts';

const start = Date.parse('2026-03-01T12:00:00.000Z');
const money = (amount: string) => ({ kind: 'money', amount, currency: 'USD' }) as const;
const paid: AwaitedChange = {
  entity: 'invoice',
  quickbooksId: '7',
  label: '1042',
  field: 'balance',
  from: money('500'),
  to: money('0'),
  shows: { property: 'ledgerline_balance', value: money('0') },
};

/** HubSpot with at most one invoice, and a clock that is moved by hand. */
function watching(properties: Record<string, string> | null) {
  const hubspot: { invoices: Json[] } = { invoices: [] };
  const clock = { now: start };
  const show = (values: Record<string, string>, updatedAt: number): void => {
    const keyed = { ledgerline_key: '9:invoice:7', ...values };
    hubspot.invoices = [{ id: '55', properties: keyed, updatedAt: new Date(updatedAt).toISOString() }];
  };
  if (properties) show(properties, start - 1000);
  const source = { records: async () => hubspot.invoices };
  const changes = new Changes(new StateReader({ quickbooks: source, hubspot: source }, 0), () => clock.now);
  return { changes, clock, show };
}

describe('the list of last changes', () => {
  test('a change waits until HubSpot shows the value, and takes the time of HubSpot’s own write', async () => {
    const { changes, clock, show } = watching({ ledgerline_balance: '500.00' });
    await changes.note([paid], start);
    await changes.look();
    expect(changes.all()).toEqual([expect.objectContaining({ state: 'waiting', ms: null })]);

    show({ ledgerline_balance: '0.00' }, start + 1400);
    clock.now = start + 1900;
    await changes.look();
    expect(changes.all()).toEqual([expect.objectContaining({ state: 'shown', ms: 1400 })]);
    changes.stop();
  });

  test('a record without counterpart is not waited for', async () => {
    const { changes } = watching(null);
    await changes.note([paid], start);

    expect(changes.all()[0]?.state).toBe('unlinked');
  });

  test('a new invoice counts as shown once it is no draft any more', async () => {
    const { changes, show } = watching(null);
    await changes.note([{ ...paid, field: 'created', shows: 'record' }], start);
    show({ hs_invoice_status: 'draft' }, start + 300);
    await changes.look();
    expect(changes.all()[0]?.state).toBe('waiting');

    show({ hs_invoice_status: 'open' }, start + 800);
    await changes.look();
    expect(changes.all()[0]?.state).toBe('shown');
    changes.stop();
  });

  test('what HubSpot does not show within a quarter of an hour is called late', async () => {
    const { changes, clock } = watching({ ledgerline_balance: '500.00' });
    await changes.note([paid], start);
    clock.now = start + 15 * 60_000 + 1;
    await changes.look();

    expect(changes.all()[0]?.state).toBe('late');
  });
});
