// HubSpot's request limits for marketplace apps: per account and app 110 calls in any 10 seconds, searches apart.

import { RateWindow } from '../core/rate-window.ts';
import { rateLimited } from './errors.ts';
import type { Simulation } from './portal.ts';

const BURST = 110;
const BURST_MS = 10_000;
const SEARCHES = 5;
const SEARCH_MS = 1000;

export class Limits {
  private readonly simulation: Simulation;
  private readonly calls = new Map<number, RateWindow>();
  private readonly searches = new Map<number, RateWindow>();

  constructor(simulation: Simulation) {
    this.simulation = simulation;
  }

  /** Counts one call; answers the limit headers of the response (none on searches) or throws 429. */
  take(portalId: number, isSearch: boolean): Record<string, string> {
    const { settings, clock } = this.simulation.context;
    const now = clock.now().getTime();
    if (isSearch) {
      const window = windowOf(this.searches, portalId, SEARCHES, SEARCH_MS);
      if (settings.limits && !window.take(now)) throw rateLimited('SECONDLY');
      return {};
    }
    const window = windowOf(this.calls, portalId, BURST, BURST_MS);
    if (settings.limits && !window.take(now)) throw rateLimited('TEN_SECONDLY_ROLLING');
    return {
      'X-HubSpot-RateLimit-Interval-Milliseconds': String(BURST_MS),
      'X-HubSpot-RateLimit-Max': String(BURST),
      'X-HubSpot-RateLimit-Remaining': String(Math.max(0, BURST - window.count(now))),
    };
  }

  clear(): void {
    this.calls.clear();
    this.searches.clear();
  }
}

function windowOf(
  windows: Map<number, RateWindow>,
  portalId: number,
  limit: number,
  windowMs: number,
): RateWindow {
  let window = windows.get(portalId);
  if (!window) windows.set(portalId, (window = new RateWindow(limit, windowMs)));
  return window;
}
