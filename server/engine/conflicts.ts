// The conflicts on record for a pair, as they stand in its state.

import { z } from 'zod';
import { sides } from '../sync/record.ts';
import type { Conflict } from '../sync/merge.ts';

const conflictsShape = z.array(
  z.object({
    mapping: z.string(),
    winner: z.enum(sides),
    hubspot: z.string().nullable(),
    quickbooks: z.string().nullable(),
  }),
);

export const readConflicts = (note: string | null): readonly Conflict[] =>
  note === null ? [] : conflictsShape.parse(JSON.parse(note));

/** What the state of a pair keeps; null for none. */
export const noteOf = (conflicts: readonly Conflict[]): string | null =>
  conflicts.length > 0 ? JSON.stringify(conflicts) : null;
