// HTML by tagged template: every value is escaped unless it is HTML made here.

class SafeHtml {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Html = SafeHtml;
type Value = string | SafeHtml | null | readonly SafeHtml[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const render = (value: Value): string => {
  if (value === null) return '';
  if (value instanceof SafeHtml) return value.text;
  if (typeof value === 'string') return value.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
  return value.map((item) => item.text).join('');
};

export const html = (strings: TemplateStringsArray, ...values: readonly Value[]): Html =>
  new SafeHtml(strings.reduce((text, part, index) => text + render(values[index - 1] ?? null) + part));

/** For constants of our own only. */
export const trustedHtml = (text: string): Html => new SafeHtml(text);
