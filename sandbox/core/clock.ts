import type { Clock } from './vendor.ts';

interface Task {
  at: number;
  order: number;
  run: () => void;
}

/** `setTimeout` fires at once beyond this, so longer waits are armed again when it ends. */
const LONGEST_TIMER_MS = 2_147_483_647;

/** Real time plus an offset that only grows, with tasks that fall due in that time. */
export class SimClock implements Clock {
  private offsetMs = 0;
  private latest = 0;
  private order = 0;
  private tasks: Task[] = [];
  private timer: NodeJS.Timeout | undefined;

  now(): Date {
    // A machine whose clock is set back must not make records older than their predecessors.
    this.latest = Math.max(this.latest, Date.now() + this.offsetMs);
    return new Date(this.latest);
  }

  advance(ms: number): void {
    this.offsetMs += Math.max(0, ms);
    this.runDue();
  }

  /** Runs `task` when the stand-in's time has moved on by `ms`, whether by waiting or by `advance`. */
  after(ms: number, task: () => void): void {
    this.tasks.push({ at: this.now().getTime() + ms, order: this.order++, run: task });
    this.tasks.sort((a, b) => a.at - b.at || a.order - b.order);
    this.arm();
  }

  /** Forgets every waiting task. */
  clear(): void {
    this.tasks = [];
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private arm(): void {
    clearTimeout(this.timer);
    const next = this.tasks[0];
    if (!next) return;
    const wait = Math.min(LONGEST_TIMER_MS, Math.max(0, next.at - this.now().getTime()));
    this.timer = setTimeout(() => this.runDue(), wait);
    this.timer.unref();
  }

  private runDue(): void {
    const now = this.now().getTime();
    const due = this.tasks.filter((task) => task.at <= now);
    this.tasks = this.tasks.filter((task) => task.at > now);
    for (const task of due) task.run();
    this.arm();
  }
}
