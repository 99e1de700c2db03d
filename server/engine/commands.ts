// What people do with two records by hand: link them, or take their link apart. The web process only asks; the worker
// does it under the lease, between two chunks of a pass, so that no running decision can undo it.

import { linkCause } from '../sync/entity.ts';
import type { EntityDefinition } from '../sync/entity.ts';
import type { VendorError } from '../sync/failure.ts';
import type { ResolvedOperation } from '../sync/operation.ts';
import { keyProperty, linkProperty } from '../sync/plan-record.ts';
import { sides } from '../sync/record.ts';
import type { EntityName, RecordSnapshot, Side } from '../sync/record.ts';
import { definitionIn } from './rules-changed.ts';
import { readSide } from './load.ts';
import { nothingToSettle } from './settlement.ts';
import type { ActivityWrite, NewMark, Settlement } from './stores.ts';
import type { Pass } from './unit.ts';

export interface Pair {
  readonly entity: EntityName;
  readonly hubspotId: string;
  readonly quickbooksId: string;
}

export interface Command {
  readonly kind: 'link' | 'unlink';
  readonly pair: Pair;
  /** User id at HubSpot. */
  readonly askedBy: string;
}

export type CommandOutcome =
  | { readonly kind: 'linked' | 'unlinked' | 'not-linked' }
  | { readonly kind: 'taken' | 'not-found'; readonly side: Side }
  /** They would find each other again at once by a value both carry. */
  | { readonly kind: 'still-matching' }
  | { readonly kind: 'key-not-removed'; readonly error: VendorError }
  /** Nobody waits for it any more. */
  | { readonly kind: 'expired' };

export interface OpenCommand extends Command {
  readonly id: string;
  readonly askedAt: Date;
}

/** The worker's side of commands; what changes links wants the lease's fence. */
export interface CommandStore {
  /** Oldest first. */
  open(): Promise<readonly OpenCommand[]>;
  done(id: string, outcome: CommandOutcome): Promise<void>;
  /** Removes link and state, tells it in the history and marks both records; false when they were not linked. */
  takeApart(pair: Pair, told: ActivityWrite, intents: readonly string[]): Promise<boolean>;
}

/** A command that could not be carried out for so long is given up: who asked sees another state by now. */
const longestMs = 10 * 60_000;

/** Carries out what people asked for. Trouble with a vendor leaves a command open for the next pass. */
export async function carryOutCommands(pass: Pass): Promise<void> {
  for (const command of await pass.store.commands.open())
    await pass.store.commands.done(command.id, await outcomeOf(pass, command));
}

async function outcomeOf(pass: Pass, command: OpenCommand): Promise<CommandOutcome> {
  const definition = definitionIn(pass.registry, command.pair.entity);
  const isOld = pass.runtime.now().getTime() - command.askedAt.getTime() > longestMs;
  if (!definition || isOld) return { kind: 'expired' };
  return command.kind === 'link' ? link(pass, command) : unlink(pass, definition, command);
}

async function link(pass: Pass, command: Command): Promise<CommandOutcome> {
  const { pair } = command;
  const known = await linkState(pass, pair);
  if (known !== 'free') return known;
  const records = await readPair(pass, pair);
  for (const side of sides) if (!records[side]) return { kind: 'not-found', side };
  const left = await pass.store.settle([linkedBy(command, records)], new Map());
  if (left.length === 0) return { kind: 'linked' };
  const now = await linkState(pass, pair);
  return now === 'free' ? { kind: 'expired' } : now;
}

/** What the two records are linked to now. */
async function linkState(pass: Pass, pair: Pair): Promise<CommandOutcome | 'free'> {
  for (const side of sides) {
    const [found] = await pass.store.links.bySide(pair.entity, side, [idOf(pair, side)]);
    if (!found) continue;
    const isPair = found.hubspotId === pair.hubspotId && found.quickbooksId === pair.quickbooksId;
    return isPair ? { kind: 'linked' } : { kind: 'taken', side };
  }
  return 'free';
}

const madeAt = (record: RecordSnapshot | null): number => Date.parse(record?.createdAt ?? '');

