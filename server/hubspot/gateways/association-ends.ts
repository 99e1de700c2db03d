// The other ends an operation names, in our nouns, turned into HubSpot's associations.

import type { ResolvedOperation } from '../../sync/operation.ts';
import type { OperationResult } from '../../sync/ports.ts';
import type { Outcome } from '../batches.ts';
import type { HubSpotClient } from '../client.ts';
import { isNoun } from '../object-types.ts';
import type { Noun } from '../object-types.ts';
import { readPrimaryCompanies, writeAssociations } from './associations.ts';
import type { AssociationWrite } from './associations.ts';
import { doneResult, refusedResult, targetOf } from './results.ts';

/** Stands for the primary company of the contact it names; for nothing when the contact has none. */
const companyOfContact = 'company-of-contact';

/** HubSpot's default types, which a create has to spell out where a call of its own may leave the choice to HubSpot. */
const defaultTypeIds: Readonly<Partial<Record<`${Noun}>${Noun}`, number>>> = {
  'invoice>contact': 177,
  'invoice>company': 179,
  'line>invoice': 410,
  'discount>invoice': 412,
  'tax>invoice': 416,
  'payment>invoice': 542,
  'payment>contact': 387,
  'payment>company': 389,
};

interface End {
  readonly noun: Noun;
  readonly id: string;
}

/** The `associations` of create inputs, by intent id. */
export async function inlineAssociations(
  client: HubSpotClient,
  from: Noun,
  operations: readonly ResolvedOperation[],
): Promise<ReadonlyMap<string, readonly object[]>> {
  const ends = await resolveEnds(client, operations);
  const inputs = [...ends].map(([intentId, list]) => {
    const associations = list.map(({ noun, id }) => {
      const associationTypeId = defaultTypeIds[`${from}>${noun}`];
      if (associationTypeId === undefined)
        throw new TypeError(`no known association from ${from} to ${noun}`);
      return { to: { id }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId }] };
    });
    return [intentId, associations] as const;
  });
  return new Map(inputs);
}

/** Associates records that an upsert has just created or found, and turns a refusal into the create's result. */
export async function joinCreated(
  client: HubSpotClient,
  from: Noun,
  operations: readonly ResolvedOperation[],
  results: readonly OperationResult[],
): Promise<readonly OperationResult[]> {
  const created = new Map(
    results.flatMap((result) => (result.ok ? [[result.intentId, result.id] as const] : [])),
  );
  const joining = operations.filter(({ intentId }) => created.has(intentId));
  const failures = await write(
    client,
    'associate',
    from,
    joining,
    (operation) => created.get(operation.intentId) ?? '',
  );
  return results.map((result) => failures.get(result.intentId) ?? result);
}

/** `associate` and `dissociate` operations: the target is the one end, the associations name the others. */
export async function carryOutAssociations(
  client: HubSpotClient,
  action: 'associate' | 'dissociate',
  from: Noun,
  operations: readonly ResolvedOperation[],
): Promise<readonly OperationResult[]> {
  const failures = await write(client, action, from, operations, targetOf);
  return operations.map(
    (operation) => failures.get(operation.intentId) ?? doneResult(operation, targetOf(operation)),
  );
}

/** Answers the failures, by intent id; one failed end fails its operation. */
async function write(
  client: HubSpotClient,
  action: 'associate' | 'dissociate',
  from: Noun,
  operations: readonly ResolvedOperation[],
  idOf: (operation: ResolvedOperation) => string,
): Promise<ReadonlyMap<string, OperationResult>> {
  const ends = await resolveEnds(client, operations);
  const writes = operations.flatMap((operation) =>
    (ends.get(operation.intentId) ?? []).map((to, index): [string, AssociationWrite] => [
      operation.intentId,
      { name: `${operation.intentId} ${index}`, from: { noun: from, id: idOf(operation) }, to },
    ]),
  );
  const outcomes: ReadonlyMap<string, Outcome<never>> = await writeAssociations(
    client,
    action,
    writes.map(([, one]) => one),
  );
  return new Map(
    writes.flatMap(([intentId, { name }]) => {
      const outcome = outcomes.get(name);
      return outcome?.ok === false ? [[intentId, refusedResult(intentId, outcome.refusal)] as const] : [];
    }),
  );
}

async function resolveEnds(
  client: HubSpotClient,
  operations: readonly ResolvedOperation[],
): Promise<ReadonlyMap<string, readonly End[]>> {
  const contacts = operations.flatMap(({ associations }) =>
    associations.filter(({ noun }) => noun === companyOfContact).map(({ id }) => id),
  );
  const companies = await readPrimaryCompanies(client, contacts);
  const endsOf = ({ noun, id }: { noun: string; id: string }): End[] => {
    if (noun !== companyOfContact) return [{ noun: nounOf(noun), id }];
    const company = companies.get(id);
    return company === undefined ? [] : [{ noun: 'company', id: company }];
  };
  return new Map(operations.map(({ intentId, associations }) => [intentId, associations.flatMap(endsOf)]));
}

/** Only invoices have parts, so a part's own record is the invoice. */
function nounOf(word: string): Noun {
  if (word === 'record') return 'invoice';
  if (isNoun(word)) return word;
  throw new TypeError(`HubSpot has no object for ${word}`);
}
