import type { Caller } from '../engine/connections/flow-ports.ts';
import type { Connection, ConnectionStatus } from '../engine/connections/ports.ts';
import type { CompanyFacts, Direction, SyncState } from '../sync/rules.ts';
import type { AppDeps, SyncProgress } from './app-deps.ts';

/** Realm ids stay on the server. */
export type CompanyView = Omit<CompanyFacts, 'realmId'>;

export interface SyncView {
  readonly entity: string;
  readonly state: SyncState;
  readonly pausedReason: string | null;
  readonly direction: Direction;
  /** Null while there is nothing to show yet. */
  readonly progress: SyncProgress | null;
}

export interface ConnectionView {
  readonly status: ConnectionStatus | 'not-connected';
  readonly statusReason: string | null;
  readonly company: CompanyView | null;
  readonly setUpDay: string | null;
  readonly syncs: readonly SyncView[];
  readonly mayChange: boolean;
}

/** What the settings page opens with. */
export const readConnection = async (deps: AppDeps, caller: Caller): Promise<ConnectionView> => {
  const [connection, mayChange] = await Promise.all([
    deps.connections.findByPortal(caller.portalId),
    deps.api.mayChange(caller),
  ]);
  if (!connection) {
    return {
      status: 'not-connected',
      statusReason: null,
      company: null,
      setUpDay: null,
      syncs: [],
      mayChange,
    };
  }
  return {
    status: connection.status,
    statusReason: connection.statusReason,
    company: connection.facts ? companyView(connection.facts) : null,
    setUpDay: connection.setUpDay,
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

const companyView = (facts: CompanyFacts): CompanyView => {
  const { realmId: _realmId, ...view } = facts;
  return view;
};
