// Match keys as text: `email:<lower case>` and `sku:<trimmed, lower case>`.

import type { Candidate, MatchKey } from '../../sync/ports.ts';

const separator = ':';

/** The normalised value of a key of this kind; keys of other kinds are left out. */
export function valuesOf(kind: 'email' | 'sku', keys: readonly MatchKey[]): readonly string[] {
  const prefix = kind + separator;
  const values = keys.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
  return [...new Set(values)].filter((value) => value !== '');
}

export const keyOf = (kind: 'email' | 'sku', value: string): MatchKey => `${kind}${separator}${value}`;

/** Groups candidates by key, without naming one twice and without keys nobody carries. */
export function candidatesByKey(
  found: readonly { readonly key: MatchKey; readonly candidate: Candidate }[],
): ReadonlyMap<MatchKey, readonly Candidate[]> {
  const byKey = new Map<MatchKey, Map<string, Candidate>>();
  for (const { key, candidate } of found) {
    const candidates = byKey.get(key) ?? new Map<string, Candidate>();
    candidates.set(candidate.id, candidate);
    byKey.set(key, candidates);
  }
  return new Map([...byKey].map(([key, candidates]) => [key, [...candidates.values()]]));
}
