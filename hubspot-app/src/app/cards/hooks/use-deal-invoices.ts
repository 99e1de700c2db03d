import { useAssociations } from '@hubspot/ui-extensions/crm';
import { useEffect, useRef, useState } from 'react';

export type DealInvoices =
  | { readonly kind: 'loading' }
  /** HubSpot does not tell, perhaps because this person may not see invoices. */
  | { readonly kind: 'failed' }
  | {
      readonly kind: 'ready';
      readonly ids: readonly string[];
      /** The deal has more than these. */
      readonly cut: boolean;
    };

/** As many as the server answers at once. */
const invoicesAtMost = 200;
/** The same as in the hook's arguments. */
const pageLength = 100;

/**
 * Ids of the deal's invoices, as HubSpot shows them to this person, page after page. The arguments are literals because
 * HubSpot reads them out of the source to fetch ahead.
 */
export function useDealInvoices(): { readonly invoices: DealInvoices; readonly retry: () => void } {
  const { results, error, isLoading, isRefetching, pagination, refetch } = useAssociations({
    toObjectType: '0-53',
    properties: ['hs_object_id'],
    pageLength: 100,
  });
  const [pages, setPages] = useState<ReadonlyMap<number, readonly string[]>>(new Map());
  const { hasNextPage, currentPage, nextPage } = pagination;
  const read = useRef<{ readonly results: object; readonly content: string } | null>(null);

  useEffect(() => {
    if (isLoading || isRefetching || error) return;
    const ids = results.map(({ toObjectId }) => String(toObjectId));
    const content = `${currentPage} ${ids.join(' ')}`;
    // Asked for the next page, the hook shows the old one under the new number for a moment.
    if (read.current?.results === results || read.current?.content === content) return;
    read.current = { results, content };
    // The hook holds one page at a time; what was on the earlier ones is kept here.
    // oxlint-disable-next-line react/set-state-in-effect
    setPages((before) => new Map([...before].filter(([page]) => page < currentPage)).set(currentPage, ids));
    if (hasNextPage && currentPage * pageLength < invoicesAtMost) nextPage();
  }, [results, isLoading, isRefetching, error, currentPage, hasNextPage, nextPage]);

  const ids = [...new Set([...pages.values()].flat())];
  const isWhole = !isLoading && pages.has(currentPage) && (!hasNextPage || ids.length >= invoicesAtMost);
  const invoices: DealInvoices = error
    ? { kind: 'failed' }
    : isWhole
      ? { kind: 'ready', ids: ids.slice(0, invoicesAtMost), cut: hasNextPage || ids.length > invoicesAtMost }
      : { kind: 'loading' };
  return { invoices, retry: () => void refetch() };
}
