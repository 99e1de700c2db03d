import { problemOf } from '@ledgerline/ui/problem';
import type { Problem } from '@ledgerline/ui/problem';
import type { ServerAnswer } from '@ledgerline/ui/server';
import { useCallback, useEffect, useRef, useState } from 'react';

export type LoadState<View> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'ready'; readonly view: View; readonly readAt: Date };

export interface Loaded<View> {
  readonly state: LoadState<View>;
  /** Reads again; what is shown stays until the answer is there. */
  readonly refresh: () => Promise<void>;
  /** The same after a failure, with the spinner. */
  readonly retry: () => void;
}

/** What the server answers to `load`, read again after `waitMs` of what is shown. Both must keep their identity. */
export function useLoaded<View>(
  load: () => Promise<ServerAnswer<View>>,
  waitMs: (view: View) => number,
): Loaded<View> {
  const [state, setState] = useState<LoadState<View>>({ kind: 'loading' });
  const latest = useRef(0);

  const refresh = useCallback(async () => {
    const turn = (latest.current += 1);
    const answer = await load();
    // A later look, or the card's end, makes this answer stale.
    if (turn === latest.current) setState((before) => stateAfter(before, answer));
  }, [load]);

  useEffect(() => {
    // State is set when the answer comes, not by the effect itself.
    // oxlint-disable-next-line react/set-state-in-effect
    void refresh();
    return () => {
      latest.current += 1;
    };
  }, [refresh]);

  useEffect(() => {
    if (state.kind !== 'ready') return undefined;
    const timer = setTimeout(() => void refresh(), waitMs(state.view));
    return () => clearTimeout(timer);
  }, [state, waitMs, refresh]);

  return {
    state,
    refresh,
    retry: () => {
      setState({ kind: 'loading' });
      void refresh();
    },
  };
}

/** A look that failed does not take away what the person sees; the next one comes by itself. */
function stateAfter<View>(before: LoadState<View>, answer: ServerAnswer<View>): LoadState<View> {
  if (answer.kind === 'ok') return { kind: 'ready', view: answer.data, readAt: new Date() };
  return before.kind === 'ready' ? { ...before } : { kind: 'failed', problem: problemOf(answer) };
}
