// What both companies hold right now, read through the control routes and kept for a moment.

import { textAt } from './json.ts';
import type { Json, StandInControl } from './stand-in-control.ts';
import type { VendorName } from './trouble.ts';

type RecordSource = Pick<StandInControl, 'records'>;

interface Reading {
  readonly at: number;
  readonly records: Promise<readonly Json[]>;
}

/** Several askers within `maxAgeMs` share one reading. */
export class StateReader {
  private readonly controls: Readonly<Record<VendorName, RecordSource>>;
  private readonly maxAgeMs: number;
  private readonly readings = new Map<string, Reading>();

  constructor(controls: Readonly<Record<VendorName, RecordSource>>, maxAgeMs = 700) {
    this.controls = controls;
    this.maxAgeMs = maxAgeMs;
  }

  read(vendor: VendorName, type: string): Promise<readonly Json[]> {
    const name = `${vendor}/${type}`;
    const known = this.readings.get(name);
    if (known && Date.now() - known.at < this.maxAgeMs) return known.records;
    const records = this.controls[vendor].records(type);
    this.readings.set(name, { at: Date.now(), records });
    records.catch(() => this.readings.delete(name));
    return records;
  }

  async find(vendor: VendorName, type: string, id: string): Promise<Json | undefined> {
    const records = await this.read(vendor, type);
    return records.find((record) => idOf(record) === id);
  }

  /** After an edit: the next reading is a new one. */
  forget(): void {
    this.readings.clear();
  }
}

/** QuickBooks writes `Id`, HubSpot `id`. */
export const idOf = (record: Json): string => textAt(record, 'Id') || textAt(record, 'id');
