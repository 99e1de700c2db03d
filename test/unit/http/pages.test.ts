import { describe, expect, test } from '@jest/globals';
import { html } from '../../../server/http/pages/html.ts';
import { renderPage } from '../../../server/http/pages/render-page.ts';
import type { PageName, PageText } from '../../../server/http/pages/texts.ts';
import { languages, pageTexts } from '../../../server/http/pages/texts.ts';

const pageNames = Object.keys(pageTexts.en).filter((name): name is PageName => name in pageTexts.fr);

const placeholders = (text: PageText): readonly string[] =>
  [...new Set(JSON.stringify(text).match(/\{\w+\}/g) ?? [])].toSorted();

const shape = (text: PageText) => ({
  paragraphs: text.paragraphs.length,
  steps: text.steps?.length ?? 0,
  action: text.action !== undefined,
  secondary: text.secondary !== undefined,
});

describe('html', () => {
  test('escapes every value once and leaves its own parts alone', () => {
    const inner = html`<b>${'<&>"\''}</b>`;
    expect(html`<p title="${'a"b'}">${inner}${[inner]}${null}</p>`.text).toBe(
      '<p title="a&quot;b"><b>&lt;&amp;&gt;&quot;&#39;</b><b>&lt;&amp;&gt;&quot;&#39;</b></p>',
    );
  });
});

describe('the texts', () => {
  test.each(pageNames)('of %s say the same in both languages', (name) => {
    expect(shape(pageTexts.fr[name])).toEqual(shape(pageTexts.en[name]));
    expect(placeholders(pageTexts.fr[name])).toEqual(placeholders(pageTexts.en[name]));
    expect(pageTexts.fr[name].title).not.toBe(pageTexts.en[name].title);
  });
});

describe('a page', () => {
  test.each(pageNames.flatMap((name) => languages.map((language) => [name, language] as const)))(
    '%s in %s has a language, one heading, one main part and no placeholder left',
    (name, language) => {
      const values = { company: 'Ada & Co', connected: 'Bea', vendor: 'QuickBooks', reference: 'r-1' };
      const page = renderPage(
        { name, tone: 'care', status: 200, values, actionUrl: 'https://x.test/' },
        language,
      );
      expect(page).toContain(`<html lang="${language}">`);
      expect(page.match(/<h1>/g)).toHaveLength(1);
      expect(page.match(/<main>/g)).toHaveLength(1);
      expect(page.replace(/<style>[^]*<\/style>/, '')).not.toMatch(/[{}]|undefined|Ada & Co/);
    },
  );

  test('shows a button only when it leads somewhere', () => {
    const page = { name: 'installed', tone: 'good', status: 200 } as const;
    expect(renderPage(page, 'en')).not.toContain('class="button"');
    expect(renderPage({ ...page, actionUrl: '/a?b=1&c=2' }, 'en')).toContain('href="/a?b=1&amp;c=2"');
  });

  test('lists the scopes that are missing', () => {
    const page = {
      name: 'missingScopes',
      tone: 'care',
      status: 403,
      items: ['crm.objects.contacts.read'],
    } as const;
    expect(renderPage(page, 'en')).toContain('<li><code>crm.objects.contacts.read</code></li>');
  });
});
