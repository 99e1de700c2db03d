import { changeData } from './change-data.ts';
import type { Company } from './company.ts';
import { remove, save, voidTransaction } from './engine.ts';
import { entityTypes } from './entities/registry.ts';
import { faultEnvelope, missing, QuickBooksFault } from './faults.ts';
import { runQuery } from './query/run.ts';
import { render } from './render.ts';
import { isFields, list, nested, text } from './values.ts';
import type { Fields } from './values.ts';

const MOST_ITEMS = 30;

/** Carries out each item by itself; a refused one answers a fault beside the others. */
export function runBatch(
  company: Company,
  request: Fields,
  replay: (bId: string, run: () => Fields) => Fields,
): Fields[] {
  if (!Array.isArray(request['BatchItemRequest'])) throw missing('BatchItemRequest');
  const items = list(request, 'BatchItemRequest');
  if (items.length > MOST_ITEMS) {
    throw new QuickBooksFault(
      '1040',
      `The batch has ${items.length} items; at most ${MOST_ITEMS} are allowed`,
    );
  }
  return items.map((item) => {
    const bId = text(item, 'bId') ?? '';
    try {
      return { bId, ...replay(bId, () => runItem(company, item)) };
    } catch (error) {
      if (!(error instanceof QuickBooksFault)) throw error;
      return { bId, ...faultEnvelope(error) };
    }
  });
}

function runItem(company: Company, item: Fields): Fields {
  const statement = text(item, 'Query');
  if (statement !== undefined) return { QueryResponse: runQuery(company, statement) };
  const changes = nested(item, 'CDCQuery');
  if (changes)
    return { CDCResponse: changeData(company, text(changes, 'Entities'), text(changes, 'ChangedSince')) };
  const type = Object.values(entityTypes).find(({ name }) => isFields(item[name]));
  const request = type && nested(item, type.name);
  if (!type || !request) throw new QuickBooksFault('2000', 'Invalid object name', 'BatchItemRequest');
  const operation = text(item, 'operation');
  const voids = operation === 'void' || text(item, 'optionsData') === 'void';
  if (voids) return { [type.name]: render(company, type, voidTransaction(company, type, request)) };
  if (operation === 'delete') {
    return { [type.name]: { status: 'Deleted', domain: 'QBO', Id: remove(company, type, request).id } };
  }
  if (
    operation === 'create'
      ? request['Id'] !== undefined
      : operation !== 'update' || request['Id'] === undefined
  ) {
    throw new QuickBooksFault('500', `Operation ${operation ?? ''} is not supported.`);
  }
  return { [type.name]: render(company, type, save(company, type, request)) };
}
