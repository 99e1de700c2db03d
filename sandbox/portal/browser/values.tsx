// One value of a record, as text or as a cell.

import { isTextName } from '../texts/texts.ts';
import type { Value } from '../wire.ts';
import type { Formats } from './formats.ts';
import { useFormats, useText } from './session.tsx';
import type { Translate } from './session.tsx';

export function valueText(value: Value | null, t: Translate, formats: Formats): string {
  switch (value?.kind) {
    case undefined:
      return '';
    case 'text':
      return value.text;
    case 'money':
      return formats.money(value.amount, value.currency);
    case 'day':
      return formats.day(value.day);
    case 'status':
      return statusText(value.status, t);
    case 'payment':
      return [value.day && formats.day(value.day), formats.money(value.amount, value.currency)]
        .filter(Boolean)
        .join(' · ');
    case 'line': {
      const { name, quantity, price, amount, currency } = value;
      const factors = quantity && price ? `${quantity} × ${formats.unitPrice(price, currency)} = ` : '';
      return `${name} · ${factors}${formats.money(amount, currency)}`;
    }
    default:
      return value satisfies never;
  }
}

function statusText(status: string, t: Translate): string {
  const name = `status.${status}`;
  return isTextName(name) ? t(name) : status;
}

const tones: Readonly<Record<string, string>> = {
  paid: 'good',
  open: 'busy',
  partly_paid: 'busy',
  overdue: 'care',
};

/** Empty is a dash, so that a reader sees that nothing is missing from the page. */
export function ValueText({ value }: { readonly value: Value | null }) {
  const t = useText();
  const formats = useFormats();
  if (value === null) return <span className="none">–</span>;
  const text = valueText(value, t, formats);
  return value.kind === 'status' ? (
    <span className={`chip ${tones[value.status] ?? 'calm'}`}>{text}</span>
  ) : (
    <>{text}</>
  );
}
