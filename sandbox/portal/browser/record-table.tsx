// A list of records: search, rows, pages.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { HubSpotType, ListView, QuickBooksType, Row, Value } from '../wire.ts';
import { useWatched } from './ask.ts';
import { useFormats, useText } from './session.tsx';
import { PageLink } from './router.tsx';
import { ValueText } from './values.tsx';

const columns = {
  Customer: ['name', 'email', 'balance'],
  Item: ['name', 'sku', 'price'],
  Invoice: ['number', 'customer', 'date', 'status', 'balance'],
  Payment: ['date', 'customer', 'amount', 'unapplied'],
  contacts: ['name', 'email', 'company'],
  companies: ['name', 'domain', 'city'],
  deals: ['name', 'stage', 'date', 'amount'],
  products: ['name', 'sku', 'price'],
  invoices: ['number', 'contact', 'date', 'status', 'balance'],
} as const satisfies Record<HubSpotType | QuickBooksType, readonly string[]>;

const numeric = new Set<string>(['balance', 'price', 'amount', 'unapplied']);
/** Records of these have no counterpart. */
const alone = new Set<string>(['companies', 'deals']);

interface RecordTableProps {
  readonly side: 'hubspot' | 'quickbooks';
  readonly type: HubSpotType | QuickBooksType;
  readonly pathOf: (id: string) => string;
  /** Beside the search. */
  readonly tools?: ReactNode;
}

export function RecordTable({ side, type, pathOf, tools }: RecordTableProps) {
  const t = useText();
  const [search, setSearch] = useState('');
  const [page, setPage] = useState(1);
  const query = new URLSearchParams({ search, page: String(page) }).toString();
  const { data } = useWatched<ListView>(`/api/${side}/${type}?${query}`);
  const name = t(`tab.${type}`).toLowerCase();
  const label = t('list.search', { list: name });
  return (
    <section className="panel">
      <div className="tools">
        <input
          type="search"
          autoComplete="off"
          maxLength={100}
          placeholder={label}
          aria-label={label}
          value={search}
          onChange={(event) => {
            setSearch(event.target.value);
            setPage(1);
          }}
        />
        {tools}
      </div>
      {data === null ? (
        <p className="loading">{t('list.loading')}</p>
      ) : data.total === 0 ? (
        <p className="loading">{emptyText()}</p>
      ) : (
        <Rows list={data} type={type} pathOf={pathOf} />
      )}
      {data && data.total > 0 ? <Pager list={data} onPage={setPage} /> : null}
    </section>
  );

  function emptyText(): string {
    if (search !== '') return t('list.noMatch', { search });
    return t(side === 'hubspot' ? 'list.emptyHubspot' : 'list.empty');
  }
}

function Rows({
  list,
  type,
  pathOf,
}: { readonly list: ListView } & Pick<RecordTableProps, 'type' | 'pathOf'>) {
  const t = useText();
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label={t(`tab.${type}`)}>
      <table className="list">
        <thead>
          <tr>
            {columns[type].map((column) => (
              <th key={column} scope="col" className={numeric.has(column) ? 'number' : undefined}>
                {t(`field.${column}`)}
              </th>
            ))}
            {alone.has(type) ? null : <th scope="col">{t('list.link')}</th>}
          </tr>
        </thead>
        <tbody>
          {list.rows.map((row) => (
            <tr key={row.id} className={row.inactive ? 'inactive' : undefined}>
              {columns[type].map((column, index) => (
                <td key={column} className={numeric.has(column) ? 'number' : undefined}>
                  {index === 0 ? (
                    <First row={row} value={row.cells[column] ?? null} path={pathOf(row.id)} />
                  ) : (
                    <ValueText value={row.cells[column] ?? null} />
                  )}
                </td>
              ))}
              {alone.has(type) ? null : (
                <td>
                  <span className={row.counterpart === null ? 'dot' : 'dot linked'} aria-hidden="true" />
                  {t(row.counterpart === null ? 'list.notLinked' : 'list.linked')}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The first cell leads to the record. */
function First({
  row,
  value,
  path,
}: {
  readonly row: Row;
  readonly value: Value | null;
  readonly path: string;
}) {
  const t = useText();
  return (
    <>
      <PageLink to={path} className="name">
        <ValueText value={value} />
      </PageLink>
      {row.inactive ? <span className="chip calm">{t('list.inactive')}</span> : null}
    </>
  );
}

function Pager({ list, onPage }: { readonly list: ListView; readonly onPage: (page: number) => void }) {
  const t = useText();
  const { count } = useFormats();
  const first = (list.page - 1) * list.rowsPerPage + 1;
  const range = {
    from: count(first),
    to: count(first + list.rows.length - 1),
    total: count(list.total),
  };
  return (
    <nav className="pager" aria-label={t('list.pages')}>
      <span>{t('list.range', range)}</span>
      <button type="button" disabled={list.page <= 1} onClick={() => onPage(list.page - 1)}>
        {t('list.previous')}
      </button>
      <button type="button" disabled={list.page >= list.pages} onClick={() => onPage(list.page + 1)}>
        {t('list.next')}
      </button>
    </nav>
  );
}
