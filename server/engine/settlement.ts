// The settlement that says nothing: what is worked out is added to it.

import type { Settlement } from './stores.ts';

export const nothingToSettle: Settlement = {
  marks: [],
  link: null,
  status: null,
  summary: null,
  activities: [],
  intents: [],
  follow: [],
  causes: [],
  resolutions: [],
  retryAt: null,
};
