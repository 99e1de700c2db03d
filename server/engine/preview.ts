// How many records proposed rules would let through, on each side. Small lists are read and judged by the rules
// themselves; of large ones the vendor is asked where a query says the same as the filter, and otherwise as much is read
// as a person waits for.

import type { SyncContext } from '../sync/context.ts';
import type { EntityDefinition } from '../sync/entity.ts';
import { passes } from '../sync/filter.ts';
import type { Gateway, VendorAccess } from '../sync/ports.ts';
import type { RecordSnapshot, Side } from '../sync/record.ts';
import { checkRules } from '../sync/rules-check.ts';
import type { RulesProblem } from '../sync/rules-problem.ts';
import type { SyncRules } from '../sync/rules.ts';
import type { Connection } from './connections/ports.ts';
import { definitionIn } from './rules-changed.ts';
import type { SyncsDeps } from './syncs.ts';

/**
 * - `read`: every record was read and judged, projects, categories and items without SKU left out as the rules say.
 * - `read-partly`: the same for the first `looked` records only; there may be more.
 * - `asked`: the vendor counted the active records that pass the filter; what rules leave out besides is included.
 * - `closed`: the direction lets no new records of this side cross.
 */
export type CountedHow = 'read' | 'read-partly' | 'asked' | 'closed';

export interface SideCount {
  readonly count: number;
  /** The true number may be larger. */
  readonly atLeast: boolean;
  readonly counted: CountedHow;
  /** Records read and judged. */
  readonly looked: number;
}

export type Preview = Readonly<Record<Side, SideCount>>;

export type PreviewOutcome =
  | { readonly kind: 'counted'; readonly preview: Preview }
  | { readonly kind: 'refused'; readonly problems: readonly RulesProblem[] }
  | { readonly kind: 'unknown-sync' | 'not-connected' };

export interface PreviewDeps extends Pick<SyncsDeps, 'registry'> {
  now(): Date;
  /** Vendors that read what these rules look at. Null while the connection is not fully set up. */
  reachFor<T>(
    connection: Connection,
    rules: SyncRules,
    work: (access: VendorAccess, context: SyncContext) => Promise<T>,
  ): Promise<T | null>;
}

/** A person waits: no new page is read after this long, or beyond this many pages. */
const patience = { ms: 4_000, pages: 10 };

export async function previewRules(
  deps: PreviewDeps,
  connection: Connection,
  rules: SyncRules,
): Promise<PreviewOutcome> {
  const definition = definitionIn(deps.registry, rules.entity);
  if (!definition) return { kind: 'unknown-sync' };
  const problems = checkRules(definition, rules);
  if (problems.length > 0) return { kind: 'refused', problems };
  const preview = await deps.reachFor(connection, rules, async (access, context) => {
    const until = deps.now().getTime() + patience.ms;
    const count = (side: Side): Promise<SideCount> =>
      countSide({
        gateway: access.gateway(side, rules.entity),
        judge: judgeOf(definition, rules, context, side),
        isOver: () => deps.now().getTime() >= until,
        rules,
        zone: zoneOf(context, side),
      });
    const [hubspot, quickbooks] = await Promise.all([count('hubspot'), count('quickbooks')]);
    return { hubspot, quickbooks };
  });
  return preview ? { kind: 'counted', preview } : { kind: 'not-connected' };
}

interface Counting {
  readonly gateway: Gateway;
  readonly judge: (record: RecordSnapshot) => Verdict;
  readonly isOver: () => boolean;
  readonly rules: SyncRules;
  readonly zone: string;
}

type Verdict = 'passes' | 'filtered' | 'out-of-scope';

async function countSide(counting: Counting): Promise<SideCount> {
  const { gateway, judge, isOver, rules, zone } = counting;
  if (!mayCross(gateway.side, rules)) return { count: 0, atLeast: false, counted: 'closed', looked: 0 };
  let [looked, count, leftOut] = [0, 0, 0];
  let place: string | null = null;
  for (let pages = 1; ; pages += 1) {
    const page = await gateway.list(place);
    for (const verdict of page.records.map(judge)) {
      if (verdict === 'passes') count += 1;
      if (verdict === 'out-of-scope') leftOut += 1;
    }
    looked += page.records.length;
    if (page.next === null) return { count, atLeast: false, counted: 'read', looked };
    // A query knows the filter only: where rules leave out more than that, its number would mislead.
    const asked =
      pages === 1 && leftOut === 0 ? await gateway.countPassing?.(filterOf(gateway.side, rules), zone) : null;
    if (typeof asked === 'number') return { count: asked, atLeast: false, counted: 'asked', looked };
    if (pages >= patience.pages || isOver()) return { count, atLeast: true, counted: 'read-partly', looked };
    place = page.next;
  }
}

function judgeOf(
  definition: EntityDefinition,
  rules: SyncRules,
  context: SyncContext,
  side: Side,
): Counting['judge'] {
  const [filter, zone] = [filterOf(side, rules), zoneOf(context, side)];
  return (record) => {
    if (record.state === 'inactive' || record.state === 'deleted') return 'filtered';
    if (definition.scope(record, rules) !== null) return 'out-of-scope';
    const associated = Object.fromEntries(
      Object.entries(record.parts).map(([noun, parts]) => [noun, parts.map(({ fields }) => fields)]),
    );
    return passes(filter, { fields: record.fields, associated }, zone) ? 'passes' : 'filtered';
  };
}

const filterOf = (side: Side, { filters }: SyncRules) =>
  side === 'quickbooks' ? filters.toHubspot : filters.toQuickbooks;

const zoneOf = ({ company, portal }: SyncContext, side: Side): string =>
  side === 'quickbooks' ? company.realmTimeZone : portal.portalTimeZone;

const mayCross = (side: Side, { direction }: SyncRules): boolean =>
  direction === 'two-way' || direction === (side === 'quickbooks' ? 'to-hubspot' : 'to-quickbooks');
