// Every behaviour that could not be verified against a real account is a named switch here; README.md explains each.

import type { SimContext } from '../core/vendor.ts';

export const DEFAULT_BEHAVIOURS = {
  adminRequiredProperties: '',
  accessTokenLength: 520,
  authorizationCodeTtlMs: 300_000,
  batchUpdateMissingIds: 'partial',
  batchUpdatePartialWithTraceIds: true,
  batchUpsertPartialWithTraceIds: true,
  associationWriteScopes: 'from',
  changeSourceFormat: 'appId',
  commerceAdjustmentProperties: true,
  commerceAdjustmentScopes: 'invoices',
  firstCompanyIsPrimary: true,
  deletingParentDeletesLineItems: true,
  lineItemDiscount: 'perUnit',
  lineItemSecondParent: 'refuse',
  lineItemsAssociationKey: 'line items',
  mergeCreatesNewRecord: false,
  noopUpdateBumpsLastModified: true,
  nonBillableAmountBilledWritable: true,
  nonBillableBalanceWritable: false,
  nonBillableDeletable: true,
  nonBillableStatusChecked: false,
  nullPropertyValue: 'refuse',
  orderedLimitPolicy: 'TEN_SECONDLY_ROLLING',
  openInvoiceDeletable: false,
  openInvoiceEditable: true,
  invoiceSourceWritable: false,
  paymentSettlesInvoice: 'billable',
  paymentsUnavailableStatus: 403,
  rotateRefreshToken: false,
  searchLagMs: 2000,
  uninstalledRefreshStatus: 'BAD_REFRESH_TOKEN',
  uniqueCommerceAdjustmentProperties: false,
  uniquePropertiesOnInvoices: true,
  uniquePropertiesOnLineItems: true,
  uniquePropertiesOnPayments: true,
  webhookApiChangeSource: 'INTEGRATION',
  webhookCreationPropertyChanges: true,
} as const satisfies Record<string, boolean | string | number>;

export type BehaviourName = keyof typeof DEFAULT_BEHAVIOURS;
type NamesOf<Kind> = {
  [Name in BehaviourName]: (typeof DEFAULT_BEHAVIOURS)[Name] extends Kind ? Name : never;
}[BehaviourName];
export type FlagName = NamesOf<boolean>;

/** Typed reading of the switches; a switch that was never set has its default. */
export class Behaviours {
  private readonly context: SimContext;

  constructor(context: SimContext) {
    this.context = context;
  }

  flag(name: FlagName): boolean {
    return this.value(name) === true;
  }

  text(name: NamesOf<string>): string {
    return String(this.value(name));
  }

  number(name: NamesOf<number>): number {
    return Number(this.value(name));
  }

  private value(name: BehaviourName): boolean | string | number {
    return this.context.settings.behaviours[name] ?? DEFAULT_BEHAVIOURS[name];
  }
}
