import type {
  CheckboxProps,
  MultiSelectProps,
  RadioButtonProps,
  SelectProps,
  ToggleGroupProps,
  ToggleProps,
} from '@hubspot/ui-extensions';
import { useId } from 'react';
import { useText } from '../session.tsx';
import { Field, Hint, useEcho, Validation } from './field.tsx';
import { classes, sizeName } from './sizes.ts';

export function Select(props: SelectProps) {
  const t = useText();
  const { options, name, readOnly, placeholder, variant = 'input' } = props;
  const [value, setValue] = useEcho<SelectProps['value'] | null>(props.value, null);
  const at = options.findIndex((option) => option.value === value);
  return (
    <Field field={props}>
      {(ties) => (
        <>
          <select
            {...ties}
            className={classes(ties.className, `hs-select-${variant}`)}
            value={at}
            disabled={readOnly}
            onChange={(event) => {
              const chosen = options[Number(event.target.value)];
              if (!chosen) return;
              setValue(chosen.value);
              props.onChange?.(chosen.value);
            }}
          >
            <option value={-1} disabled>
              {placeholder ?? t('form.choose')}
            </option>
            {options.map((option, index) => (
              <option key={String(option.value)} value={index}>
                {option.label}
              </option>
            ))}
          </select>
          {name ? <input type="hidden" name={name} value={String(value ?? '')} /> : null}
        </>
      )}
    </Field>
  );
}

export function MultiSelect(props: MultiSelectProps) {
  const { options, label, name, readOnly, description } = props;
  const [chosen, setChosen] = useEcho<NonNullable<MultiSelectProps['value']>>(props.value, []);
  return (
    <fieldset className="hs-field hs-choices" data-testid={props.testId}>
      <legend>{label}</legend>
      {description ? <span className="hs-microcopy">{description}</span> : null}
      <div className="hs-options">
        {options.map((option) => (
          <label key={String(option.value)}>
            <input
              type="checkbox"
              name={name}
              value={String(option.value)}
              disabled={readOnly}
              checked={chosen.includes(option.value)}
              onChange={(event) => {
                const without = chosen.filter((value) => value !== option.value);
                const next = event.target.checked ? [...without, option.value] : without;
                setChosen(next);
                props.onChange?.(next);
              }}
            />
            {option.label}
          </label>
        ))}
      </div>
      <Validation message={props.validationMessage} error={props.error} />
    </fieldset>
  );
}

function Checkable({ type, props }: { readonly type: 'checkbox' | 'radio'; readonly props: CheckboxProps }) {
  const [checked, setChecked] = useEcho(props.checked ?? props.initialIsChecked, false);
  const { name, value = '', description, inline = false } = props;
  const id = useId();
  return (
    <div className={classes('hs-check', inline && 'hs-inline')} data-testid={props.testId}>
      <label>
        <input
          type={type}
          name={name}
          value={value}
          checked={checked}
          disabled={props.readOnly ?? props.readonly}
          aria-label={props['aria-label']}
          aria-describedby={description ? id : undefined}
          onChange={(event) => {
            setChecked(event.target.checked);
            props.onChange?.(event.target.checked, value);
          }}
        />
        {props.children}
      </label>
      {description ? (
        <span id={id} className="hs-microcopy">
          {description}
        </span>
      ) : null}
    </div>
  );
}

export const Checkbox = (props: CheckboxProps) => <Checkable type="checkbox" props={props} />;
export const RadioButton = (props: RadioButtonProps) => <Checkable type="radio" props={props} />;

export function Toggle(props: ToggleProps) {
  const { label, labelDisplay = 'inline', name, size, textChecked, textUnchecked } = props;
  const [checked, setChecked] = useEcho(props.checked ?? props.initialIsChecked, false);
  const t = useText();
  const small = sizeName(size, 'md') === 'xs';
  return (
    <label className={`hs-toggle hs-toggle-${labelDisplay}`} data-testid={props.testId}>
      <span className={labelDisplay === 'hidden' ? 'hidden' : 'hs-toggle-label'}>{label}</span>
      <input
        type="checkbox"
        role="switch"
        name={name}
        checked={checked}
        disabled={props.readOnly ?? props.readonly}
        onChange={(event) => {
          setChecked(event.target.checked);
          props.onChange?.(event.target.checked);
        }}
      />
      <span className={classes('hs-toggle-track', small && 'hs-toggle-small')} aria-hidden="true">
        {small ? '' : checked ? (textChecked ?? t('toggle.on')) : (textUnchecked ?? t('toggle.off'))}
      </span>
    </label>
  );
}

export function ToggleGroup(props: ToggleGroupProps) {
  const radio = props.toggleType === 'radioButtonList';
  const initial = props.options.filter((option) => option.initialIsChecked).map(({ value }) => value);
  const given = props.value === undefined ? initial : [props.value].flat();
  const [chosen, setChosen] = useEcho<readonly string[]>(given, []);
  const group = useId();
  const choose = (value: string, on: boolean): void => {
    const others = radio ? [] : chosen.filter((other) => other !== value);
    const next = on ? [...others, value] : others;
    setChosen(next);
    if (props.toggleType === 'radioButtonList') props.onChange?.(value);
    else props.onChange?.(next);
  };
  return (
    <fieldset
      className={classes('hs-field hs-choices', props.inline && 'hs-inline')}
      data-testid={props.testId}
    >
      <legend>
        {props.label}
        {props.required ? <span aria-hidden="true"> *</span> : null}
        {props.tooltip ? <Hint text={props.tooltip} /> : null}
      </legend>
      <div className="hs-options">
        {props.options.map((option) => (
          <div key={option.value}>
            <label>
              <input
                type={radio ? 'radio' : 'checkbox'}
                name={`${group}${props.name}`}
                value={option.value}
                disabled={option.readOnly ?? option.readonly}
                checked={chosen.includes(option.value)}
                onChange={(event) => choose(option.value, event.target.checked)}
              />
              {option.label}
            </label>
            {option.description ? <span className="hs-microcopy">{option.description}</span> : null}
          </div>
        ))}
      </div>
      <Validation message={props.validationMessage} error={props.error} />
    </fieldset>
  );
}
