// A person's browser, as far as the consent pages need one: cookies, redirects, forms and links. No scripts.

export interface SeenPage {
  readonly url: string;
  readonly status: number;
  readonly html: string;
}

const maxRedirects = 10;

export class WebVisitor {
  /** By host name: browsers share cookies between the ports of a host. */
  private readonly cookies = new Map<string, Map<string, string>>();

  open(url: string): Promise<SeenPage> {
    return this.visit(url, { method: 'GET' });
  }

  /** Submits the page's form by the button of this value, with what is filled in already or chosen here. */
  submit(page: SeenPage, button: string, choices: Readonly<Record<string, string>> = {}): Promise<SeenPage> {
    const form = readForm(page, button);
    for (const [name, value] of Object.entries(choices)) form.fields.set(name, value);
    return this.visit(form.action, { method: 'POST', body: form.fields });
  }

  private async visit(start: string, first: RequestInit): Promise<SeenPage> {
    let url = start;
    let init = first;
    for (let step = 0; step <= maxRedirects; step += 1) {
      const response = await fetch(url, { ...init, redirect: 'manual', headers: this.headersFor(url) });
      this.keepCookies(url, response);
      const location = response.headers.get('location');
      if (location === null || response.status < 300 || response.status > 399) {
        return { url, status: response.status, html: await response.text() };
      }
      await response.arrayBuffer();
      url = new URL(location, url).href;
      init = { method: 'GET' };
    }
    throw new Error(`${start} redirects for ever`);
  }

  private headersFor(url: string): Record<string, string> {
    const pairs = [...(this.cookies.get(new URL(url).hostname) ?? [])];
    return {
      accept: 'text/html',
      ...(pairs.length > 0 && { cookie: pairs.map(([name, value]) => `${name}=${value}`).join('; ') }),
    };
  }

  private keepCookies(url: string, response: Response): void {
    const { hostname } = new URL(url);
    const jar = this.cookies.get(hostname) ?? new Map<string, string>();
    this.cookies.set(hostname, jar);
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const at = pair.indexOf('=');
      if (at > 0) jar.set(pair.slice(0, at).trim(), pair.slice(at + 1).trim());
    }
  }
}

/** The first link of a page that leads to an address containing these words. */
export function findLink(page: SeenPage, part: string): string | null {
  for (const [, href = ''] of page.html.matchAll(/<a\b[^>]*\bhref="([^"]*)"/g)) {
    if (href.includes(part)) return new URL(plain(href), page.url).href;
  }
  return null;
}

/** What a person would read first: the heading and the text under it. */
export function readAloud({ html }: SeenPage): string {
  const main = /<h1[\s\S]*<\/(?:main|body)>/.exec(html)?.[0] ?? html;
  const words = main.replace(/<\/(h1|p|li)>/g, '. ').replace(/<[^>]*>/g, ' ');
  return plain(words).replace(/\s+/g, ' ').replace(/ \./g, '.').trim().slice(0, 300);
}

function readForm(page: SeenPage, button: string): { action: string; fields: URLSearchParams } {
  const [whole = '', attributes = ''] = /<form\b([^>]*)>[\s\S]*?<\/form>/.exec(page.html) ?? [];
  const pressed = tags(whole, 'button').find((tag) => tag.get('value') === button);
  if (!pressed) throw new Error(`${readAloud(page)} (there is no button “${button}” on this page)`);
  const inputs = tags(whole, 'input').filter((tag) => tag.get('type') !== 'radio' || tag.has('checked'));
  const fields = new URLSearchParams();
  for (const tag of [...inputs, pressed]) {
    const name = tag.get('name');
    if (name) fields.append(name, tag.get('value') ?? '');
  }
  const action = attributesOf(attributes).get('action') ?? page.url;
  return { action: new URL(action, page.url).href, fields };
}

const tags = (html: string, name: string): Map<string, string>[] =>
  [...html.matchAll(new RegExp(`<${name}\\b([^>]*)>`, 'g'))].map(([, text = '']) => attributesOf(text));

const attributesOf = (text: string): Map<string, string> =>
  new Map(
    [...text.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [name, plain(value)]),
  );

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

const plain = (text: string): string =>
  text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity);
