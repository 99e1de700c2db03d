// The cards in HubSpot's own test renderer, with a server that answers from a table.

import { createRenderer } from '@hubspot/ui-extensions/testing';
import type { ReactElement } from 'react';
import { DealCard } from '../../hubspot-app/src/app/cards/DealCard.tsx';
import { InvoiceCard } from '../../hubspot-app/src/app/cards/InvoiceCard.tsx';
import type { Pace } from '../../hubspot-app/src/app/cards/pace.ts';
import { serveExtension, textsOf } from './extension-server.ts';
import type { Answers, ExtensionCall, Language } from './extension-server.ts';

/** Slow enough that nothing but the test makes anything happen. */
const still: Pace = { dueMs: 600_000, idleMs: 600_000 };

export interface OpenCardOptions {
  readonly language?: Language;
  readonly pace?: Partial<Pace>;
  /** Ids of the deal's invoices as HubSpot tells them; an error where it does not. */
  readonly invoices?: readonly number[] | Error;
}

export const openInvoiceCard = (answers: Answers, options: OpenCardOptions = {}) =>
  open(<InvoiceCard invoiceId="901" pace={{ ...still, ...options.pace }} />, answers, options);

export const openDealCard = (answers: Answers, options: OpenCardOptions = {}) =>
  open(<DealCard pace={{ ...still, ...options.pace }} />, answers, options);

function open(card: ReactElement, answers: Answers, { language = 'en', invoices = [901] }: OpenCardOptions) {
  const calls: ExtensionCall[] = [];
  const origin = serveExtension(answers, (call) => calls.push(call));
  const renderer = createRenderer('crm.record.tab');
  const { context, useAssociations } = renderer.mocks;
  context.user.locale = language === 'en' ? 'en-us' : 'fr-fr';
  context.portal.timezone = 'America/Toronto';
  context.variables = { API_ORIGIN: origin };
  useAssociations.willCall(() => associationsOf(invoices));
  renderer.render(card);
  return { ...renderer, calls, shown: () => textsOf(renderer.getRootNode()) };
}

const associationsOf = (invoices: readonly number[] | Error) => ({
  results: (invoices instanceof Error ? [] : invoices).map((toObjectId) => ({
    toObjectId,
    associationTypes: [],
    properties: {},
  })),
  error: invoices instanceof Error ? invoices : null,
  isLoading: false,
  isRefetching: false,
  refetch: async () => undefined,
  pagination: {
    hasNextPage: false,
    hasPreviousPage: false,
    currentPage: 1,
    pageSize: 100,
    nextPage: () => undefined,
    previousPage: () => undefined,
    reset: () => undefined,
  },
});
