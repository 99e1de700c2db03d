// What every input has around it: label, description, tooltip, and what is wrong with the value.

import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { classes } from './sizes.ts';

export interface FieldProps {
  readonly label?: string | undefined;
  readonly description?: string | undefined;
  readonly tooltip?: string | undefined;
  readonly required?: boolean | undefined;
  readonly error?: boolean | undefined;
  readonly validationMessage?: string | undefined;
  readonly testId?: string | undefined;
}

/** Attributes that tie an input to the texts around it. */
export interface InputTies {
  readonly id: string;
  readonly required: boolean | undefined;
  readonly 'aria-invalid': boolean | undefined;
  readonly 'aria-describedby': string | undefined;
  readonly className: string;
}

export function Field({
  field,
  children,
}: {
  readonly field: FieldProps;
  readonly children: (ties: InputTies) => ReactNode;
}) {
  const id = useId();
  const { label, description, tooltip, required, error, validationMessage, testId } = field;
  const about = [description && `${id}-about`, validationMessage && `${id}-problem`]
    .filter(Boolean)
    .join(' ');
  return (
    <div className="hs-field" data-testid={testId}>
      {label ? (
        <label htmlFor={id}>
          {label}
          {required ? <span aria-hidden="true"> *</span> : null}
          {tooltip ? <Hint text={tooltip} /> : null}
        </label>
      ) : null}
      {description ? (
        <span id={`${id}-about`} className="hs-microcopy">
          {description}
        </span>
      ) : null}
      {children({
        id,
        required,
        'aria-invalid': error || undefined,
        'aria-describedby': about || undefined,
        className: classes('hs-input', error && 'hs-invalid'),
      })}
      <Validation id={`${id}-problem`} message={validationMessage} error={error} />
    </div>
  );
}

export const Hint = ({ text }: { readonly text: string }) => (
  <span className="hs-hint" title={text}>
    <span aria-hidden="true">ⓘ</span>
    <span className="hidden">{text}</span>
  </span>
);

interface ValidationProps {
  readonly id?: string;
  readonly message: string | undefined;
  readonly error: boolean | undefined;
}

export const Validation = ({ id, message, error = false }: ValidationProps) =>
  message ? (
    <span id={id} className={error ? 'hs-problem' : 'hs-fine'} role={error ? 'alert' : undefined}>
      {message}
    </span>
  ) : null;

/**
 * The value a person sees at once: the extension's answer to a change comes later, from its worker, and replaces it only
 * when it is another one than before. By content: an object crosses from the worker as a new one each time.
 */
export function useEcho<T>(given: T | undefined, otherwise: T): readonly [T, (value: T) => void] {
  const key = JSON.stringify(given);
  const [shown, setShown] = useState({ key, value: given ?? otherwise });
  if (shown.key !== key) setShown({ key, value: given ?? shown.value });
  return [shown.value, (value) => setShown({ key, value })];
}
