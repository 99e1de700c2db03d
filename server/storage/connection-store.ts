import type { ConnectionStore, Lease } from '../engine/stores.ts';
import type { ConnectionScope } from './connection-scope.ts';
import { commandStore } from './command-store.ts';
import { addToCounters } from './counter-store.ts';
import { cursorStore } from './cursor-store.ts';
import { drainInbox } from './inbox-drain.ts';
import { intentStore } from './intent-store.ts';
import { linkStore } from './link-store.ts';
import { markStore } from './mark-store.ts';
import { matchKeyStore } from './match-key-store.ts';
import { resolutionStore } from './resolution-store.ts';
import { settle } from './settle.ts';
import { statisticsKeeper } from './statistics.ts';
import { syncStore } from './sync-store.ts';

/** All that is stored about one connection. Without a lease all works but what needs its fence: `settle` and `intents.open`. */
export function connectionStore({
  lease,
  ...scope
}: ConnectionScope & { readonly lease: Pick<Lease, 'fence'> | null }): ConnectionStore {
  const fence = lease?.fence ?? null;
  const noteRows = statisticsKeeper(scope.db);
  const marks = markStore(scope);
  return {
    connectionId: scope.connectionId,
    marks: {
      ...marks,
      async add(added, alongside) {
        await marks.add(added, alongside);
        await noteRows(added.length);
      },
    },
    links: linkStore(scope),
    matchKeys: matchKeyStore(scope),
    resolutions: resolutionStore(scope),
    cursors: cursorStore(scope),
    intents: intentStore(scope, fence),
    commands: commandStore(scope, fence),
    syncs: syncStore(scope),
    async settle(outcomes, versions) {
      const leftOut = await settle(scope, fence, outcomes, versions);
      await noteRows(outcomes.length);
      return leftOut;
    },
    drainInbox: (options) => drainInbox(scope, options),
    count: (kinds) => addToCounters(scope, kinds),
  };
}
