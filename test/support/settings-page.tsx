// The settings page in HubSpot's own test renderer, with a server that answers from a table.

import { createRenderer } from '@hubspot/ui-extensions/testing';
import type { ConnectionView } from '@ledgerline/contract/connection';
import type { Pace } from '../../hubspot-app/src/app/settings/pace.ts';
import { SettingsPage } from '../../hubspot-app/src/app/settings/SettingsPage.tsx';

export type Language = 'en' | 'fr';

/** What the server answers by route; a list is used up but for its last, `null` is no answer at all. */
export type Answers = Readonly<Record<string, object | null | (object | null)[]>>;

export const ok = (data: object) => ({ ok: true, data });
export const refused = (code: string) => ({ ok: false, error: { code, message: 'for logs' } });

export const ticket = (word = 'one') =>
  ok({ url: `https://app.example.test/oauth/quickbooks/connect?ticket=${word}` });

/** The server of a portal with this connection. */
export const serverOf = (connection: ConnectionView): Answers => ({
  'GET /api/connection': ok(connection),
  'POST /api/connect-ticket': ticket(),
  'POST /api/disconnect': ok({ kind: 'disconnected', quickbooks: 'revoked' }),
});

/** Slow enough that nothing but the test makes anything happen. */
const still: Pace = { connectingMs: 600_000, progressMs: 600_000, idleMs: 600_000, ticketMs: 600_000 };

export interface OpenPageOptions {
  readonly language?: Language;
  readonly pace?: Partial<Pace>;
  readonly variables?: Readonly<Record<string, string>>;
}

export function openSettings(answers: Answers, options: OpenPageOptions = {}) {
  const origin = `https://app-${(pagesOpened += 1)}.example.test`;
  const { language = 'en', pace = {}, variables = { API_ORIGIN: origin } } = options;
  const calls: string[] = [];
  serve(origin, (route) => {
    calls.push(route);
    const given = answers[route] ?? null;
    return Array.isArray(given) ? (given.length > 1 ? given.shift() : given[0]) : given;
  });
  const renderer = createRenderer('settings');
  const { context } = renderer.mocks;
  context.user.locale = language === 'en' ? 'en-us' : 'fr-fr';
  context.portal.timezone = 'America/Toronto';
  context.variables = { ...variables };
  renderer.render(<SettingsPage pace={{ ...still, ...pace }} />);
  return { ...renderer, origin, calls, shown: () => textsOf(renderer.getRootNode()) };
}

let pagesOpened = 0;

/** Pages stay open until the tests end; each has an address of its own, so that none answers for another. */
const servers = new Map<string, (route: string) => object | null | undefined>();

function serve(origin: string, answer: (route: string) => object | null | undefined): void {
  servers.set(origin, answer);
  const hsFetch = async (address: string, { method = 'GET' }: { method?: string }) => {
    const url = new URL(address);
    const body = servers.get(url.origin)?.(`${method} ${url.pathname}`);
    return body ? Response.json(body) : new Response('', { status: 502 });
  };
  Object.assign(globalThis, { self: globalThis, hsFetch, setTimeout: quietTimeout });
}

/** A page that looks again now and then must not keep a test alive. */
const ordinaryTimeout = globalThis.setTimeout;
const quietTimeout = (task: () => void, ms?: number) => ordinaryTimeout(task, ms).unref();

interface Node {
  readonly text?: string | null;
  readonly props?: object;
  readonly childNodes?: readonly Node[];
}

const textProps = new Set(['title', 'label', 'valueDescription']);

/** Every text a person could read: content, labels and titles, those of overlays included. */
function textsOf(node: Node): readonly string[] {
  const props = Object.entries(node.props ?? {}).flatMap(([name, value]: [string, unknown]) => {
    if (typeof value === 'string') return textProps.has(name) ? [value] : [];
    return isNode(value) ? textsOf(value) : [];
  });
  const children = (node.childNodes ?? []).flatMap(textsOf);
  const own = node.childNodes === undefined || node.childNodes.length === 0 ? [node.text ?? ''] : [];
  return [...props, ...own, ...children].filter((text) => text !== '');
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'childNodes' in value;
