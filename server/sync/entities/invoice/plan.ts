// All writes of an invoice: by where it was made.

import type { PlanInput } from '../../entity.ts';
import type { Operation } from '../../operation.ts';
import { planInvoiceGone as planMirrorGone, planToHubspot } from './plan-to-hubspot.ts';
import { planCopyGone, planToQuickbooks } from './plan-to-quickbooks.ts';

/** Decided when the pair was made; an invoice without counterpart is at home where it is. */
const isMadeInHubspot = ({ link, quickbooks }: PlanInput): boolean =>
  link ? link.origin === 'hubspot' : quickbooks === null;

export const planInvoice = (input: PlanInput): readonly Operation[] =>
  isMadeInHubspot(input) ? planToQuickbooks(input) : planToHubspot(input);

/** Last writes for a pair whose QuickBooks record is gone. */
export const planInvoiceGone = (input: PlanInput): readonly Operation[] =>
  isMadeInHubspot(input) ? planCopyGone(input) : planMirrorGone(input);
