import { describe, expect, test } from '@jest/globals';
import {
  carriesMarker,
  markedKey,
  markerIn,
  markerOf,
  withMarker,
  withoutMarker,
} from '../../../server/quickbooks/marker.ts';
import { invoiceSnapshot } from '../../../server/quickbooks/snapshot/invoice.ts';
import { paymentSnapshot } from '../../../server/quickbooks/snapshot/payment.ts';
import { invoice, payment } from './fixtures.ts';

const marker = markerOf('9001');

describe('the marker line of a note', () => {
  test.each([null, 'Call first', 'Call first\nthen write', 'Ledgerline: is our app'])(
    'goes on and comes off without touching the text: %j',
    (note) => {
      const marked = withMarker(note, marker);
      expect(markerIn(marked)).toBe(marker);
      expect([markedKey(marked), markedKey(note)]).toEqual(['9001', null]);
      expect(withoutMarker({ PrivateNote: marked })).toEqual({ PrivateNote: note });
    },
  );

  test.each([
    ['Call first\r\nLedgerline: 9001', true],
    ['Ledgerline: 9001 ', true],
    ['Voided - Ledgerline: 9001', true],
    ['Ledgerline: 19001', false],
    ['Ledgerline: 90011', false],
    ['Ledgerline: 9001\nnot any more', false],
    [undefined, false],
  ])('is recognised: %j is %s', (note, found) => {
    expect(carriesMarker(note, marker)).toBe(found);
  });

  test('is not shown in snapshots', () => {
    const note = { PrivateNote: `Call first\n${marker}` };
    const snapshots = [invoiceSnapshot(invoice(note), []), paymentSnapshot(payment(note))];
    expect(snapshots.map(({ fields }) => fields['PrivateNote'])).toEqual(['Call first', 'Call first']);
  });
});
