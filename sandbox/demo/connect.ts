// What a person does after finding the app: install it, consent, pick the company. All over HTTP, on the real pages.

import type { LedgerlineApi } from './ledgerline-api.ts';
import { findLink, readAloud, WebVisitor } from './web-visitor.ts';
import type { SeenPage } from './web-visitor.ts';

/** Installs Ledgerline in the HubSpot account, then connects the QuickBooks company. Throws what the page says. */
export async function connectBoth(serverUrl: string): Promise<void> {
  const visitor = new WebVisitor();
  const consent = expectPage(await visitor.open(`${serverUrl}/oauth/hubspot/install`));
  const installed = expectPage(await visitor.submit(consent, 'connect'));
  const link = findLink(installed, '/oauth/quickbooks/connect');
  if (link === null) throw new Error(`no way on to QuickBooks: ${readAloud(installed)}`);
  const picker = expectPage(await visitor.open(link));
  expectPage(await visitor.submit(picker, 'connect'));
}

function expectPage(page: SeenPage): SeenPage {
  if (page.status === 200) return page;
  throw new Error(`${new URL(page.url).pathname} answered ${page.status}: ${readAloud(page)}`);
}

/** Switches every recommended sync on, those first that others need. */
export async function switchSyncsOn(api: LedgerlineApi): Promise<void> {
  const { syncs } = await api.connection();
  const off = syncs.filter(({ state }) => state === 'off').toSorted((a, b) => rank(a) - rank(b));
  for (const { entity } of off) await api.switchSync(entity, true);
}

const order = ['contact', 'product', 'invoice'];
const rank = ({ entity }: { readonly entity: string }): number => order.indexOf(entity);
