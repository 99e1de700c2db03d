// The server as a process of its own, so that it can be killed, stopped and listened to.

import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { eventually } from './waiting.ts';

/** What a person starts. */
const plainEntry = fileURLToPath(new URL('../../server/main.ts', import.meta.url));
/** The same with short times for dead workers, and points at which it kills itself. */
const crashingEntry = fileURLToPath(new URL('processes/crashing-server.ts', import.meta.url));

export interface Crash {
  /** One of `crashPoints` in engine/runtime.ts. */
  readonly at: string;
  /** The passing that kills; the first one unless given. */
  readonly on?: number;
}

export interface ServerProcessOptions {
  readonly environment: Readonly<Record<string, string>>;
  /** `main.ts` as it is; every other option needs the entry made for tests. */
  readonly plain?: boolean;
  readonly crash?: Crash;
}

export interface ServerProcess {
  /** Everything written so far, to either stream. */
  output(): string;
  /** Resolves when /readyz says so; rejects with the output when the process ends first. */
  ready(): Promise<void>;
  /** Resolves with the exit code, or the signal that ended the process. */
  ended(): Promise<number | NodeJS.Signals>;
  hasEnded(): boolean;
  /** Asks for the daily look at every connection; answers what came of each. */
  checkHealth(): Promise<readonly string[]>;
  /** Power cut. */
  kill(): Promise<void>;
  /** SIGTERM, and SIGKILL when that was not enough; answers how the process ended. */
  stop(): Promise<number | NodeJS.Signals>;
}

const stopWithinMs = 25_000;

export function startServerProcess(options: ServerProcessOptions): ServerProcess {
  const { environment, plain = false, crash } = options;
  const child = fork(plain ? plainEntry : crashingEntry, [], {
    // Nothing of the test's own environment, which may hold settings of a real server.
    env: {
      ...systemEnvironment(),
      ...environment,
      ...(crash && { CRASH_AT: crash.at, CRASH_ON: String(crash.on ?? 1) }),
    },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', (line) => lines.push(line));
  }
  const end = once(child, 'close').then(
    (): number | NodeJS.Signals => child.signalCode ?? child.exitCode ?? 1,
  );
  const output = (): string => lines.join('\n');
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await end;
  };
  return {
    output,
    ready: () => untilReady(child, `http://127.0.0.1:${environment['PORT']}`, output),
    ended: () => end,
    hasEnded: () => hasEnded(child),
    kill,
    async checkHealth() {
      const answer = once(child, 'message');
      child.send('check-health');
      const [{ health }] = await answer;
      return health;
    },
    async stop() {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
      const how = await end;
      clearTimeout(late);
      return how;
    },
  };
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

async function untilReady(child: ChildProcess, url: string, output: () => string): Promise<void> {
  await eventually(async () => {
    if (hasEnded(child)) return;
    const { status } = await fetch(`${url}/readyz`);
    if (status !== 200) throw new Error(`the server is not ready: ${status}\n${output()}`);
  });
  if (hasEnded(child)) throw new Error(`the server ended before it was ready:\n${output()}`);
}

function systemEnvironment(): Record<string, string> {
  const { PATH = '', HOME = '', SystemRoot = '' } = process.env;
  return { PATH, HOME, SystemRoot };
}
