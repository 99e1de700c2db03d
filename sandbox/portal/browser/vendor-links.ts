// Links into the vendors' own screens lead to the portal's pages, which stand for them here.

import { typeIds } from '../object-type-ids.ts';
import { bookPath, recordPath, recordTypes } from './router.tsx';

const bookPages = [
  { path: '/app/invoice', parameter: 'txnId', type: 'Invoice' },
  { path: '/app/recvpayment', parameter: 'txnId', type: 'Payment' },
  { path: '/app/customerdetail', parameter: 'nameId', type: 'Customer' },
  { path: '/app/items', parameter: 'itemId', type: 'Item' },
] as const;

/** The portal's page for a record in QuickBooks or HubSpot; null for every other address. */
export function pageFor(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { hostname, pathname, searchParams } = new URL(url);
  if (/(^|\.)qbo\.intuit\.com$/.test(hostname)) {
    const page = bookPages.find(({ path }) => path === pathname);
    const id = page && searchParams.get(page.parameter);
    return page && id ? bookPath(page.type, id) : null;
  }
  if (!/(^|\.)hubspot\.com$/.test(hostname)) return null;
  const [, typeId, id] = /\/record\/([\d-]+)\/(\d+)/.exec(pathname) ?? [];
  const type = recordTypes.find((known) => typeIds[known] === typeId);
  return type && id ? recordPath(type, id) : null;
}
