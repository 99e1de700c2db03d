// Which OAuth scopes open an object type.

import { isAdjustmentType } from './adjustments.ts';
import type { Behaviours } from './behaviours.ts';
import { findObjectType, objectTypeInfo } from './object-types.ts';
import type { ObjectType, ScopeNames } from './object-types.ts';

/** Scopes of which one is enough. Discounts, fees and taxes are guarded by the scopes of another object type (a switch). */
export function scopesFor(type: ObjectType, access: keyof ScopeNames, behaviours: Behaviours): string[] {
  if (!isAdjustmentType(type)) return objectTypeInfo(type)[access];
  const guard = findObjectType(behaviours.text('commerceAdjustmentScopes'));
  return objectTypeInfo(guard ?? type)[access];
}
