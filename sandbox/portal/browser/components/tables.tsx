import type {
  TableCellProps,
  TableElementProps,
  TableHeaderProps,
  TableProps,
  TabProps,
  TabsProps,
} from '@hubspot/ui-extensions';
import { Children, isValidElement, useId } from 'react';
import type { CSSProperties, KeyboardEvent, ReactNode } from 'react';
import { useText } from '../session.tsx';
import { useEcho } from './field.tsx';
import { classes } from './sizes.ts';

export function Table(props: TableProps) {
  const { bordered = true, flush = false, density = 'default', testId, children } = props;
  return (
    <div
      className={classes('hs-table', `hs-table-${density}`, bordered && 'hs-bordered', flush && 'hs-flush')}
      data-testid={testId}
    >
      {/* A wide table scrolls in its frame, also by keyboard. */}
      <div className="hs-table-scroll" tabIndex={0} role="group">
        <table>{children}</table>
      </div>
      {props.paginated ? (
        <Pages page={props.page ?? 1} count={props.pageCount} onChange={props.onPageChange} />
      ) : null}
    </div>
  );
}

interface PagesProps {
  readonly page: number;
  readonly count: number;
  readonly onChange: (page: number) => void;
}

function Pages({ page, count, onChange }: PagesProps) {
  const t = useText();
  return (
    <nav className="hs-pages" aria-label={t('list.pages')}>
      <button type="button" className="hs-link" disabled={page <= 1} onClick={() => onChange(page - 1)}>
        ‹ {t('list.previous')}
      </button>
      <span>{t('list.page', { page: String(page), pages: String(count) })}</span>
      <button type="button" className="hs-link" disabled={page >= count} onClick={() => onChange(page + 1)}>
        {t('list.next')} ›
      </button>
    </nav>
  );
}

const cellStyle = ({ align, width }: Pick<TableCellProps, 'align' | 'width'>): CSSProperties => ({
  ...(align && { textAlign: align }),
  ...(width === 'min' && { width: '1%', whiteSpace: 'nowrap' }),
  ...(typeof width === 'number' && { width }),
});

const nextDirection = { none: 'ascending', ascending: 'descending', descending: 'ascending' } as const;
const arrows = { none: '↕', ascending: '▲', descending: '▼' } as const;

export function TableHeader(props: TableHeaderProps) {
  const { testId, children } = props;
  if (!('onSortChange' in props)) {
    return (
      <th scope="col" style={cellStyle(props)} data-testid={testId}>
        {children}
      </th>
    );
  }
  return (
    <th scope="col" style={cellStyle(props)} aria-sort={props.sortDirection} data-testid={testId}>
      <button
        type="button"
        disabled={props.disabled}
        onClick={() => props.onSortChange(nextDirection[props.sortDirection])}
      >
        {children} <span aria-hidden="true">{arrows[props.sortDirection]}</span>
      </button>
    </th>
  );
}

export const TableCell = (props: TableCellProps) => (
  <td style={cellStyle(props)} colSpan={props.colSpan} data-testid={props.testId}>
    {props.children}
  </td>
);
export const TableHead = ({ children }: TableElementProps) => <thead>{children}</thead>;
export const TableBody = ({ children }: TableElementProps) => <tbody>{children}</tbody>;
export const TableFooter = ({ children }: TableElementProps) => <tfoot>{children}</tfoot>;
export const TableRow = ({ testId, children }: TableElementProps) => <tr data-testid={testId}>{children}</tr>;

/** A child that crossed from the worker carries its props inside; a tab's are needed before it is drawn. */
function remoteProps(props: unknown): TabProps {
  const component = fieldOf(props, 'component');
  // The extension's types were checked when it was built; nothing but tabs makes sense here.
  return fieldOf(component, 'props') ?? {};
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

interface ReadTab {
  readonly id: string | number;
  readonly title: string;
  readonly disabled: boolean;
  readonly content: ReactNode;
}

function readTabs(children: ReactNode): readonly ReadTab[] {
  return Children.toArray(children).flatMap((child, index) => {
    if (!isValidElement(child)) return [];
    const { tabId = index, title = '', disabled = false } = remoteProps(child.props);
    return [{ id: tabId, title, disabled, content: child }];
  });
}

export function Tabs({
  selected,
  defaultSelected,
  onSelectedChange,
  variant = 'default',
  fill = false,
  testId,
  children,
}: TabsProps) {
  const tabs = readTabs(children);
  const [chosen, setChosen] = useEcho<string | number | undefined>(selected ?? defaultSelected, undefined);
  const id = useId();
  const current = tabs.find((tab) => tab.id === chosen) ?? tabs[0];
  const choose = (tab: ReadTab): void => {
    setChosen(tab.id);
    // The type is a union of handlers for texts, numbers and both; an id is what the extension gave.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    (onSelectedChange as ((id: string | number) => void) | undefined)?.(tab.id);
  };
  return (
    <div className={classes('hs-tabs', `hs-tabs-${variant}`, fill && 'hs-tabs-fill')} data-testid={testId}>
      <div role="tablist" onKeyDown={moveInTabs}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            disabled={tab.disabled}
            tabIndex={tab === current ? 0 : -1}
            aria-selected={tab === current}
            aria-controls={id}
            onClick={() => choose(tab)}
          >
            {tab.title}
          </button>
        ))}
      </div>
      <div id={id} role="tabpanel" aria-label={current?.title} tabIndex={0}>
        {current?.content}
      </div>
    </div>
  );
}

function moveInTabs(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined) return;
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]:not(:disabled)')];
  const at = tabs.findIndex((tab) => tab === document.activeElement);
  const next = tabs.at((at + step) % tabs.length);
  next?.focus();
  next?.click();
}

export const Tab = ({ children }: TabProps) => <>{children}</>;
