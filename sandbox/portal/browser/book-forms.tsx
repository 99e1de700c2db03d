// The forms with which a bookkeeper changes something in QuickBooks.

import { useEffect, useState } from 'react';
import type { FormEvent } from 'react';
import type { TextName } from '../texts/texts.ts';
import type { ChoicesView, Details } from '../wire.ts';
import { ask } from './ask.ts';
import { Dialog } from './components/dialogs.tsx';
import type { Formats } from './formats.ts';
import { FormField } from './form-field.tsx';
import type { FormFieldProps } from './form-field.tsx';
import { useFormats, useText } from './session.tsx';

export type BookFormName =
  | 'renameCustomer'
  | 'changeEmail'
  | 'changePrice'
  | 'deactivateItem'
  | 'receivePayment'
  | 'voidInvoice'
  | 'deleteInvoice'
  | 'createCustomer'
  | 'createInvoice';

const person: readonly FormFieldProps[] = [
  { name: 'companyName', label: 'field.company' },
  { name: 'givenName', label: 'field.givenName' },
  { name: 'familyName', label: 'field.familyName' },
];
const amount = (
  name: string,
  label: FormFieldProps['label'],
  more: Partial<FormFieldProps> = {},
): FormFieldProps => ({
  name,
  label,
  type: 'number',
  min: '0.01',
  required: true,
  ...more,
});

function fieldsOf(
  form: BookFormName,
  current: Readonly<Record<string, string>>,
  { customers, items }: ChoicesView,
  { money }: Formats,
): readonly FormFieldProps[] {
  switch (form) {
    case 'renameCustomer':
      return person;
    case 'changeEmail':
      return [{ name: 'email', label: 'field.email', type: 'email', required: true }];
    case 'changePrice':
      return [amount('price', 'field.price', { min: '0' })];
    case 'receivePayment': {
      const { balance = '' } = current;
      return [amount('amount', 'field.amount', { max: balance, value: balance })];
    }
    case 'deactivateItem':
    case 'voidInvoice':
    case 'deleteInvoice':
      return [];
    case 'createCustomer':
      return [...person, { name: 'email', label: 'field.email', type: 'email' }];
    case 'createInvoice':
      return [
        {
          name: 'customerId',
          label: 'field.customer',
          required: true,
          options: customers.map(({ id, name }) => [id, name]),
        },
        {
          name: 'itemId',
          label: 'field.item',
          required: true,
          options: items.map(({ id, name, price }) => [id, `${name} · ${money(price, 'USD')}`]),
        },
        amount('quantity', 'field.quantity', { value: '1' }),
      ];
    default:
      return form satisfies never;
  }
}

const hints: Readonly<Partial<Record<BookFormName, TextName>>> = {
  voidInvoice: 'form.voidInvoice',
  deleteInvoice: 'form.deleteInvoice',
  deactivateItem: 'form.deactivateItem',
  receivePayment: 'form.partial',
};

interface BookFormProps {
  readonly form: BookFormName;
  /** The record it is about; null for a new one. */
  readonly details: Details | null;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

const noChoices: ChoicesView = { customers: [], items: [] };

export function BookForm({ form, details, onClose, onSaved }: BookFormProps) {
  const t = useText();
  const formats = useFormats();
  const [choices, setChoices] = useState<ChoicesView | null>(form === 'createInvoice' ? null : noChoices);
  const [problem, setProblem] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  useEffect(() => {
    if (form === 'createInvoice') void ask<ChoicesView>('/api/choices').then(setChoices);
  }, [form]);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const values = Object.fromEntries(new FormData(event.currentTarget));
    const named = ['companyName', 'givenName', 'familyName'].some((name) => values[name]);
    if (form === 'createCustomer' && !named) {
      setProblem(t('form.needName'));
      return;
    }
    setSaving(true);
    try {
      await ask('/api/edit', { form, ...(details && { id: details.quickbooksId }), ...values });
      onSaved();
      onClose();
    } catch (error) {
      setProblem(t('form.refused', { reason: error instanceof Error ? error.message : String(error) }));
      setSaving(false);
    }
  };
  const current = details?.current ?? {};
  const fields = choices ? fieldsOf(form, current, choices, formats) : [];
  const hint = hints[form];
  return (
    <Dialog kind="hs-modal hs-modal-sm books" title={t(`action.${form}`)} label={undefined} onClose={onClose}>
      <form className="portal-form" onSubmit={(event) => void submit(event)}>
        {details ? (
          <p className="hint">
            {t('form.about', { label: `${t(`entity.${details.entity}`)} ${details.title}` })}
          </p>
        ) : null}
        {hint === undefined ? null : <p>{t(hint)}</p>}
        {choices === null ? <p className="loading">{t('list.loading')}</p> : null}
        {fields.map((field) => (
          <FormField key={field.name} {...field} value={field.value ?? current[field.name] ?? ''} />
        ))}
        {problem === null ? null : (
          <p className="problem" role="alert">
            {problem}
          </p>
        )}
        <div className="buttons">
          <button type="button" onClick={onClose}>
            {t('form.cancel')}
          </button>
          <button type="submit" className="primary" disabled={saving || choices === null}>
            {saving ? t('form.saving') : fields.length > 0 ? t('form.save') : t(`action.${form}`)}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
