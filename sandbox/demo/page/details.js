// Both records of the selected pair side by side.

import { h, hidden, renderInto } from './dom.js';
import { t } from './format.js';
import { cellContent } from './lists.js';

const actionsOf = {
  contact: ['renameCustomer', 'changeEmail'],
  product: ['changePrice', 'deactivateItem'],
  invoice: ['receivePayment', 'voidInvoice', 'deleteInvoice'],
};

export function renderDetails(container, { details, selected }, { onForm, onClose }) {
  renderInto(container, { details, selected }, () => {
    if (!details) {
      return [h('p', { class: 'hint lonely' }, nothingText(selected))];
    }
    return [
      h(
        'header',
        {},
        h('h2', { title: details.title }, `${t(`entity.${details.entity}`)} ${details.title}`),
        verdict(details),
        h('span', { class: 'space' }),
        ...actionButtons(details, onForm),
        h(
          'button',
          {
            type: 'button',
            class: 'quiet',
            'data-key': 'close',
            'aria-label': t('details.close'),
            title: t('details.close'),
            onclick: onClose,
          },
          '×',
        ),
      ),
      comparison(details),
    ];
  });
}

function nothingText(selected) {
  if (selected === '') return t('details.none');
  return t(selected.startsWith('quickbooks:Payment:') ? 'details.noInvoice' : 'details.gone');
}

function verdict(details) {
  if (details.hubspotId === null) return h('span', { class: 'chip calm' }, t('details.onlyQuickbooks'));
  if (details.quickbooksId === null) return h('span', { class: 'chip calm' }, t('details.onlyHubspot'));
  const count = details.sections.flatMap(({ fields }) => fields).filter(({ differs }) => differs).length;
  if (count === 0) return h('span', { class: 'chip good' }, t('details.same'));
  return h(
    'span',
    { class: 'chip care' },
    t(count === 1 ? 'details.difference' : 'details.differences', { count }),
  );
}

function actionButtons(details, onForm) {
  if (details.quickbooksId === null) return [];
  const noBalance = Number(details.current.balance) === 0;
  return actionsOf[details.entity].map((form) =>
    h(
      'button',
      {
        type: 'button',
        'data-key': form,
        disabled: (form === 'receivePayment' && noBalance) || (form === 'deactivateItem' && !details.active),
        onclick: () => onForm(form, details),
      },
      t(`action.${form}`),
    ),
  );
}

function comparison(details) {
  const bodies = details.sections
    .filter(({ fields }) => fields.length > 0)
    .map((section) =>
      h(
        'tbody',
        {},
        section.name === 'fields'
          ? null
          : h(
              'tr',
              { class: 'section' },
              h('th', { scope: 'rowgroup', colspan: 3 }, t(`section.${section.name}`)),
            ),
        section.fields.map((field, index) => comparedRow(section, field, index)),
      ),
    );
  return h(
    'div',
    { class: 'compare-wrap' },
    h(
      'table',
      { class: 'compare' },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'col' }, hidden(t('details.field'))),
          h('th', { scope: 'col' }, t('vendor.quickbooks')),
          h('th', { scope: 'col' }, t('vendor.hubspot')),
        ),
      ),
      bodies,
    ),
  );
}

function comparedRow({ name }, field, index) {
  const label = name === 'fields' ? t(`field.${field.name}`) : `${t(`field.${field.name}`)} ${index + 1}`;
  return h(
    'tr',
    { class: field.differs ? 'differs' : null },
    h('th', { scope: 'row' }, label),
    h('td', {}, cellContent(field.quickbooks)),
    h(
      'td',
      {},
      cellContent(field.hubspot),
      field.differs ? h('span', { class: 'chip care' }, t('details.differs')) : null,
    ),
  );
}