function linkedBy(command: Command, { hubspot, quickbooks }: Records): Settlement {
  const { pair } = command;
  // The older record is the one the other was made after. As text, instants of different offsets do not compare.
  const origin = madeAt(hubspot) < madeAt(quickbooks) ? 'hubspot' : 'quickbooks';
  const versions = { hubspotVersion: null, quickbooksVersion: null };
  return {
    ...nothingToSettle,
    link: { id: null, ...pair, ...versions, base: null, origin, revision: 0 },
    status: {
      ...pair,
      label: (quickbooks?.label || hubspot?.label) ?? '',
      status: { state: 'pending' },
    },
    summary: null,
    activities: [told('linked', command)],
    follow: marksOf(pair),
    causes: sides.map((side) => linkCause(pair.entity, side, idOf(pair, side))),
  };
}

/** Takes a link apart, our key on the HubSpot record included, which would rebuild it. */
async function unlink(pass: Pass, definition: EntityDefinition, command: Command): Promise<CommandOutcome> {
  const { pair } = command;
  const state = await linkState(pass, pair);
  if (state === 'free' || state.kind !== 'linked') return { kind: 'not-linked' };
  const { hubspot, quickbooks } = await readPair(pass, pair);
  if (hubspot && quickbooks && shareKey(definition, hubspot, quickbooks)) return { kind: 'still-matching' };
  const removal = hubspot ? await removeKey(pass, pair) : { error: null, intents: [] };
  if (removal.error) return { kind: 'key-not-removed', error: removal.error };
  const isDone = await pass.store.commands.takeApart(pair, told('unlinked', command), removal.intents);
  return { kind: isDone ? 'unlinked' : 'not-linked' };
}

type Records = Readonly<Record<Side, RecordSnapshot | null>>;

/** The records, where they are there to be linked: not put away or merged into another. */
async function readPair(pass: Pass, pair: Pair): Promise<Records> {
  const one = async (side: Side): Promise<RecordSnapshot | null> => {
    pass.lease.assertHeld();
    const { records } = await readSide(pass, side, pair.entity, [idOf(pair, side)]);
    const record = records.get(idOf(pair, side));
    return record?.state === 'active' && record.mergedInto === null ? record : null;
  };
  return { hubspot: await one('hubspot'), quickbooks: await one('quickbooks') };
}

function shareKey(
  definition: EntityDefinition,
  hubspot: RecordSnapshot,
  quickbooks: RecordSnapshot,
): boolean {
  const keys = new Set(definition.matchKeys(hubspot));
  return definition.matchKeys(quickbooks).some((key) => keys.has(key));
}

/** Stored like every write; a refusal leaves the link as it is. */
async function removeKey(
  pass: Pass,
  pair: Pair,
): Promise<{ readonly error: VendorError | null; readonly intents: readonly string[] }> {
  const operation = keyRemoval(pair);
  const intents = await pass.store.intents.open([
    {
      ref: { entity: pair.entity, side: 'hubspot', id: pair.hubspotId },
      counterpart: pair.quickbooksId,
      operation,
      request: operation,
    },
  ]);
  const [intentId = ''] = intents;
  pass.lease.assertHeld();
  const results = await pass.access.gateway('hubspot', pair.entity).execute([{ ...operation, intentId }]);
  await pass.store.intents.answer(results);
  const [result] = results;
  return { error: result && !result.ok ? result.error : null, intents };
}

const keyRemoval = ({ hubspotId }: Pair): ResolvedOperation & { readonly associations: readonly [] } => ({
  intentId: '',
  name: 'record',
  stage: 1,
  side: 'hubspot',
  noun: 'record',
  action: 'update',
  target: hubspotId,
  version: null,
  key: null,
  values: { [keyProperty]: null, [linkProperty]: null },
  associations: [],
  repeated: false,
});

const told = (what: 'linked' | 'unlinked', { pair, askedBy }: Command): ActivityWrite => ({
  ...pair,
  what,
  why: `by user ${askedBy}`,
  before: {},
  after: {},
  vendorError: null,
});

const idOf = (pair: Pair, side: Side): string => (side === 'hubspot' ? pair.hubspotId : pair.quickbooksId);

const marksOf = (pair: Pair): readonly NewMark[] =>
  sides.map((side) => ({ entity: pair.entity, side, id: idOf(pair, side), priority: 0 }));
