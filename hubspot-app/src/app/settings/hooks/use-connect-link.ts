import { problemOf } from '@ledgerline/ui/problem';
import type { Problem } from '@ledgerline/ui/problem';
import type { Server } from '@ledgerline/ui/server';
import { useEffect, useState } from 'react';
import type { Pace } from '../pace.ts';

export type ConnectLink =
  | { readonly kind: 'preparing' }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'ready'; readonly url: string };

/**
 * A link that opens Intuit's pages. An extension cannot open a tab itself, only link to one, so the link is there before
 * the click. It works once and not for long: `renew` after each use, and by itself before it ends.
 */
export function useConnectLink(
  server: Server,
  pace: Pace,
): { readonly link: ConnectLink; readonly renew: () => void } {
  const [link, setLink] = useState<ConnectLink>({ kind: 'preparing' });
  const [round, setRound] = useState(0);
  const renew = (): void => setRound((before) => before + 1);

  useEffect(() => {
    let current = true;
    const prepare = async (): Promise<void> => {
      const answer = await server.call('POST /api/connect-ticket');
      if (!current) return;
      setLink(
        answer.kind === 'ok'
          ? { kind: 'ready', url: answer.data.url }
          : { kind: 'failed', problem: problemOf(answer) },
      );
    };
    void prepare();
    const timer = setTimeout(() => setRound((before) => before + 1), pace.ticketMs);
    return () => {
      current = false;
      clearTimeout(timer);
    };
    // A new round asks again.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [server, pace, round]);

  return { link, renew };
}
