import type { CompanyView, ConnectionView, SyncView } from '@ledgerline/contract/connection';
import type { Caller } from '../engine/connections/flow-ports.ts';
import type { Connection } from '../engine/connections/ports.ts';
import type { CompanyFacts } from '../sync/rules.ts';
import type { AppDeps } from './app-deps.ts';

/** What the settings page opens with. */
export const readConnection = async (deps: AppDeps, caller: Caller): Promise<ConnectionView> => {
  const [installation, connection, mayChange] = await Promise.all([
    deps.installations.read(caller.portalId),
    deps.connections.findByPortal(caller.portalId),
    deps.api.mayChange(caller),
  ]);
  const installed = installation?.status === 'installed';
  if (!connection) {
    return {
      installed,
      status: 'not-connected',
      statusReason: null,
      company: null,
      setUpDay: null,
      polling: null,
      syncs: [],
      mayChange,
    };
  }
  return {
    installed,
    status: connection.status,
    statusReason: connection.statusReason,
    company: connection.facts ? companyView(connection.facts) : null,
    setUpDay: connection.setUpDay,
    polling: await deps.api.pollingOf(connection).read(),
    syncs: await listSyncViews(deps, connection),
    mayChange,
  };
};

const listSyncViews = async (deps: AppDeps, connection: Connection): Promise<readonly SyncView[]> => {
  const [syncs, progress] = await Promise.all([
    deps.api.listSyncs(connection),
    deps.api.readProgress(connection),
  ]);
  return syncs.map(({ entity, state, pausedReason, rules }) => ({
    entity,
    state,
    pausedReason,
    direction: rules.direction,
    progress: progress[entity] ?? null,
  }));
};

/** Realm ids stay on the server. */
const companyView = (facts: CompanyFacts): CompanyView => {
  const { realmId: _realmId, ...view } = facts;
  return view;
};
