// HubSpot's size words as class names and lengths.

const short: Readonly<Record<string, string>> = {
  'extra-small': 'xs',
  small: 'sm',
  medium: 'md',
  large: 'lg',
  'extra-large': 'xl',
};

/** `medium` and `md` are the same. */
export const sizeName = (size: string | undefined, otherwise: string): string =>
  short[size ?? ''] ?? size ?? otherwise;

const gaps: Readonly<Record<string, string>> = {
  flush: '0',
  xs: '4px',
  sm: '8px',
  md: '16px',
  lg: '24px',
  xl: '32px',
};

export const gapOf = (size: string | undefined, otherwise = 'flush'): string =>
  gaps[sizeName(size, otherwise)] ?? '0';

const places: Readonly<Record<string, string>> = {
  start: 'flex-start',
  end: 'flex-end',
  between: 'space-between',
  around: 'space-around',
};

export const placeOf = (word: string | undefined): string | undefined =>
  word === undefined ? undefined : (places[word] ?? word);

/** Class names without the empty ones. */
export const classes = (...names: readonly (string | false | undefined)[]): string =>
  names.filter(Boolean).join(' ');
