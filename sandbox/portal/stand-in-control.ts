// The control routes of a running stand-in, called over HTTP like any other program would.

import { z } from 'zod';
import type { Edit } from '../core/vendor.ts';

const refusalSchema = z.object({ error: z.string() });

/** A record as the stand-in lists it; fields are read where they are needed. */
export type Json = Readonly<Record<string, unknown>>;
const recordSchema = z.record(z.string(), z.unknown());

export class StandInControl {
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  seed(size: Record<string, number>): Promise<Json> {
    return this.send('POST', 'seed', size);
  }

  /** What a person does in the vendor's own screens; throws the vendor's words when it refuses. */
  edit(edit: Edit): Promise<Json> {
    return this.send('POST', 'edit', edit);
  }

  changeSettings(patch: Json): Promise<Json> {
    return this.send('PATCH', 'settings', patch);
  }

  /** Every record of a type: inactive ones included, deleted and archived ones not. */
  async records(type: string): Promise<Json[]> {
    const response = await fetch(`${this.url}/__sim/state/${type}`);
    if (!response.ok) throw await refusal(response);
    const lines = (await response.text()).split('\n');
    return lines.filter((line) => line !== '').map((line) => recordSchema.parse(JSON.parse(line)));
  }

  private async send(method: string, path: string, body: unknown): Promise<Json> {
    const response = await fetch(`${this.url}/__sim/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw await refusal(response);
    return recordSchema.parse(await response.json());
  }
}

async function refusal(response: Response): Promise<Error> {
  const text = await response.text();
  try {
    return new Error(refusalSchema.parse(JSON.parse(text)).error);
  } catch {
    return new Error(`the stand-in answered ${response.status}`);
  }
}
