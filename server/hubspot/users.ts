// What HubSpot says about the people of an account. Needs the optional scope `settings.users.read`.

import { z } from 'zod';
import type { HubSpotClient } from './client.ts';
import { Refused } from './errors.ts';
import { apiVersion } from './object-types.ts';

const userSchema = z.looseObject({ superAdmin: z.boolean().default(false) });

/** False, too, for people HubSpot does not know (any more), and where it does not let us ask. */
export async function readIsSuperAdmin(client: HubSpotClient, userId: string): Promise<boolean> {
  try {
    const path = `/settings/users/${apiVersion}/${encodeURIComponent(userId)}`;
    return (await client.call({ method: 'GET', path }, userSchema)).superAdmin;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}
