import { useId } from 'react';
import type { TextName } from '../texts/texts.ts';
import { useText } from './session.tsx';

export interface FormFieldProps {
  readonly name: string;
  readonly label: TextName;
  readonly type?: 'text' | 'email' | 'number';
  /** What it starts with. */
  readonly value?: string;
  readonly min?: string;
  readonly max?: string;
  readonly required?: boolean;
  /** Value and text each; makes it a choice. */
  readonly options?: readonly (readonly [string, string])[];
}

/** One labelled field of the portal's own forms. */
export function FormField({
  name,
  label,
  type = 'text',
  value = '',
  min,
  max,
  required = false,
  options,
}: FormFieldProps) {
  const t = useText();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{t(label)}</label>
      {options ? (
        <select id={id} name={name} required={required} defaultValue="">
          <option value="">{t('form.choose')}</option>
          {options.map(([key, text]) => (
            <option key={key} value={key}>
              {text}
            </option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          name={name}
          type={type}
          defaultValue={value}
          autoComplete="off"
          maxLength={100}
          required={required}
          {...(type === 'number' && { step: '0.01', min, max })}
        />
      )}
    </div>
  );
}
