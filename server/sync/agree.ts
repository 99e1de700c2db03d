// After a decision was carried out: what both sides now agree on. Values of a written side are taken from the vendor's
// answer, because vendors store things differently from what was sent.

import { agreedFields, emptyBase } from './base.ts';
import type { Base, PartBase } from './base.ts';
import { forRecord } from './context.ts';
import type { SyncContext } from './context.ts';
import type { EntityDefinition } from './entity.ts';
import { sameAcross, sameWithin } from './fields/values.ts';
import { activeMappings } from './mappings.ts';
import { merge } from './merge.ts';
import type { MergeInput } from './merge.ts';
import { rowNoun } from './operation.ts';
import type { AssociationEnd, Operation } from './operation.ts';
import type { OperationResult } from './ports.ts';
import { sides } from './record.ts';
import type { FieldValues, RecordSnapshot, Side } from './record.ts';
import type { Resolution } from './resolution.ts';
import type { FieldMapping, SyncRules } from './rules.ts';

/** An operation that was carried out, with the answer. */
export interface Done {
  readonly operation: Operation;
  readonly result: Extract<OperationResult, { ok: true }>;
}

export interface AgreeInput {
  readonly definition: EntityDefinition;
  readonly rules: SyncRules;
  readonly context: SyncContext;
  readonly base: Base | null;
  readonly hubspot: FieldValues;
  readonly quickbooks: RecordSnapshot;
  readonly done: readonly Done[];
  /** What a person had decided when this was asked for; absent is nothing. */
  readonly resolutions?: readonly Resolution[];
  /** Parts the decision says hold now. */
  readonly parts?: Base['parts'];
}

/** The new base. Fields that may not flow keep their old agreement, so that a later change of direction sees them. */
export function agree(input: AgreeInput): Base {
  const old = input.base ?? emptyBase;
  const context = forRecord(input.context, input.quickbooks.fields);
  const read = {
    hubspot: input.hubspot,
    quickbooks: { ...input.quickbooks.fields, ...input.definition.derive(input.quickbooks, input.context) },
  };
  const hubspot = { ...read.hubspot, ...answeredBy('hubspot', input.done) };
  const quickbooks = { ...read.quickbooks, ...answeredBy('quickbooks', input.done) };
  const sent = { hubspot: sentTo('hubspot', input.done), quickbooks: sentTo('quickbooks', input.done) };
  const fields = { ...old.fields };
  for (const mapping of activeMappings(input.rules, input.context)) {
    const values = {
      hubspot: hubspot[mapping.hubspot.name] ?? null,
      quickbooks: quickbooks[mapping.quickbooks.name] ?? null,
    };
    const agrees =
      sameAcross(mapping, values.hubspot, values.quickbooks, context) ||
      wasCarriedOut(mapping, sent, {
        rules: input.rules,
        base: input.base,
        ...read,
        context,
        resolutions: input.resolutions ?? [],
      });
    if (agrees) fields[mapping.id] = values;
  }
  return {
    fields,
    references: agreeReferences(input.done, old),
    parts: { ...agreeParts(input.done, old), ...input.parts },
  };
}

/**
 * What is known after only some operations were confirmed: rows that exist keep their ids, associations that stand are
 * remembered, no field counts as agreed that was not agreed before.
 */
export const agreePartly = (base: Base | null, done: readonly Done[]): Base => {
  const old = base ?? emptyBase;
  return { ...old, references: agreeReferences(done, old), parts: agreeParts(done, old) };
};

/** Whether a side still has, in every mapped field, what it had when both last agreed. */
export function sameAsAgreed(
  side: Side,
  record: RecordSnapshot,
  base: Base,
  mappings: readonly FieldMapping[],
  context: SyncContext,
): boolean {
  const known = forRecord(context, agreedFields(base, 'quickbooks', mappings));
  return mappings.every((mapping) => {
    const then = base.fields[mapping.id]?.[side];
    return (
      then !== undefined && sameWithin(mapping[side], record.fields[mapping[side].name] ?? null, then, known)
    );
  });
}

/**
 * Whether what this mapping asked for is what was sent. A field that another mapping wrote is no agreement of this one:
 * its own other side does not have the value yet.
 */
