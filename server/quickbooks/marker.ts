// QuickBooks gives transactions no place for a foreign id, so what we create carries one line in its private note. It is
// how a create is found again when its answer was lost and QuickBooks has forgotten the request.

import type { FieldValues } from '../sync/record.ts';

/** QuickBooks' limit for the private note of a transaction. */
export const longestNote = 4000;

const markerLine = /(?:^|\r?\n)(Ledgerline: \S+)[ \t]*$/;

export const markerOf = (key: string): string => `Ledgerline: ${key}`;

/** The marker a note ends with; null when it has none. */
export const markerIn = (note: string | null | undefined): string | null =>
  markerLine.exec(note ?? '')?.[1] ?? null;

/** The HubSpot id a note's marker names (a payment posted anew, behind it the one it replaces), also on a voided transaction. */
export const markedKey = (note: string | null | undefined): string | null =>
  /(?:^|\s)Ledgerline: (\d+(?:\/\d+)?)[ \t]*$/.exec((note ?? '').trimEnd())?.[1] ?? null;

/** The note with the marker as its last line. */
export const withMarker = (note: string | null | undefined, marker: string): string =>
  note ? `${note}\n${marker}` : marker;

/** Also when something was put before it: a void writes "Voided" in front of the note. */
export const carriesMarker = (note: string | null | undefined, marker: string): boolean =>
  (note ?? '').trimEnd().endsWith(marker);

/** Fields as people wrote them: nobody's mapping has to meet our line. */
export function withoutMarker(fields: FieldValues): FieldValues {
  const note = fields['PrivateNote'];
  if (!markerIn(note)) return fields;
  return { ...fields, PrivateNote: (note ?? '').replace(markerLine, '') || null };
}
