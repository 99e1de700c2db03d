// The three custom fields of sales forms that older companies have, defined in Preferences.

import type { Company } from '../company.ts';
import { QuickBooksFault } from '../faults.ts';
import * as schema from '../schema.ts';
import { list, nested, put, text } from '../values.ts';
import type { Fields } from '../values.ts';

export const customFieldSchema = schema.listOf({
  DefinitionId: schema.text(10),
  Name: schema.readOnly,
  Type: schema.choice('StringType'),
  StringValue: schema.text(31),
});

/** Names of the fields in use by definition id: the digit at the end of the preference's name. */
function definitions(company: Company): Map<string, string> {
  const groups = list(nested(company.preferences(), 'SalesFormsPrefs'), 'CustomField');
  const settings = groups.flatMap((group) => list(group, 'CustomField'));
  const names = new Map<string, string>();
  for (const setting of settings) {
    const id = /^SalesFormsPrefs\.UseSalesCustom([1-3])$/.exec(text(setting, 'Name') ?? '')?.[1];
    if (id === undefined || setting['BooleanValue'] !== true) continue;
    const named = settings.find(({ Name }) => Name === `SalesFormsPrefs.SalesCustomName${id}`);
    names.set(id, text(named, 'StringValue') ?? '');
  }
  return new Map([...names].toSorted(([a], [b]) => Number(a) - Number(b)));
}

/** Keeps the values that have one; refuses unknown, repeated and disabled definitions with 3000. */
export function prepareCustomFields(company: Company, fields: Fields): void {
  const known = definitions(company);
  const seen = new Set<string>();
  fields['CustomField'] = list(fields, 'CustomField').flatMap((field) => {
    const id = text(field, 'DefinitionId') ?? '';
    if (!known.has(id) && company.behaviour('disabledCustomField') === 'drop') return [];
    if (!known.has(id) || seen.has(id)) {
      throw new QuickBooksFault('3000', `Invalid Custom Field : DefinitionId ${id}`, 'CustomField');
    }
    seen.add(id);
    const value = text(field, 'StringValue');
    return value ? [{ DefinitionId: id, StringValue: value }] : [];
  });
}

/** Every field in use, whether it has a value or not. */
export function renderCustomFields(company: Company, fields: Fields): Fields[] {
  const values = list(fields, 'CustomField');
  return [...definitions(company)].map(([DefinitionId, Name]) => {
    const shown: Fields = { DefinitionId, Name, Type: 'StringType' };
    put(
      shown,
      'StringValue',
      values.find((field) => field['DefinitionId'] === DefinitionId)?.['StringValue'],
    );
    return shown;
  });
}
