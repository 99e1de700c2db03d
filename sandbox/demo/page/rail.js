// The column on the right: what changed lately, and the switches for trouble.

import { h, renderInto } from './dom.js';
import { secondsOf, t, time, valueText } from './format.js';

export function renderChanges(container, changes) {
  const now = Date.now();
  const model = changes.map((change) => ({
    ...change,
    waited: change.state === 'waiting' ? secondsOf(now - Date.parse(change.at)) : '',
  }));
  renderInto(container, model, () =>
    model.length === 0 ? [h('li', { class: 'hint' }, t('changes.none'))] : model.map(changeItem),
  );
}

const tones = { waiting: 'busy', shown: 'good', unlinked: 'calm', nothing: 'calm', late: 'care' };

function changeItem(change) {
  const seconds = change.state === 'shown' ? secondsOf(change.ms) : change.waited;
  return h(
    'li',
    {},
    h('p', {}, sentence(change)),
    h(
      'p',
      { class: 'when' },
      h('span', { class: `chip ${tones[change.state]}` }, t(`change.${change.state}`, { seconds })),
      h('time', { datetime: change.at }, time(change.at)),
    ),
  );
}

const shown = (value) => valueText(value) || t('value.none');

function sentence({ entity, label, field, from, to }) {
  const about = { entity: t(`entity.${entity}`), label };
  if (field === 'created' || field === 'active') return t(`change.${field}`, about);
  return t('change.field', {
    ...about,
    field: t(`field.${field}`).toLowerCase(),
    from: shown(from),
    to: shown(to),
  });
}

export function renderTrouble(container, trouble, onSwitch) {
  const vendors = Object.keys(trouble);
  renderInto(container, trouble, () => [
    h(
      'table',
      {},
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('td'),
          vendors.map((vendor) => h('th', { scope: 'col' }, t(`vendor.${vendor}`))),
        ),
      ),
      h(
        'tbody',
        {},
        Object.keys(trouble[vendors[0]]).map((kind) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row' }, t(`trouble.${kind}`)),
            vendors.map((vendor) => h('td', {}, toggle(vendor, kind, trouble[vendor][kind], onSwitch))),
          ),
        ),
      ),
    ),
  ]);
}

const toggle = (vendor, kind, isOn, onSwitch) =>
  h('button', {
    type: 'button',
    class: 'switch',
    role: 'switch',
    'data-key': `${vendor}-${kind}`,
    'aria-checked': isOn,
    'aria-label': t('trouble.switch', { kind: t(`trouble.${kind}`), vendor: t(`vendor.${vendor}`) }),
    onclick: () => onSwitch(vendor, kind, !isOn),
  });
