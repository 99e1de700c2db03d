import type {
  CurrencyInputProps,
  FormProps,
  InputProps,
  NumberInputProps,
  SearchInputProps,
  StepperInputProps,
  TextAreaProps,
} from '@hubspot/ui-extensions';
import { useRef } from 'react';
import type { FocusEvent, FormEvent, HTMLAttributes, KeyboardEvent } from 'react';
import { plainEvent, reactions } from '../extension/overlays.tsx';
import { Field, useEcho } from './field.tsx';

interface Typed<T> {
  readonly value?: T | undefined;
  readonly defaultValue?: T | undefined;
  readonly onChange?: ((value: T) => void) | undefined;
  readonly onInput?: ((value: T) => void) | undefined;
  readonly onBlur?: ((value: T) => void) | undefined;
  readonly onFocus?: ((value: T) => void) | undefined;
}

type TextElement = HTMLInputElement | HTMLTextAreaElement;

interface TypedAttributes extends Pick<
  HTMLAttributes<TextElement>,
  'onInput' | 'onBlur' | 'onFocus' | 'onKeyDown'
> {
  readonly value: string;
  readonly onChange: () => void;
}

/** Every key is told by `onInput`; `onChange` comes when the person leaves the field or presses Enter. */
function useTyped<T>(
  props: Typed<T>,
  read: (text: string) => T,
  write: (value: T) => string,
): TypedAttributes {
  const given = props.value ?? props.defaultValue;
  const [text, setText] = useEcho(given === undefined ? undefined : write(given), '');
  const told = useRef(text);
  const commit = (now: string): void => {
    if (now === told.current) return;
    told.current = now;
    props.onChange?.(read(now));
  };
  return {
    value: text,
    // React wants a handler beside `value`; the work is done by onInput.
    onChange: () => undefined,
    onInput: (event: FormEvent<TextElement>) => {
      setText(event.currentTarget.value);
      props.onInput?.(read(event.currentTarget.value));
    },
    onFocus: (event: FocusEvent<TextElement>) => {
      told.current = event.currentTarget.value;
      props.onFocus?.(read(event.currentTarget.value));
    },
    onBlur: (event: FocusEvent<TextElement>) => {
      commit(event.currentTarget.value);
      props.onBlur?.(read(event.currentTarget.value));
    },
    onKeyDown: (event: KeyboardEvent<TextElement>) => {
      if (event.key === 'Enter') commit(event.currentTarget.value);
    },
  };
}

const asText = (text: string): string => text;

export function Input(props: InputProps) {
  const typed = useTyped(props, asText, asText);
  const { type = 'text', name, readOnly, placeholder } = props;
  return (
    <Field field={props}>
      {(ties) => (
        <input {...ties} {...typed} type={type} name={name} readOnly={readOnly} placeholder={placeholder} />
      )}
    </Field>
  );
}

export function TextArea(props: TextAreaProps) {
  const { onKeyDown: _enterIsALine, ...typed } = useTyped(props, asText, asText);
  const { name, readOnly, placeholder, rows = 3, maxLength, resize = 'vertical' } = props;
  return (
    <Field field={props}>
      {(ties) => (
        <textarea
          {...ties}
          {...typed}
          name={name}
          readOnly={readOnly}
          placeholder={placeholder}
          rows={rows}
          maxLength={maxLength}
          style={{ resize }}
        />
      )}
    </Field>
  );
}

export function SearchInput(props: SearchInputProps) {
  const typed = useTyped(props, asText, asText);
  return (
    <Field field={props}>
      {(ties) => (
        <input
          {...ties}
          {...typed}
          type="search"
          name={props.name}
          readOnly={props.readOnly}
          placeholder={props.placeholder}
        />
      )}
    </Field>
  );
}

type AnyNumberProps = NumberInputProps & Pick<StepperInputProps, 'stepSize'>;

export function NumberInput(props: AnyNumberProps) {
  const typed = useTyped(props, Number, String);
  const { name, readOnly, placeholder, min, max, precision, stepSize, formatStyle } = props;
  const step = stepSize ?? (precision === undefined ? 'any' : String(10 ** -precision));
  return (
    <Field field={props}>
      {(ties) => (
        <span className="hs-affixed">
          <input
            {...ties}
            {...typed}
            type="number"
            name={name}
            readOnly={readOnly}
            placeholder={placeholder}
            min={min}
            max={max}
            step={step}
          />
          {formatStyle === 'percentage' ? <span>%</span> : null}
        </span>
      )}
    </Field>
  );
}

export function CurrencyInput({ currency = 'USD', precision = 2, ...props }: CurrencyInputProps) {
  const typed = useTyped(props, Number, String);
  const { name, readOnly, placeholder, min, max } = props;
  return (
    <Field field={props}>
      {(ties) => (
        <span className="hs-affixed">
          <span>{currency}</span>
          <input
            {...ties}
            {...typed}
            type="number"
            name={name}
            readOnly={readOnly}
            placeholder={placeholder}
            min={min}
            max={max}
            step={String(10 ** -precision)}
          />
        </span>
      )}
    </Field>
  );
}

export function Form({ onSubmit, autoComplete, testId, children }: FormProps) {
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const given = Object.entries(Object.fromEntries(new FormData(event.currentTarget)));
    const values = Object.fromEntries(
      given.map(([name, value]) => [name, typeof value === 'string' ? value : value.name]),
    );
    void onSubmit?.({ ...plainEvent(event), targetValue: values }, reactions);
  };
  return (
    <form className="hs-form" onSubmit={submit} autoComplete={autoComplete} data-testid={testId}>
      {children}
    </form>
  );
}
