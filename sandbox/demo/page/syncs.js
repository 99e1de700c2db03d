// The header's connection and one card per sync.

import { h, renderInto } from './dom.js';
import { count, t, time } from './format.js';

export function renderConnection(container, { connection, portal, installUrl }) {
  const model = { connection: connection && { ...connection, syncs: [] }, portal };
  renderInto(container, model, () => {
    if (!connection) return [badge('care', t('connection.unreachable'))];
    const company = connection.company?.companyName ?? 'QuickBooks';
    if (connection.status === 'connected')
      return [badge('good', t('connection.connected', { company, portal }))];
    if (connection.status === 'not-connected' || connection.status === 'disconnected') {
      return [
        badge('care', t('connection.off')),
        h(
          'a',
          { class: 'button', href: installUrl, target: '_blank', rel: 'noopener' },
          t('connection.install'),
        ),
      ];
    }
    return [badge('care', t('connection.trouble', { reason: connection.statusReason ?? connection.status }))];
  });
}

const badge = (tone, text) => h('span', { class: `badge ${tone}`, title: text }, text);

export function renderSyncs(container, connection, onSwitch) {
  // While the server does not answer, what it said last stays.
  if (!connection) return;
  const order = ['contact', 'product', 'invoice'];
  const syncs = connection.syncs.toSorted((a, b) => order.indexOf(a.entity) - order.indexOf(b.entity));
  renderInto(container, syncs, () => syncs.map((sync) => syncCard(sync, onSwitch)));
  container.parentElement.hidden = syncs.length === 0;
}

const tones = { on: 'good', 'first-sync': 'busy', paused: 'care', off: 'calm' };

function syncCard(sync, onSwitch) {
  const { entity, state, progress } = sync;
  const isOn = state !== 'off';
  const name = t(`sync.${entity}`);
  const toggle = t(isOn ? 'sync.off' : 'sync.on');
  const last = progress?.lastSyncedAt
    ? t('sync.last', { time: time(progress.lastSyncedAt) })
    : t('sync.never');
  const onclick = () => onSwitch(entity, !isOn);
  return h(
    'li',
    { class: 'panel sync' },
    h(
      'div',
      { class: 'sync-line' },
      h('h2', {}, name),
      h('span', { class: `chip ${tones[state] ?? 'calm'}` }, t(`sync.state.${state}`)),
    ),
    progressBar(sync, name),
    h(
      'ul',
      { class: 'counts' },
      countKinds.map((kind) => countItem(kind, progress)),
    ),
    h(
      'div',
      { class: 'sync-line' },
      h('p', { class: 'hint' }, sync.pausedReason ?? last),
      h(
        'button',
        { type: 'button', class: 'quiet', 'data-key': entity, 'aria-label': `${toggle}: ${name}`, onclick },
        toggle,
      ),
    ),
  );
}

const countKinds = ['inSync', 'pending', 'failing', 'excluded'];

function countItem(kind, progress) {
  const value = progress?.counts[kind] ?? 0;
  return h('li', { class: value > 0 ? kind : 'zero' }, h('b', {}, count(value)), ` ${t(`sync.${kind}`)}`);
}

/** While the first sync runs: how far it is. Afterwards: which part of the records is in sync. */
function progressBar({ progress, state }, name) {
  const { inSync = 0, pending = 0, failing = 0 } = progress?.counts ?? {};
  const first = state === 'first-sync' ? progress?.firstSync : null;
  const done = first ? first.done : inSync;
  const total = first ? first.total : inSync + pending + failing;
  const label =
    total === null || total === 0
      ? t('sync.progressOpen', { done: count(done) })
      : t('sync.progress', { done: count(done), total: count(total) });
  const value = total === null ? null : total === 0 ? 0 : Math.min(1, done / total);
  return h(
    'div',
    { class: 'progress' },
    h('progress', { max: 1, value, 'aria-label': name, 'aria-valuetext': label }),
    h('span', {}, label),
  );
}
