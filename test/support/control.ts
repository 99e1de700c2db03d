// A stand-in's control routes, as tests use them.

export interface Edit {
  readonly type: string;
  readonly id?: string;
  readonly action: 'save' | 'delete' | 'void' | 'merge' | 'deactivate' | 'associate' | 'dissociate';
  readonly change?: Readonly<Record<string, unknown>>;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly tenant?: string;
}

export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly ms: number;
}

/** Records of a stand-in are whatever its vendor's shape is; tests look into them by name. */
// eslint-disable-next-line typescript/no-explicit-any -- the vendor's own JSON, asserted field by field
export type VendorRecord = Record<string, any>;

export interface Control {
  readonly url: string;
  reset(): Promise<void>;
  seed(size: Readonly<Record<string, unknown>>): Promise<void>;
  settings(patch: Readonly<Record<string, unknown>>): Promise<void>;
  fail(fault: Readonly<Record<string, unknown>>): Promise<void>;
  advance(ms: number): Promise<void>;
  edit(edit: Edit): Promise<VendorRecord>;
  requests(): Promise<readonly LoggedRequest[]>;
  counts(): Promise<Readonly<Record<string, number>>>;
  records(type: string, tenant?: string): Promise<readonly VendorRecord[]>;
}

export function controlOf(url: string): Control {
  const post = async (path: string, body: unknown, method = 'POST'): Promise<unknown> => {
    const answer = await fetch(`${url}/__sim/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} /__sim/${path}: ${answer.status} ${text}`);
    return text === '' ? {} : JSON.parse(text);
  };
  const get = async (path: string): Promise<string> => {
    const answer = await fetch(`${url}/__sim/${path}`);
    if (!answer.ok) throw new Error(`GET /__sim/${path}: ${answer.status}`);
    return answer.text();
  };
  const lines = <T>(text: string): readonly T[] =>
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line): T => JSON.parse(line));
  return {
    url,
    reset: async () => void (await post('reset', {})),
    seed: async (size) => void (await post('seed', size)),
    settings: async (patch) => void (await post('settings', patch, 'PATCH')),
    fail: async (fault) => void (await post('fail', fault)),
    advance: async (advanceMs) => void (await post('clock', { advanceMs })),
    // The answer is the vendor's record.
    edit: async (edit) => (await post('edit', edit)) as VendorRecord,
    requests: async () => lines<LoggedRequest>(await get('requests')),
    counts: async () => JSON.parse(await get('state')).counts,
    records: async (type, tenant) =>
      lines<VendorRecord>(await get(`state/${type}${tenant ? `?tenant=${tenant}` : ''}`)),
  };
}
