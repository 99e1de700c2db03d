// The Ledgerline server as a child process: started, watched, started again when it ends by itself.

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ServerOptions {
  /** The file that starts the server. */
  readonly entry: string;
  readonly url: string;
  readonly env: Readonly<Record<string, string>>;
  /** Every line the server writes, and ours about it. */
  readonly onLine: (line: string) => void;
  /** Pause before another start. */
  readonly restartMs?: number;
}

const readyWithinMs = 60_000;
const stopWithinMs = 12_000;
/** A server that never answered and ends this often in a row will not do better the next time. */
const vainStarts = 3;

export class ServerProcess {
  private readonly options: ServerOptions;
  private child: ChildProcess | undefined;
  private stopping = false;
  private gaveUp = false;
  private answered = false;
  private vain = 0;

  constructor(options: ServerOptions) {
    this.options = options;
  }

  /** Resolves when the server says that it is ready. */
  async start(): Promise<void> {
    this.launch();
    await this.untilReady();
  }

  /** Asks the server to end, and ends it when it takes too long. */
  async stop(): Promise<void> {
    this.stopping = true;
    const { child } = this;
    if (!child || hasEnded(child)) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
    await ended;
    clearTimeout(timer);
  }

  private launch(): void {
    const child = spawn(process.execPath, [this.options.entry], {
      env: { ...process.env, ...this.options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own: Ctrl-C in the terminal reaches the demo, which then ends things in their order.
      detached: process.platform !== 'win32',
    });
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => this.options.onLine(line));
    }
    child.once('exit', (code, signal) => void this.ended(signal ?? `code ${code ?? 1}`));
  }

  private async ended(how: string): Promise<void> {
    if (this.stopping) return;
    this.vain = this.answered ? 0 : this.vain + 1;
    this.answered = false;
    if (this.vain >= vainStarts) {
      this.gaveUp = true;
      this.options.onLine(
        `The server ended ${vainStarts} times before it was ready (${how}); it is left alone.`,
      );
      return;
    }
    this.options.onLine(`The server ended (${how}) and is started again.`);
    await sleep(this.options.restartMs ?? 1000);
    if (this.stopping) return;
    this.launch();
    await this.untilReady().catch(() => undefined);
  }

  private async untilReady(): Promise<void> {
    const deadline = Date.now() + readyWithinMs;
    while (!(await isReady(this.options.url))) {
      if (this.gaveUp || this.stopping) throw new Error('The Ledgerline server does not start.');
      if (Date.now() > deadline)
        throw new Error(`The Ledgerline server is not ready after ${readyWithinMs / 1000} s.`);
      await sleep(200);
    }
    this.answered = true;
  }
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

async function isReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(3000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
