// What a person reads about a failing record.

import type { FailureCategory, Healing, Waking } from '@ledgerline/contract/failures';
import type { Say } from './texts.ts';

export interface FailureWords {
  readonly title: string;
  readonly cause: string;
  readonly remedy: string;
}

export const failureWords = (say: Say, category: FailureCategory): FailureWords => ({
  title: say(`failure.${category}.title`),
  cause: say(`failure.${category}.cause`),
  remedy: say(`failure.${category}.remedy`),
});

/** Whether somebody has to act. */
export const healingText = (say: Say, healing: Healing): string => say(`healing.${healing}`);

/** What has the record looked at again. */
export const wakingText = (say: Say, waking: Waking): string => say(`waking.${waking}`);
