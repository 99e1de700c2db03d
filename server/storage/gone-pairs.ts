// Pairs whose HubSpot record a person deleted keep their link, but nothing new can hang on them.

/**
 * Condition on a row of record_states: the pair's HubSpot record was deleted, or was merged into one that was deleted
 * since. Needs `:connectionId`.
 */
export const isGoneInHubspot = (pair: string): string =>
  `${pair}.state = 'excluded' and (${pair}.reason = 'deleted-in-hubspot'
     or ${pair}.reason = 'merged' and exists (select from record_states winner
       where winner.connection_id = :connectionId and winner.entity = ${pair}.entity
         and winner.hubspot_id = ${pair}.details ->> 'into'
         and winner.state = 'excluded' and winner.reason = 'deleted-in-hubspot'))`;
