// What a person does in QuickBooks' own screens. The same engine as the API, without tokens to match.

import type { Edit } from '../core/vendor.ts';
import type { Company } from './company.ts';
import { charset, create, find, removeRecord, send, update, voidRecord } from './engine.ts';
import { currencyOf } from './entities/currency.ts';
import type { EntityType } from './entities/entity.ts';
import { mergeSettings } from './entities/settings.ts';
import { entityType } from './entities/registry.ts';
import { merge } from './merge.ts';
import { render } from './render.ts';
import { readRequest } from './schema.ts';
import { refId, text } from './values.ts';
import type { Fields } from './values.ts';

/** Carries out one edit and answers the record as the API would show it. */
export function applyEdit(company: Company, edit: Edit): Fields {
  const type = entityType(edit.type);
  if (!type) throw new Error(`no such entity: ${edit.type}`);
  switch (edit.action) {
    case 'save':
      return saveEdit(company, type, edit);
    case 'deactivate':
      return saveEdit(company, type, { ...edit, change: { Active: false } });
    case 'delete': {
      const record = find(company, type, edit.id);
      const shown = render(company, type, record);
      removeRecord(company, type, record);
      return { ...shown, status: 'Deleted' };
    }
    case 'void': {
      const record = find(company, type, edit.id);
      voidRecord(company, type, record);
      return render(company, type, record);
    }
    case 'merge': {
      const survivor = find(company, type, edit.id);
      const loser = find(company, type, text(edit.with, 'id'));
      merge(company, type, survivor, loser);
      return render(company, type, survivor);
    }
    case 'associate':
    case 'dissociate':
      throw new Error(`QuickBooks has no ${edit.action}`);
    default:
      return edit.action satisfies never;
  }
}

function saveEdit(company: Company, type: EntityType, edit: Edit): Fields {
  const change = edit.change ?? {};
  if (type.kind === 'single') {
    // The settings screens reach what the API only reads: close date, subscription, currencies.
    const record = company.single(type.name === 'Preferences' ? 'Preferences' : 'CompanyInfo');
    record.fields = mergeSettings(record.fields, change);
    company.change(type.name, record);
    return render(company, type, record);
  }
  const { EmailStatus, ...rest } = change;
  const schema = type.screenSchema ?? type.schema;
  const read = readRequest(schema, EmailStatus === 'EmailSent' ? rest : change, charset(company));
  if (edit.id === undefined)
    return render(company, type, create(company, type, { ...preset(company, type, read), ...read }));
  const record = find(company, type, edit.id);
  update(company, type, record, read, true);
  if (EmailStatus === 'EmailSent') send(company, type, record.id, undefined);
  return render(company, type, record);
}

const CHECKING = '35';

/** What the screens fill in by themselves: the bank account, and the currency of whom or what is chosen. */
function preset(company: Company, type: EntityType, read: Fields): Fields {
  if (type.kind !== 'transaction') return {};
  const bank = type.name === 'Deposit' ? { DepositToAccountRef: { value: CHECKING } } : {};
  const customer = company.stores.Customer.get(refId(read, 'CustomerRef') ?? '');
  const account = company.stores.Account.get(refId(read, 'AccountRef') ?? '');
  return { ...bank, CurrencyRef: { value: currencyOf(company, customer ?? account) } };
}
