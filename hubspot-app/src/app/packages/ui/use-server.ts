import { useExtensionContext } from '@hubspot/ui-extensions';
import { useMemo } from 'react';
import { createServer } from './server.ts';
import type { Server } from './server.ts';

/** Our server, and the address people's browsers reach it under; both from the profile's variables. */
export function useServer(): { readonly server: Server; readonly origin: string | null } {
  const { variables } = useExtensionContext();
  const given = variables?.['API_ORIGIN'];
  const origin = typeof given === 'string' ? given : null;
  return useMemo(() => ({ server: createServer(origin), origin }), [origin]);
}
