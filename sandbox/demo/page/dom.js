// Building elements, and replacing them without losing the reader's place.

/** An element with attributes, listeners (`onclick`) and children; null ones are left out. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name.startsWith('aria-')) element.setAttribute(name, String(value));
    else if (value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

const shown = new WeakMap();

/** Replaces the children when `model` changed since the last time; what had the focus, has it afterwards. */
export function renderInto(container, model, build) {
  const text = JSON.stringify(model);
  if (shown.get(container) === text) return;
  shown.set(container, text);
  const active = document.activeElement;
  const key = container.contains(active) ? active.dataset.key : undefined;
  container.replaceChildren(...build().filter((child) => child !== null));
  if (key !== undefined) container.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
}

/** Text for screen readers only. */
export const hidden = (text) => h('span', { class: 'hidden' }, text);

/** Text that may be cut off, in full when pointed at. */
export const clipped = (text) => h('span', { class: 'clip', title: text }, text);
