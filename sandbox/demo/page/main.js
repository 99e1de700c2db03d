// Asks the demo once a second what there is, and shows it.

import { renderDetails } from './details.js';
import { h } from './dom.js';
import { openForm } from './forms.js';
import { t } from './format.js';
import { createList } from './lists.js';
import { renderChanges, renderTrouble } from './rail.js';
import { renderConnection, renderSyncs } from './syncs.js';

const everyMs = 1000;
const part = (id) => document.getElementById(id);

const wished = {
  quickbooks: { type: 'Invoice', search: '', page: 1 },
  hubspot: { type: 'invoices', search: '', page: 1 },
  selected: '',
  reveal: null,
};

const showList = {
  quickbooks: createList(part('quickbooks'), 'quickbooks', { onChange: changeList, onSelect: select }),
  hubspot: createList(part('hubspot'), 'hubspot', { onChange: changeList, onSelect: select }),
};

function changeList(side, change) {
  Object.assign(wished[side], change);
  refreshSoon(change.search === undefined || change.type !== undefined ? 0 : 200);
}

function select({ side, type, id }) {
  wished.selected = `${side}:${type}:${id}`;
  wished.reveal = side === 'quickbooks' ? 'hubspot' : 'quickbooks';
  refreshSoon(0);
}

/** Answers may overtake each other: only one to the latest question is shown. */
let latest = 0;
let timer;

function refreshSoon(ms) {
  clearTimeout(timer);
  timer = setTimeout(() => void refresh(), ms);
}

async function refresh() {
  clearTimeout(timer);
  const question = ++latest;
  try {
    const view = await ask('GET', `/api/view?${viewQuery()}`);
    if (question !== latest) return;
    wished.reveal = null;
    show(view);
    notice('');
  } catch (error) {
    if (question !== latest) return;
    notice(error instanceof TypeError ? t('page.unreachable') : t('error.action', { reason: error.message }));
  }
  refreshSoon(everyMs);
}

function viewQuery() {
  const query = new URLSearchParams({ selected: wished.selected });
  if (wished.reveal) query.set('reveal', wished.reveal);
  for (const side of ['quickbooks', 'hubspot']) {
    query.set(side, wished[side].type);
    query.set(`${side}Search`, wished[side].search);
    query.set(`${side}Page`, wished[side].page);
  }
  return query;
}

function show(view) {
  renderConnection(part('connection'), view);
  renderSyncs(part('syncs'), view.connection, (entity, on) => act('/api/sync', { entity, on }));
  for (const side of ['quickbooks', 'hubspot']) {
    const { type, page, search } = view.lists[side];
    Object.assign(wished[side], { type, page, search });
    showList[side](view.lists[side], wished[side]);
  }
  renderDetails(part('details'), view, { onForm: edit, onClose: closeDetails });
  renderChanges(part('changes'), view.changes);
  renderTrouble(part('trouble'), view.trouble, (vendor, kind, on) =>
    act('/api/trouble', { vendor, kind, on }),
  );
}

function closeDetails() {
  wished.selected = '';
  refreshSoon(0);
}

async function edit(form, details) {
  try {
    await openForm(part('form'), form, details, {
      loadChoices: () => ask('GET', '/api/choices'),
      async send(values) {
        await ask('POST', '/api/edit', values);
        // What was deleted lives on as its copy.
        if (form === 'deleteInvoice' && details.hubspotId)
          wished.selected = `hubspot:invoices:${details.hubspotId}`;
        refreshSoon(0);
      },
    });
  } catch (error) {
    notice(t('error.action', { reason: error.message }));
  }
}

async function act(path, body) {
  try {
    await ask('POST', path, body);
    refreshSoon(0);
  } catch (error) {
    notice(t('error.action', { reason: error.message }));
  }
}

async function ask(method, path, body) {
  const response = await fetch(path, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

function notice(text) {
  const element = part('notice');
  if (element.textContent !== text) element.replaceChildren(text);
  element.hidden = text === '';
}

for (const button of document.querySelectorAll('[data-form]')) {
  button.addEventListener('click', () => void edit(button.dataset.form, null));
}
for (const side of ['quickbooks', 'hubspot']) {
  part(side)
    .querySelector('table')
    .append(h('caption', {}, t('list.loading')));
}
void refresh();
