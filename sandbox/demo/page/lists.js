// One side's records: tabs, search, rows and pages.

import { clipped, h, hidden, renderInto } from './dom.js';
import { count, isNumeric, shortDay, t, valueText } from './format.js';

const columns = {
  Customer: ['name', 'email', 'balance'],
  Item: ['name', 'sku', 'price'],
  Invoice: ['number', 'customer', 'date', 'status', 'balance'],
  Payment: ['date', 'customer', 'amount', 'unapplied'],
  contacts: ['name', 'email', 'company'],
  products: ['name', 'sku', 'price'],
  invoices: ['number', 'contact', 'date', 'status', 'balance'],
};
const numeric = new Set(['balance', 'price', 'amount', 'unapplied']);

export const tabsOf = {
  quickbooks: ['Customer', 'Item', 'Invoice', 'Payment'],
  hubspot: ['contacts', 'products', 'invoices'],
};

/** The first cell of a row, which is also its button. */
const shownName = (value) => (value?.kind === 'day' ? shortDay(value.day) : valueText(value)) || '–';

export const statusTone = {
  paid: 'good',
  open: 'busy',
  partly_paid: 'busy',
  overdue: 'care',
  voided: 'calm',
  deleted: 'calm',
  draft: 'calm',
};

/** Builds the fixed part of a side once; answers a function that shows a list in it. */
export function createList(section, side, { onChange, onSelect }) {
  const tabs = h('div', { class: 'tabs', role: 'tablist', 'aria-label': t(`side.${side}`) });
  const search = h('input', { type: 'search', autocomplete: 'off', spellcheck: 'false', maxlength: 100 });
  const table = h('table', { class: 'list' });
  const pager = h('nav', { class: 'pager' });
  const body = h('div', { class: 'list-body', role: 'tabpanel', id: `${side}-list` }, table);
  section.append(tabs, h('div', { class: 'tools' }, search), body, pager);
  search.addEventListener('input', () => onChange(side, { search: search.value, page: 1 }));
  tabs.addEventListener('keydown', (event) => moveBetweenTabs(event, tabs));

  return (list, wished) => {
    renderInto(tabs, list.type, () =>
      tabsOf[side].map((type) => tab(type, { side, isChosen: type === list.type, onChange })),
    );
    const name = t(`tab.${list.type}`);
    search.placeholder = t('list.search', { list: name.toLowerCase() });
    search.setAttribute('aria-label', search.placeholder);
    // What is being typed is not overwritten by an answer to an earlier letter.
    if (document.activeElement !== search) search.value = wished.search;
    renderInto(table, { ...list, pages: 0 }, () => tableContent(side, list, name, onSelect));
    renderInto(pager, [list.page, list.pages, list.total], () => pagerContent(side, list, onChange));
  };
}

function tab(type, { side, isChosen, onChange }) {
  return h(
    'button',
    {
      type: 'button',
      role: 'tab',
      'data-key': type,
      'aria-selected': isChosen,
      'aria-controls': `${side}-list`,
      tabindex: isChosen ? 0 : -1,
      onclick: () => onChange(side, { type, search: '', page: 1 }),
    },
    t(`tab.${type}`),
  );
}

function moveBetweenTabs(event, tabs) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined) return;
  const all = [...tabs.children];
  const at = all.indexOf(document.activeElement);
  const next = all[(at + step + all.length) % all.length];
  next.focus();
  next.click();
  event.preventDefault();
}

function tableContent(side, list, name, onSelect) {
  const names = columns[list.type];
  const head = h(
    'thead',
    {},
    h(
      'tr',
      {},
      names.map((column) =>
        h(
          'th',
          { scope: 'col', class: `${column} ${numeric.has(column) ? 'number' : ''}` },
          t(`field.${column}`),
        ),
      ),
      h('th', { scope: 'col', class: 'link' }, hidden(t('list.linked'))),
    ),
  );
  const rows = list.rows.map((row) => tableRow(side, list, row, names, onSelect));
  // Short pages keep the height of full ones, so that nothing below moves.
  const missing = list.rows.length === 0 ? 0 : list.rowsPerPage - list.rows.length;
  const fill = Array.from({ length: missing }, () =>
    h('tr', { class: 'fill', 'aria-hidden': 'true' }, h('td', { colspan: names.length + 1 }, ' ')),
  );
  const empty =
    list.rows.length === 0
      ? h('tr', { class: 'empty' }, h('td', { colspan: names.length + 1 }, emptyText(side, list)))
      : null;
  return [h('caption', { class: 'hidden' }, name), head, h('tbody', {}, rows, fill, empty)];
}

const emptyText = (side, { search }) => {
  if (search !== '') return t('list.noMatch', { search });
  return t(side === 'hubspot' ? 'list.emptyHubspot' : 'list.empty');
};

function tableRow(side, list, row, names, onSelect) {
  const isHighlighted = row.id === list.highlighted;
  const classes = [isHighlighted ? 'highlighted' : '', row.inactive ? 'inactive' : ''].join(' ').trim();
  const select = () => onSelect({ side, type: list.type, id: row.id });
  const cells = names.map((name, index) => {
    const value = row.cells[name];
    const content =
      index === 0
        ? h(
            'button',
            {
              type: 'button',
              class: 'row',
              'data-key': row.id,
              'aria-pressed': isHighlighted,
              title: valueText(value),
            },
            shownName(value),
          )
        : cellContent(value, true);
    const note = index === 0 && row.inactive ? h('small', {}, ` (${t('list.inactive')})`) : null;
    return h(
      index === 0 ? 'th' : 'td',
      { ...(index === 0 && { scope: 'row' }), class: isNumeric(value) ? 'number' : null },
      content,
      note,
    );
  });
  const linked = t(row.counterpart === null ? 'list.notLinked' : 'list.linked');
  const dot = h(
    'span',
    { class: row.counterpart === null ? 'dot' : 'dot linked', title: linked },
    hidden(linked),
  );
  return h('tr', { class: classes, onclick: select }, cells, h('td', { class: 'link' }, dot));
}

/** `narrow`: days in few letters, in full when pointed at. */
export function cellContent(value, narrow = false) {
  if (narrow && value?.kind === 'day') return h('span', { title: valueText(value) }, shortDay(value.day));
  if (!value) return h('span', { class: 'none' }, '–');
  const text = valueText(value);
  if (value.kind === 'status')
    return h('span', { class: `chip ${statusTone[value.status] ?? 'calm'}`, title: text }, text);
  return clipped(text);
}

function pagerContent(side, { page, pages, total, rowsPerPage }, onChange) {
  const from = total === 0 ? 0 : (page - 1) * rowsPerPage + 1;
  const to = Math.min(total, page * rowsPerPage);
  const turn = (name, target, sign) =>
    h(
      'button',
      {
        type: 'button',
        class: 'quiet',
        'data-key': name,
        'aria-label': t(`list.${name}`),
        title: t(`list.${name}`),
        disabled: target < 1 || target > pages,
        onclick: () => onChange(side, { page: target }),
      },
      sign,
    );
  return [
    h('span', {}, t('list.range', { from: count(from), to: count(to), total: count(total) })),
    turn('previous', page - 1, '‹'),
    turn('next', page + 1, '›'),
  ];
}
