// The only place where the entities are listed. A new one is a file here, a gateway per vendor and a line below.

import type { EntityDefinition } from '../entity.ts';
import type { EntityName, Side } from '../record.ts';
import { contact } from './contact.ts';
import { invoice } from './invoice/invoice.ts';
import { payment } from './payment.ts';
import type { PartEntity } from './payment.ts';
import { product } from './product.ts';

export interface Registry {
  /** In dependency order: what is required comes first. */
  readonly entities: readonly EntityDefinition[];
  readonly parts: readonly PartEntity[];
}

export const registry: Registry = { entities: [contact, product, invoice], parts: [payment] };

/** The entity whose gateway carries out a write of a noun that a plan of `entity` asks for. */
export const writerOf = (
  of: Registry,
  entity: EntityName,
  { side, noun }: { readonly side: Side; readonly noun: string },
): EntityName =>
  of.parts.find((part) => part.parent === entity && part.writes[side]?.includes(noun))?.name ?? entity;

export function definitionOf(of: Registry, name: EntityName): EntityDefinition {
  const found = of.entities.find((definition) => definition.name === name);
  if (!found) throw new Error(`no entity is called ${name}`);
  return found;
}
