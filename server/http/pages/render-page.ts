// One layout for every outcome of the browser flows: a badge, a heading, what it means, what to do next.

import type { Html } from './html.ts';
import { html, trustedHtml } from './html.ts';
import { styleSheet } from './style.ts';
import type { Language, PageName } from './texts.ts';
import { footers, pageTexts } from './texts.ts';

export interface Page {
  readonly name: PageName;
  readonly tone: 'good' | 'care';
  readonly status: number;
  /** For the placeholders of the texts. */
  readonly values?: Readonly<Record<string, string>>;
  /** Technical names listed under the text. */
  readonly items?: readonly string[];
  readonly actionUrl?: string | null;
  readonly secondaryUrl?: string | null;
}

export const renderPage = (page: Page, language: Language): string => {
  const text = pageTexts[language][page.name];
  const values = page.values ?? {};
  const title = fillPlain(text.title, values);
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – Ledgerline</title>
        <link rel="icon" href="data:," />
        ${styleElement}
      </head>
      <body>
        <header>${mark}<span>Ledgerline</span></header>
        <main>
          <div class="badge ${page.tone}" aria-hidden="true">${badges[page.tone]}</div>
          <h1>${title}</h1>
          ${text.paragraphs.map((paragraph) => html`<p>${fill(paragraph, values)}</p>`)}
          ${
            text.steps
              ? html`<ol>
                  ${text.steps.map((step) => html`<li>${fill(step, values)}</li>`)}
                </ol>`
              : null
          }
          ${
            page.items?.length
              ? html`<ul>
                  ${page.items.map((item) => html`<li><code>${item}</code></li>`)}
                </ul>`
              : null
          }
          ${renderActions([
            { label: text.action, url: page.actionUrl, style: 'button' },
            { label: text.secondary, url: page.secondaryUrl, style: 'button quiet' },
          ])}
        </main>
        <footer>${footers[language]}</footer>
      </body>
    </html> `.text;
};

interface ActionLink {
  readonly label: string | undefined;
  readonly url: string | null | undefined;
  readonly style: string;
}

const renderActions = (links: readonly ActionLink[]): Html | null => {
  const shown = links.flatMap(({ label, url, style }) =>
    label && url ? [html`<a class="${style}" href="${url}">${label}</a>`] : [],
  );
  return shown.length > 0 ? html`<div class="actions">${shown}</div>` : null;
};

const placeholder = /\{(\w+)\}/;

/** Values stand out from the sentence around them. */
const fill = (text: string, values: Readonly<Record<string, string>>): Html =>
  html`${text
    .split(placeholder)
    .map((part, index) => (index % 2 === 0 ? html`${part}` : html`<strong>${values[part] ?? ''}</strong>`))}`;

const fillPlain = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(new RegExp(placeholder, 'g'), (_match, name: string) => values[name] ?? '');

/** A constant, because the policy's hash covers every byte between the tags. */
const styleElement = trustedHtml(`<style>${styleSheet}</style>`);

const mark = trustedHtml(
  '<svg width="28" height="28" viewBox="0 0 28 28" fill="none" aria-hidden="true"><rect width="28" height="28" rx="8" fill="currentColor"/><path d="M8 9.5h12M8 14h12M8 18.5h7" stroke="var(--on-brand)" stroke-width="2.2" stroke-linecap="round"/></svg>',
);

const badges = {
  good: trustedHtml(
    '<svg width="22" height="22" viewBox="0 0 22 22" fill="none"><path d="M5 11.5l4 4 8-9" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"/></svg>',
  ),
  care: trustedHtml(
    '<svg width="22" height="22" viewBox="0 0 22 22" fill="none"><path d="M11 5v7.5" stroke="currentColor" stroke-width="2.6" stroke-linecap="round"/><circle cx="11" cy="16.6" r="1.6" fill="currentColor"/></svg>',
  ),
} as const;
