// What an extension under test talks to: our server behind HubSpot's fetch, answering from a table; and every text that
// a person could read of what it draws.

export type Language = 'en' | 'fr';

/** What the server answers by route; a list is used up but for its last, `null` is no answer at all. */
export type Answers = Readonly<Record<string, object | null | (object | null)[]>>;

export const ok = (data: object) => ({ ok: true, data });
export const refused = (code: string) => ({ ok: false, error: { code, message: 'for logs' } });

export interface ExtensionCall {
  /** Method and path. */
  readonly route: string;
  readonly body: unknown;
}

/** Extensions stay open until the tests end; each has an address of its own, so that none answers for another. */
const servers = new Map<string, (call: ExtensionCall) => object | null | undefined>();

/** Answers one extension from a table; gives the address it is served under. */
export function serveExtension(answers: Answers, onCall: (call: ExtensionCall) => void): string {
  const origin = `https://app-${servers.size + 1}.example.test`;
  servers.set(origin, (call) => {
    onCall(call);
    const given = answers[call.route] ?? null;
    return Array.isArray(given) ? (given.length > 1 ? given.shift() : given[0]) : given;
  });
  const hsFetch = async (
    address: string,
    { method = 'GET', body = null }: { method?: string; body?: unknown },
  ) => {
    const url = new URL(address);
    const answer = servers.get(url.origin)?.({ route: `${method} ${url.pathname}`, body });
    return answer ? Response.json(answer) : new Response('', { status: 502 });
  };
  Object.assign(globalThis, { self: globalThis, hsFetch, setTimeout: quietTimeout });
  return origin;
}

/** An extension that looks again now and then must not keep a test alive. */
const ordinaryTimeout = globalThis.setTimeout;
const quietTimeout = (task: () => void, ms?: number) => ordinaryTimeout(task, ms).unref();

interface Node {
  readonly text?: string | null;
  readonly props?: object;
  readonly childNodes?: readonly Node[];
}

const textProps = new Set(['title', 'label', 'number', 'valueDescription']);

/** Every text a person could read: content, labels and titles, those of overlays included. */
export function textsOf(node: Node): readonly string[] {
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
