// The account's people, with the names their user records would have.

import { DEFAULT_PORTAL } from '../hubspot/app.ts';
import type { PersonView } from './wire.ts';

/** `dana.admin@…` is Dana Admin. The first one installs the app. */
export const people: readonly PersonView[] = DEFAULT_PORTAL.users.map(({ id, email, superAdmin }) => {
  const [firstName = '', lastName = ''] = (email.split('@')[0] ?? '').split('.').map(capitalised);
  return { id, email, firstName, lastName, superAdmin };
});

function capitalised(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
