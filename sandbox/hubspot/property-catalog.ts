// The properties and groups of one object type in one account: standard ones plus what apps and people added.

import { isAdjustmentType } from './adjustments.ts';
import type { Behaviours, FlagName } from './behaviours.ts';
import { HubSpotError, invalid, notFound } from './errors.ts';
import type { ObjectType } from './object-types.ts';
import { objectTypeInfo } from './object-types.ts';
import type { PropertyDefinition } from './property-definitions.ts';
import { STANDARD_GROUP, standardDefinitions } from './property-definitions.ts';

export interface PropertyGroup {
  name: string;
  label: string;
  displayOrder: number;
  archived: boolean;
}

/** HubSpot allows this many custom unique properties per object. */
const UNIQUE_LIMIT = 10;

/** Types whose acceptance of custom unique properties could not be verified. */
const UNIQUE_SWITCHES: Partial<Record<ObjectType, FlagName>> = {
  invoices: 'uniquePropertiesOnInvoices',
  line_items: 'uniquePropertiesOnLineItems',
  commerce_payments: 'uniquePropertiesOnPayments',
  discounts: 'uniqueCommerceAdjustmentProperties',
  fees: 'uniqueCommerceAdjustmentProperties',
  taxes: 'uniqueCommerceAdjustmentProperties',
};

export class PropertyCatalog {
  readonly type: ObjectType;
  readonly definitions = new Map<string, PropertyDefinition>();
  readonly groups = new Map<string, PropertyGroup>();

  constructor(type: ObjectType) {
    this.type = type;
    for (const definition of standardDefinitions(type)) this.definitions.set(definition.name, definition);
    const name = STANDARD_GROUP[type];
    this.groups.set(name, { name, label: name, displayOrder: 0, archived: false });
  }

  get(name: string): PropertyDefinition | undefined {
    return this.definitions.get(name);
  }

  require(name: string): PropertyDefinition {
    const definition = this.definitions.get(name);
    if (!definition) throw notFound(`Property "${name}" does not exist.`);
    return definition;
  }

  unique(): PropertyDefinition[] {
    return [...this.definitions.values()].filter((definition) => definition.hasUniqueValue);
  }

  /** Refuses what HubSpot refuses: a name in use, an unknown group, too many or impossible unique properties. */
  checkNew(definition: PropertyDefinition, behaviours: Behaviours): void {
    this.checkExtensible(behaviours);
    if (this.definitions.has(definition.name)) {
      throw new HubSpotError(409, {
        message: `A property named '${definition.name}' already exists.`,
        category: 'OBJECT_ALREADY_EXISTS',
        subCategory: 'Properties.PROPERTY_WITH_NAME_EXISTS',
      });
    }
    if (!this.groups.has(definition.groupName)) {
      throw invalid(`Property group "${definition.groupName}" does not exist.`, 'GROUP_DOES_NOT_EXIST');
    }
    if (definition.hasUniqueValue) this.checkUnique(definition, behaviours);
  }

  /** Whether discounts, fees and taxes take groups and properties beyond the standard ones could not be verified. */
  private checkExtensible(behaviours: Behaviours): void {
    if (!isAdjustmentType(this.type) || behaviours.flag('commerceAdjustmentProperties')) return;
    const { label } = objectTypeInfo(this.type);
    throw invalid(`${label} does not support custom properties.`, 'CUSTOM_PROPERTIES_NOT_SUPPORTED');
  }

  private checkUnique(definition: PropertyDefinition, behaviours: Behaviours): void {
    const { label } = objectTypeInfo(this.type);
    const allowed = UNIQUE_SWITCHES[this.type];
    if (allowed && !behaviours.flag(allowed)) {
      throw invalid(`Unique value properties are not supported for ${label}.`, 'UNIQUE_NOT_SUPPORTED');
    }
    if (definition.type !== 'string' && definition.type !== 'number') {
      throw invalid(`Property type ${definition.type} cannot have unique values.`, 'UNIQUE_NOT_SUPPORTED');
    }
    const custom = this.unique().filter((other) => !other.hubspotDefined);
    if (custom.length >= UNIQUE_LIMIT) {
      throw invalid(`${label} already has ${UNIQUE_LIMIT} unique value properties.`, 'UNIQUE_LIMIT_REACHED');
    }
  }

  addGroup(group: PropertyGroup, behaviours: Behaviours): PropertyGroup {
    this.checkExtensible(behaviours);
    if (this.groups.has(group.name)) {
      throw new HubSpotError(409, {
        message: `A property group named '${group.name}' already exists.`,
        category: 'OBJECT_ALREADY_EXISTS',
        subCategory: 'Properties.GROUP_WITH_NAME_EXISTS',
      });
    }
    this.groups.set(group.name, group);
    return group;
  }

  /** Whether the API can write values of this property; some properties depend on a switch. */
  isReadOnly(definition: PropertyDefinition, behaviours: Behaviours): boolean {
    if (typeof definition.readOnly === 'boolean') return definition.readOnly;
    return !behaviours.flag(definition.readOnly);
  }

  /** The wire form, with who may change what. */
  present(definition: PropertyDefinition, behaviours: Behaviours): Record<string, unknown> {
    const { readOnly: _readOnly, ...wire } = definition;
    return {
      ...wire,
      externalOptions: false,
      archived: false,
      modificationMetadata: {
        archivable: !definition.hubspotDefined,
        readOnlyDefinition: definition.hubspotDefined,
        readOnlyOptions: definition.hubspotDefined,
        readOnlyValue: this.isReadOnly(definition, behaviours),
      },
    };
  }
}
