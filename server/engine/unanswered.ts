// Asks about creates that nobody answered. A running sync repeats them in a way that finds the first one (our key, the
// vendor's request id, or a look-up); for one that is off or gone the record is only looked for, never made.

import type { Done } from '../sync/agree.ts';
import { writerOf } from '../sync/entities/registry.ts';
import type { OperationResult, Gateway } from '../sync/ports.ts';
import { VendorUnavailable } from '../sync/reactions.ts';
import type { StoredIntent } from './stores.ts';
import type { Pass } from './unit.ts';

/** After so many questions in a row without an answer the rest of a group is left for a later pass. */
const patience = 3;

type Ask = (intents: readonly StoredIntent[]) => Promise<readonly Done[]>;

/** What came of the questions of one recovery, by intent. */
export class Inquiry {
  /** Creates that are known to have been carried out. */
  readonly done = new Map<string, Done>();
  /** Creates that are still open: why there was no answer, or null where nobody was asked any more. */
  readonly silent = new Map<string, VendorUnavailable | null>();
  readonly #silences = new Map<string, number>();
  readonly #pass: Pass;

  constructor(pass: Pass) {
    this.#pass = pass;
  }

  /** Throws what concerns the whole connection, but not that single creates find no answer. */
  async ask(creates: readonly StoredIntent[]): Promise<void> {
    const groups = Map.groupBy(
      creates,
      ({ ref, operation }) => `${operation.side}:${ref.entity}:${operation.noun}`,
    );
    for (const [name, group] of groups) await this.#askGroup(name, group);
  }

  /** Together first, so that hundreds are a few calls; one by one when something among them is never answered. */
  async #askGroup(name: string, group: readonly StoredIntent[]): Promise<void> {
    const ask = asking(this.#pass, group);
    if (group.length > 1 && !this.#isSilent(name) && (await this.#askOnce(name, group, ask))) return;
    for (const intent of group) {
      if (this.#isSilent(name)) this.silent.set(intent.id, null);
      else await this.#askOnce(name, [intent], ask);
    }
  }

  async #askOnce(name: string, intents: readonly StoredIntent[], ask: Ask): Promise<boolean> {
    this.#pass.lease.assertHeld();
    try {
      for (const done of await ask(intents)) this.done.set(done.result.intentId, done);
      this.#silences.set(name, 0);
      return true;
    } catch (error) {
      if (!(error instanceof VendorUnavailable)) throw error;
      const [only] = intents;
      if (only && intents.length === 1) {
        this.silent.set(only.id, error);
        this.#silences.set(name, (this.#silences.get(name) ?? 0) + 1);
      }
      return false;
    }
  }

  #isSilent(name: string): boolean {
    return (this.#silences.get(name) ?? 0) >= patience;
  }
}

/** How a group is asked about; its intents share entity, side and noun. */
function asking(pass: Pass, [first]: readonly StoredIntent[]): Ask {
  if (!first) return async () => [];
  const { side } = first.operation;
  const gateway = pass.access.gateway(side, writerOf(pass.registry, first.ref.entity, first.operation));
  return pass.syncs.has(first.ref.entity)
    ? (intents) => repeat(pass, gateway, intents)
    : (intents) => lookUp(gateway, intents);
}

async function repeat(
  pass: Pass,
  gateway: Gateway,
  intents: readonly StoredIntent[],
): Promise<readonly Done[]> {
  const results = await gateway.execute(
    intents.map(({ id, request }) => ({ ...request, intentId: id, repeated: true })),
  );
  await pass.store.intents.answer(results);
  const byIntent = new Map(results.map((result) => [result.intentId, result]));
  return intents.flatMap((intent) => doneBy(intent, byIntent.get(intent.id) ?? null));
}

/** A record that carries our key was created; whether its associations stand is not known from that. */
async function lookUp(gateway: Gateway, intents: readonly StoredIntent[]): Promise<readonly Done[]> {
  const wanted = intents.flatMap(({ id, operation }) =>
    operation.noun === 'record' && operation.key !== null ? [{ id, operation, key: operation.key }] : [],
  );
  if (wanted.length === 0 || !gateway.findByOurKey) return [];
  const found = await gateway.findByOurKey(wanted.map(({ key }) => key));
  return wanted.flatMap(({ id: intentId, operation, key }): Done[] => {
    const id = found.get(key);
    if (id === undefined) return [];
    return [
      {
        operation: { ...operation, associations: [] },
        result: { intentId, ok: true, id, version: null, values: {} },
      },
    ];
  });
}

/** What an answer says was carried out; nothing for a refusal. */
export const doneBy = ({ operation }: StoredIntent, answer: OperationResult | null): readonly Done[] =>
  answer?.ok ? [{ operation, result: answer }] : [];
