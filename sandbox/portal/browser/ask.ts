// Questions to the portal's server.

import { useCallback, useEffect, useRef, useState } from 'react';

/** Throws what the server says when it refuses; a `TypeError` when nobody answers. */
export async function ask<T>(path: string, body?: object): Promise<T> {
  const response = await fetch(path, {
    ...(body && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(refusalIn(answer));
  // Page and server are compiled together against wire.ts.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return answer as T;
}

const refusalIn = (answer: unknown): string =>
  typeof answer === 'object' && answer !== null && 'error' in answer ? String(answer.error) : 'error';

export interface Watched<T> {
  /** Null until the first answer. */
  readonly data: T | null;
  /** The last question found nobody; what was there before stays. */
  readonly unreachable: boolean;
  readonly lookAgain: () => void;
}

/** Asks again and again, and at once when the address changes. */
export function useWatched<T>(path: string, everyMs = 1000): Watched<T> {
  const [data, setData] = useState<{ readonly path: string; readonly value: T } | null>(null);
  const [unreachable, setUnreachable] = useState(false);
  const [round, setRound] = useState(0);
  const lookAgain = useCallback(() => setRound((before) => before + 1), []);
  const kept = useRef('');
  useEffect(() => {
    let current = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (): Promise<void> => {
      const answer = await ask<T>(path).catch(() => null);
      if (!current) return;
      setUnreachable(answer === null);
      const text = JSON.stringify([path, answer]);
      // The same answer again draws nothing anew.
      if (answer !== null && text !== kept.current) {
        kept.current = text;
        setData({ path, value: answer });
      }
      timer = setTimeout(() => void look(), everyMs);
    };
    void look();
    return () => {
      current = false;
      clearTimeout(timer);
    };
    // A new round asks at once.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [path, everyMs, round]);
  return { data: data?.path === path ? data.value : null, unreachable, lookAgain };
}
