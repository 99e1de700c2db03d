import { isTextKey } from '@ledgerline/ui/texts';
import type { Say } from '@ledgerline/ui/texts';

/** A failure's category or an exclusion's reason in a few words; null for one this version does not know. */
export function reasonText(say: Say, detail: string | null): string | null {
  const key = [`failure.${detail}.title`, `excluded.${detail}`].find(isTextKey);
  return key === undefined ? null : say(key);
}