function wasCarriedOut(
  mapping: FieldMapping,
  sent: Readonly<Record<Side, FieldValues>>,
  before: Omit<MergeInput, 'mappings'>,
): boolean {
  if (sides.every((side) => !(mapping[side].name in sent[side]))) return false;
  const asked = merge({ ...before, mappings: [mapping] });
  return sides.some((side) => {
    const value = asked[side][mapping[side].name];
    return value !== undefined && value === sent[side][mapping[side].name];
  });
}

const onRecord = (side: Side, done: readonly Done[]): readonly Done[] =>
  done.filter(({ operation }) => operation.side === side && operation.noun === 'record');

const sentTo = (side: Side, done: readonly Done[]): FieldValues =>
  Object.assign({}, ...onRecord(side, done).map(({ operation }) => operation.values));

const answeredBy = (side: Side, done: readonly Done[]): FieldValues =>
  Object.assign(
    {},
    ...onRecord(side, done).flatMap(({ operation, result }) => [operation.values, result.values]),
  );

/** Records the pair's own record is joined to, by noun. One that has to make room counts until it was taken off. */
function agreeReferences(done: readonly Done[], old: Base): Base['references'] {
  const references = { ...old.references };
  const own = done.map(({ operation }) => operation).filter(({ noun }) => noun === 'record');
  const ends = (takenOff: boolean): readonly AssociationEnd[] =>
    own
      .filter(({ action }) => (action === 'dissociate') === takenOff)
      .flatMap(({ associations }) => associations);
  for (const { noun, id } of ends(true)) if (references[noun] === id) references[noun] = null;
  for (const { noun, id } of ends(false)) if (typeof id === 'string') references[noun] ??= id;
  return references;
}

/** Parts that were written take the answer; parts no longer in QuickBooks are forgotten; the rest stays. */
function agreeParts(done: readonly Done[], old: Base): Base['parts'] {
  const parts: Record<string, Record<string, PartBase>> = {};
  for (const [noun, rows] of Object.entries(old.parts)) parts[noun] = { ...rows };
  for (const { operation, result } of done) {
    const rows = rowsOf(operation, result.rows ?? []);
    if (rows) parts[rowNoun] = rows;
    const key = partKey(operation);
    if (key === null || operation.action === 'associate' || operation.action === 'dissociate') continue;
    const known = (parts[operation.noun] ??= {});
    if (operation.action === 'remove' || operation.forget) delete known[key];
    else if (operation.side === 'quickbooks') {
      forgetPartner(known, key);
      known[result.id] = madeInHubSpot(key, { operation, result });
    } else {
      known[key] = {
        hubspotId: result.id,
        hubspot: { ...known[key]?.hubspot, ...operation.values, ...result.values },
        quickbooks: operation.source ?? {},
      };
    }
  }
  return parts;
}

/** Rows that travelled with their record, as the vendor keeps them now; null when they cannot be told apart. */
function rowsOf({ rowParts }: Operation, answered: readonly FieldValues[]): Record<string, PartBase> | null {
  if (!rowParts || rowParts.length !== answered.length) return null;
  return Object.fromEntries(
    rowParts.map(({ key, hubspotId, source }, position) => [
      key,
      { hubspotId, hubspot: source, quickbooks: answered[position] ?? {} },
    ]),
  );
}

/** A part of HubSpot's has one counterpart: a new one takes the place of the one before. */
function forgetPartner(rows: Record<string, PartBase>, hubspotId: string): void {
  for (const [key, row] of Object.entries(rows))
    if (row.origin === 'hubspot' && row.hubspotId === hubspotId) delete rows[key];
}

/** A part that QuickBooks has because HubSpot has it, with what it covers there. */
const madeInHubSpot = (hubspotId: string, { operation, result }: Done): PartBase => ({
  hubspotId,
  hubspot: operation.source ?? {},
  // Of the rows asked for: QuickBooks may have applied what was left over to something else.
  quickbooks: { ...operation.values, ...result.values, ...operation.rows?.[0] },
  origin: 'hubspot',
});

/** Part operations are named `noun:key`; on QuickBooks' side the key is the id of the HubSpot part. */
function partKey(operation: Operation): string | null {
  const prefix = `${operation.noun}:`;
  return operation.noun !== 'record' && operation.name.startsWith(prefix)
    ? operation.name.slice(prefix.length)
    : null;
}
