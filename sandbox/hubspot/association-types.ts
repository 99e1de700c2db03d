// HubSpot's own association types between the simulated objects, with the type of the opposite direction.

import type { ObjectType } from './object-types.ts';
import { objectTypeInfo } from './object-types.ts';

/** One direction of an association type. The first type of a pair is the pair's default. */
export interface AssociationType {
  from: ObjectType;
  to: ObjectType;
  typeId: number;
  reverseId: number;
  /** Absent on unlabelled types. */
  label: string | null;
  /** As the record-level reads name it. */
  name: string;
  primary: boolean;
}

type Row = [from: ObjectType, to: ObjectType, typeId: number, reverseId: number, primary?: boolean];

const ROWS: Row[] = [
  ['invoices', 'contacts', 177, 178],
  ['invoices', 'companies', 179, 180],
  ['invoices', 'deals', 175, 176],
  ['invoices', 'line_items', 409, 410],
  ['invoices', 'commerce_payments', 541, 542],
  ['invoices', 'discounts', 411, 412],
  ['invoices', 'fees', 413, 414],
  ['invoices', 'taxes', 415, 416],
  ['commerce_payments', 'contacts', 387, 388],
  ['commerce_payments', 'companies', 389, 390],
  ['commerce_payments', 'deals', 391, 392],
  ['commerce_payments', 'line_items', 395, 396],
  ['deals', 'line_items', 19, 20],
  ['deals', 'contacts', 3, 4],
  ['deals', 'companies', 341, 342],
  ['deals', 'companies', 5, 6, true],
  ['contacts', 'companies', 279, 280],
  ['contacts', 'companies', 1, 2, true],
];

const TYPES: AssociationType[] = ROWS.flatMap(([from, to, typeId, reverseId, primary = false]) => {
  const direction = (a: ObjectType, b: ObjectType, id: number, reverse: number): AssociationType => {
    const hasPrimary = ROWS.some((row) => row[0] === from && row[1] === to && row[4]);
    const name = `${objectTypeInfo(a).singular}_to_${objectTypeInfo(b).singular}`;
    return {
      from: a,
      to: b,
      typeId: id,
      reverseId: reverse,
      label: primary ? 'Primary' : null,
      // Where a primary type exists it keeps the plain name, and the general one is called unlabeled.
      name: hasPrimary && !primary ? `${name}_unlabeled` : name,
      primary,
    };
  };
  return [direction(from, to, typeId, reverseId), direction(to, from, reverseId, typeId)];
});

const BY_PAIR = new Map<string, AssociationType[]>();
const BY_ID = new Map<number, AssociationType>();
for (const type of TYPES) {
  const key = `${type.from}>${type.to}`;
  BY_PAIR.set(key, [...(BY_PAIR.get(key) ?? []), type]);
  BY_ID.set(type.typeId, type);
}

/** All types from one object to another, the default first; empty when the two cannot be associated. */
export function associationTypes(from: ObjectType, to: ObjectType): AssociationType[] {
  return BY_PAIR.get(`${from}>${to}`) ?? [];
}

export function associationType(typeId: number): AssociationType | undefined {
  return BY_ID.get(typeId);
}

/** The type with this id, if it starts at this object. */
export function associationTypeFrom(from: ObjectType, typeId: number): AssociationType | undefined {
  const type = BY_ID.get(typeId);
  return type?.from === from ? type : undefined;
}

/** The type that marks the primary company, where the pair has one. */
export function primaryType(from: ObjectType, to: ObjectType): AssociationType | undefined {
  return associationTypes(from, to).find((type) => type.primary);
}
