// The dialog with the forms that change QuickBooks.

import { h } from './dom.js';
import { money, t } from './format.js';

const line = (name, label, extra = {}) => ({ name, label, type: 'text', maxlength: 100, ...extra });
const person = [
  line('companyName', 'company'),
  line('givenName', 'givenName'),
  line('familyName', 'familyName'),
];
const amount = (name, label, extra = {}) => ({
  name,
  label,
  type: 'number',
  step: '0.01',
  min: '0.01',
  required: true,
  ...extra,
});

const fieldsOf = {
  renameCustomer: () => person,
  changeEmail: () => [line('email', 'email', { type: 'email', required: true })],
  changePrice: () => [amount('price', 'price', { min: '0' })],
  deactivateItem: () => [],
  receivePayment: ({ current }) => [
    amount('amount', 'amount', { max: current.balance, value: current.balance }),
  ],
  voidInvoice: () => [],
  deleteInvoice: () => [],
  createCustomer: () => [...person, line('email', 'email', { type: 'email' })],
  createInvoice: (_details, { customers, items }) => [
    {
      name: 'customerId',
      label: 'customer',
      required: true,
      options: customers.map(({ id, name }) => [id, name]),
    },
    {
      name: 'itemId',
      label: 'item',
      required: true,
      options: items.map(({ id, name, price }) => [id, `${name} · ${money(price, 'USD')}`]),
    },
    amount('quantity', 'quantity', { value: '1' }),
  ],
};

const hints = {
  voidInvoice: 'voidInvoice',
  deleteInvoice: 'deleteInvoice',
  deactivateItem: 'deactivateItem',
  receivePayment: 'partial',
};

/** Opens a form; `send` carries it out and throws what to tell the person. */
export async function openForm(dialog, name, details, { loadChoices, send }) {
  const choices = name === 'createInvoice' ? await loadChoices() : { customers: [], items: [] };
  const fields = fieldsOf[name](details, choices);
  const problem = h('p', { class: 'problem', role: 'alert', hidden: true });
  const save = h(
    'button',
    { type: 'submit', class: 'primary' },
    fields.length > 0 ? t('form.save') : t(`action.${name}`),
  );
  const form = h(
    'form',
    { method: 'dialog' },
    h('h2', { id: 'form-heading' }, t(`action.${name}`)),
    details
      ? h(
          'p',
          { class: 'hint' },
          t('form.about', { label: `${t(`entity.${details.entity}`)} ${details.title}` }),
        )
      : null,
    hints[name] ? h('p', {}, t(`form.${hints[name]}`)) : null,
    fields.map((field) => labelled(field, details)),
    problem,
    h(
      'div',
      { class: 'buttons' },
      h('button', { type: 'button', class: 'quiet', onclick: () => dialog.close() }, t('form.cancel')),
      save,
    ),
  );
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const values = Object.fromEntries(new FormData(form));
    const missing =
      name === 'createCustomer' &&
      !['companyName', 'givenName', 'familyName'].some((key) => values[key].trim());
    if (missing) return tell(problem, t('form.needName'));
    save.disabled = true;
    save.textContent = t('form.saving');
    try {
      await send({ form: name, ...(details && { id: details.quickbooksId }), ...values });
      dialog.close();
    } catch (error) {
      tell(problem, t('form.refused', { reason: error.message }));
      save.disabled = false;
      save.textContent = fields.length > 0 ? t('form.save') : t(`action.${name}`);
    }
  });
  dialog.replaceChildren(form);
  dialog.showModal();
}

function tell(problem, message) {
  problem.textContent = message;
  problem.hidden = false;
}

function labelled({ name, label, options, value, ...attributes }, details) {
  const id = `form-${name}`;
  const start = value ?? details?.current[name] ?? '';
  const input = options
    ? h(
        'select',
        { id, name, ...attributes },
        h('option', { value: '' }, t('form.choose')),
        options.map(([key, text]) => h('option', { value: key }, text)),
      )
    : h('input', { id, name, value: start, autocomplete: 'off', ...attributes });
  return h('div', { class: 'field' }, h('label', { for: id }, t(`field.${label}`)), input);
}
