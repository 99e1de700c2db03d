// The last changes made in QuickBooks, each with the time until HubSpot showed it.

import { textAt } from './json.ts';
import { hubspotTypeOf, mirroredId } from './pairs.ts';
import type { Entity } from './pairs.ts';
import type { Json } from './stand-in-control.ts';
import type { StateReader } from './state-reader.ts';
import { isSame } from './values.ts';
import type { Value } from './values.ts';

/** What an edit made true in QuickBooks. */
export interface AwaitedChange {
  readonly entity: Entity;
  readonly quickbooksId: string;
  readonly label: string;
  /** Name of the field in the catalogue, or `created` or `active`. */
  readonly field: string;
  readonly from: Value | null;
  readonly to: Value | null;
  /** The HubSpot property that will show it; `record`: the record itself; null: HubSpot keeps what it has. */
  readonly shows: { readonly property: string; readonly value: Value | null } | 'record' | null;
}

/** `unlinked`: the record had no counterpart, so nothing is awaited. `late`: given up after a quarter of an hour. */
export type ChangeState = 'waiting' | 'shown' | 'unlinked' | 'nothing' | 'late';

export interface Change extends Omit<AwaitedChange, 'shows' | 'quickbooksId'> {
  readonly id: number;
  /** ISO instant of the edit. */
  readonly at: string;
  readonly state: ChangeState;
  /** From the edit to HubSpot's showing it. */
  readonly ms: number | null;
}

interface Kept {
  readonly id: number;
  readonly at: number;
  readonly awaited: AwaitedChange;
  state: ChangeState;
  ms: number | null;
}

const kept = 30;
const lateMs = 15 * 60_000;
const lookEveryMs = 400;

export class Changes {
  private readonly state: StateReader;
  private readonly now: () => number;
  private list: Kept[] = [];
  private nextId = 1;
  private timer: NodeJS.Timeout | undefined;

  constructor(state: StateReader, now: () => number = Date.now) {
    this.state = state;
    this.now = now;
  }

  /** Newest first. */
  all(): readonly Change[] {
    return this.list.map(({ id, at, awaited, state, ms }) => {
      const { shows: _shows, quickbooksId: _quickbooksId, ...shown } = awaited;
      return { ...shown, id, at: new Date(at).toISOString(), state, ms };
    });
  }

  /** Notes changes that were made at `at` and starts to look for them in HubSpot. */
  async note(changes: readonly AwaitedChange[], at: number): Promise<void> {
    for (const awaited of changes) {
      const state = await this.stateAtFirst(awaited);
      this.list = [{ id: this.nextId, at, awaited, state, ms: null }, ...this.list].slice(0, kept);
      this.nextId += 1;
    }
    this.arm();
  }

  /** One look at HubSpot; does nothing when nothing is awaited. */
  async look(): Promise<void> {
    for (const change of this.list.filter(({ state }) => state === 'waiting')) {
      const record = await this.counterpart(change.awaited);
      if (record && isShown(record, change.awaited)) {
        change.state = 'shown';
        // The record says when it was written, which is more exact than when it was looked at.
        const written = Date.parse(textAt(record, 'updatedAt'));
        change.ms = (written >= change.at ? Math.min(written, this.now()) : this.now()) - change.at;
      } else if (this.now() - change.at > lateMs) change.state = 'late';
    }
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private arm(): void {
    clearTimeout(this.timer);
    if (!this.list.some(({ state }) => state === 'waiting')) return;
    this.timer = setTimeout(() => {
      // A stand-in that cannot be read now is read again at the next look.
      void this.look()
        .catch(() => undefined)
        .then(() => this.arm());
    }, lookEveryMs);
    this.timer.unref();
  }

  private async stateAtFirst(awaited: AwaitedChange): Promise<ChangeState> {
    if (awaited.shows === null) return 'nothing';
    if (awaited.shows === 'record') return 'waiting';
    return (await this.counterpart(awaited)) ? 'waiting' : 'unlinked';
  }

  private async counterpart({ entity, quickbooksId }: AwaitedChange): Promise<Json | undefined> {
    const records = await this.state.read('hubspot', hubspotTypeOf[entity]);
    return records.find((record) => mirroredId(entity, record) === quickbooksId);
  }
}

function isShown(record: Json, { shows }: AwaitedChange): boolean {
  // An invoice stays a draft until all its parts are written.
  if (shows === 'record') return textAt(record, 'properties.hs_invoice_status') !== 'draft';
  return (
    shows !== null &&
    isSame(sameKind(textAt(record, `properties.${shows.property}`), shows.value), shows.value)
  );
}

/** HubSpot's text read as the kind of value that is awaited. */
function sameKind(found: string, awaited: Value | null): Value | null {
  if (found === '') return null;
  if (awaited?.kind === 'money') return { ...awaited, amount: found };
  return awaited?.kind === 'status' ? { kind: 'status', status: found } : { kind: 'text', text: found };
}
