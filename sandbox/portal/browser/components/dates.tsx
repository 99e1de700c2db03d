import type { BaseDate, BaseTime, DateInputProps, TimeInputProps } from '@hubspot/ui-extensions';
import { Field, useEcho } from './field.tsx';

const two = (value: number): string => String(value).padStart(2, '0');

/** HubSpot counts months from 0. */
const isoDay = ({ year, month, date }: BaseDate): string =>
  `${String(year).padStart(4, '0')}-${two(month + 1)}-${two(date)}`;

function readDay(iso: string): BaseDate & { readonly formattedDate: string } {
  const [year = 0, month = 1, date = 1] = iso.split('-').map(Number);
  return { year, month: month - 1, date, formattedDate: iso };
}

const dayOrNothing = (day: BaseDate | null | undefined): string | undefined =>
  day ? isoDay(day) : undefined;

export function DateInput(props: DateInputProps) {
  const { name, readOnly, min, max, minValidationMessage, maxValidationMessage } = props;
  const [day, setDay] = useEcho(dayOrNothing(props.value ?? props.defaultValue), '');
  const [least, most] = [dayOrNothing(min), dayOrNothing(max)];
  const tooEarly = day !== '' && least !== undefined && day < least ? minValidationMessage : undefined;
  const tooLate = day !== '' && most !== undefined && day > most ? maxValidationMessage : undefined;
  const message = tooEarly ?? tooLate;
  return (
    <Field field={message === undefined ? props : { ...props, error: true, validationMessage: message }}>
      {(ties) => (
        <input
          {...ties}
          type="date"
          name={name}
          value={day}
          readOnly={readOnly}
          min={least}
          max={most}
          onChange={(event) => {
            setDay(event.target.value);
            if (event.target.value !== '') props.onChange?.(readDay(event.target.value));
          }}
          onBlur={() => day !== '' && props.onBlur?.(readDay(day))}
        />
      )}
    </Field>
  );
}

const clock = ({ hours, minutes }: BaseTime): string => `${two(hours)}:${two(minutes)}`;

export function TimeInput(props: TimeInputProps) {
  const given = props.value ?? props.defaultValue;
  const [time, setTime] = useEcho(given ? clock(given) : undefined, '');
  return (
    <Field field={props}>
      {(ties) => (
        <input
          {...ties}
          type="time"
          name={props.name}
          value={time}
          readOnly={props.readOnly}
          onChange={(event) => {
            setTime(event.target.value);
            const [hours = 0, minutes = 0] = event.target.value.split(':').map(Number);
            props.onChange?.({ hours, minutes });
          }}
        />
      )}
    </Field>
  );
}
