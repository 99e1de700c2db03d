import type { ConnectionView } from '@ledgerline/contract/connection';
import { problemOf } from '@ledgerline/ui/problem';
import type { Problem } from '@ledgerline/ui/problem';
import type { Server, ServerAnswer } from '@ledgerline/ui/server';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Pace } from '../pace.ts';

export type ConnectionState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'ready'; readonly connection: ConnectionView; readonly readAt: Date };

export interface UsedConnection {
  readonly state: ConnectionState;
  /** The person went to Intuit's pages and has not come back connected. */
  readonly connecting: boolean;
  readonly startConnecting: () => void;
  /** Reads the connection again; what is shown stays until the answer is there. */
  readonly refresh: () => Promise<void>;
  /** The same after a failure, with the spinner. */
  readonly retry: () => void;
}

/** The connection as the server sees it, read again at the pace its state asks for. */
export function useConnection(server: Server, pace: Pace): UsedConnection {
  const [state, setState] = useState<ConnectionState>({ kind: 'loading' });
  const [connecting, setConnecting] = useState(false);
  const latest = useRef(0);

  const refresh = useCallback(async () => {
    const turn = (latest.current += 1);
    const answer = await server.call('GET /api/connection');
    // A later look, or the page's end, makes this answer stale.
    if (turn !== latest.current) return;
    setState((before) => stateAfter(before, answer));
    if (answer.kind === 'ok' && answer.data.status === 'connected') setConnecting(false);
  }, [server]);

  useEffect(() => {
    // State is set when the answer comes, not by the effect itself.
    // oxlint-disable-next-line react/set-state-in-effect
    void refresh();
    return () => {
      latest.current += 1;
    };
  }, [refresh]);

  const waitMs = waitFor(state, connecting, pace);
  useEffect(() => {
    if (waitMs === null) return undefined;
    const timer = setTimeout(() => void refresh(), waitMs);
    return () => clearTimeout(timer);
    // Each answer, `state` stands for it, starts the wait anew.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [state, waitMs, refresh]);

  return {
    state,
    connecting,
    startConnecting: () => setConnecting(true),
    refresh,
    retry: () => {
      setState({ kind: 'loading' });
      void refresh();
    },
  };
}

/** A look that failed does not take away what the person sees; the next one comes by itself. */
function stateAfter(before: ConnectionState, answer: ServerAnswer<ConnectionView>): ConnectionState {
  if (answer.kind === 'ok') return { kind: 'ready', connection: answer.data, readAt: new Date() };
  return before.kind === 'ready' ? { ...before } : { kind: 'failed', problem: problemOf(answer) };
}

function waitFor(state: ConnectionState, connecting: boolean, pace: Pace): number | null {
  if (state.kind !== 'ready') return null;
  if (connecting) return pace.connectingMs;
  const running = state.connection.syncs.some((sync) => sync.state === 'first-sync');
  return running ? pace.progressMs : pace.idleMs;
}
