import type { Failure } from '../../failure.ts';

/** A failure found before anything was written. */
export const failed = (
  category: Failure['category'],
  details: Failure['details'],
  waitsOn: readonly string[] = [],
): Failure => ({ category, details, vendor: null, waitsOn });
