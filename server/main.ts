// Starts and stops the process; nothing else.

import { describeMissing, parseConfig } from './config.ts';
import { startLedgerline } from './container/start.ts';
import { systemRuntime } from './engine/runtime.ts';

const parsed = parseConfig(process.env);
if (parsed.ok) {
  const stopping = new AbortController();
  const starting = startLedgerline({
    config: parsed.config,
    runtime: systemRuntime,
    signal: stopping.signal,
  });
  const stop = async (): Promise<void> => {
    stopping.abort();
    await (await starting).stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
  starting.catch((error: unknown) => {
    if (!stopping.signal.aborted) console.error(error instanceof Error ? error.message : error);
    process.exit(stopping.signal.aborted ? 0 : 1);
  });
} else {
  console.error(describeMissing(parsed.problems));
  process.exitCode = 1;
}
