// Which page the address names.

import { useEffect, useState } from 'react';
import type { MouseEvent, ReactNode } from 'react';
import type { HubSpotType, QuickBooksType } from '../wire.ts';

export type Route =
  | { readonly page: 'start' }
  | { readonly page: 'settings' }
  | { readonly page: 'trouble' }
  | { readonly page: 'records'; readonly type: HubSpotType; readonly id: string | null }
  | { readonly page: 'quickbooks'; readonly type: QuickBooksType; readonly id: string | null };

export const recordTypes = ['contacts', 'companies', 'deals', 'products', 'invoices'] as const;
export const bookTypes = {
  customers: 'Customer',
  items: 'Item',
  invoices: 'Invoice',
  payments: 'Payment',
} as const;

/** An address that names nothing shows the start. */
export function routeOf(path: string): Route {
  const [first = '', second = '', third = null] = path.split('/').filter(Boolean);
  if (first === 'settings' || first === 'trouble') return { page: first };
  const recordType = recordTypes.find((type) => type === first);
  if (recordType) return { page: 'records', type: recordType, id: second || null };
  const [, bookType] = Object.entries(bookTypes).find(([name]) => name === second) ?? [];
  if (first === 'quickbooks' && bookType) return { page: 'quickbooks', type: bookType, id: third };
  return { page: 'start' };
}

export const recordPath = (type: HubSpotType, id?: string): string =>
  id === undefined ? `/${type}` : `/${type}/${id}`;

export function bookPath(type: QuickBooksType, id?: string): string {
  const [name = ''] = Object.entries(bookTypes).find(([, known]) => known === type) ?? [];
  return id === undefined ? `/quickbooks/${name}` : `/quickbooks/${name}/${id}`;
}

const moved = 'portal:moved';

export function go(path: string): void {
  history.pushState(null, '', path);
  dispatchEvent(new Event(moved));
  scrollTo(0, 0);
}

export function usePath(): string {
  const [path, setPath] = useState(location.pathname);
  useEffect(() => {
    const read = (): void => setPath(location.pathname);
    addEventListener(moved, read);
    addEventListener('popstate', read);
    return () => {
      removeEventListener(moved, read);
      removeEventListener('popstate', read);
    };
  }, []);
  return path;
}

interface PageLinkProps {
  readonly to: string;
  readonly className?: string;
  readonly current?: boolean;
  readonly children: ReactNode;
}

/** A link to another page of the portal. With a modifier key it opens as any link does. */
export function PageLink({ to, className, current = false, children }: PageLinkProps) {
  const follow = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a href={to} className={className} aria-current={current ? 'page' : undefined} onClick={follow}>
      {children}
    </a>
  );
}
