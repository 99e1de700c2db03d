import type { Candidate, Gateway, MatchKey } from '../../sync/ports.ts';
import { addresses, foldEmail } from '../../sync/fields/emails.ts';
import type { QuickBooksClient } from '../client.ts';
import { largestPage, literal, queryRows } from '../query.ts';
import type { RecordCache } from '../record-cache.ts';
import { customerSnapshot } from '../snapshot/customer.ts';
import type { Customer } from '../wire/customer.ts';
import { byName } from './find-created.ts';
import { candidatesByKey, keyOf, valuesOf } from './match-keys.ts';
import { customerNoun } from './noun.ts';
import { readMethods } from './read-methods.ts';
import type { Source } from './read.ts';
import { customerFields } from './writable-fields.ts';
import type { WriteRules } from './write-rules.ts';
import { executeWrites } from './write.ts';

const customerRules: WriteRules<Customer> = {
  noun: 'record',
  actions: ['create', 'update'],
  fields: customerFields,
  findCreated: byName('DisplayName', customerFields),
};

/** Customers, by e-mail where they have to be found. */
export function customerGateway(client: QuickBooksClient, cache: RecordCache): Gateway {
  const source: Source<Customer> = { client, noun: customerNoun, cache: cache.customers };
  return {
    side: 'quickbooks',
    entity: customerNoun.entity,
    ...readMethods(source, customerSnapshot),
    async find(keys) {
      const found = await Promise.all(valuesOf('email', keys).map((email) => withEmail(client, email)));
      return candidatesByKey(found.flat());
    },
    execute: (operations) => executeWrites(source, customerRules, operations),
  };
}

/**
 * Active customers with this address. There is no `OR` and no list operator for addresses, so each costs a query; a field
 * may hold several addresses, so the pattern only narrows down.
 */
async function withEmail(
  client: QuickBooksClient,
  email: string,
): Promise<readonly { key: MatchKey; candidate: Candidate }[]> {
  const customers = await queryRows(
    client,
    `SELECT * FROM Customer WHERE PrimaryEmailAddr LIKE ${literal(`%${email}%`)} MAXRESULTS ${largestPage}`,
    customerNoun,
  );
  return customers
    .filter((customer) => customer.IsProject !== true && emailsOf(customer).includes(email))
    .map((customer) => ({
      key: keyOf('email', email),
      candidate: { id: customer.Id, label: customer.DisplayName ?? customer.Id },
    }));
}

const emailsOf = (customer: Customer): readonly string[] =>
  addresses(customer.PrimaryEmailAddr?.Address ?? null).map(foldEmail);
