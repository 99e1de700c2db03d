// The extensions' API as the settings page calls it: any method, a body, words in the address.

import { hubspotAppId, demoPortal } from '../../sandbox/demo/app-registration.ts';
import { extensionCallHeaders } from '../../sandbox/hubspot/signature.ts';
import type { World } from './world.ts';

/** Answers are asserted field by field. */
// eslint-disable-next-line typescript/no-explicit-any -- the API's own JSON
export type ApiAnswer = any;

export interface SettingsApi {
  get(path: string, words?: Readonly<Record<string, string>>): Promise<ApiAnswer>;
  post(path: string, body?: object): Promise<ApiAnswer>;
  put(path: string, body: object): Promise<ApiAnswer>;
}

/** Answers the envelope whole: refusals are answers, too. */
export function settingsApi(world: Pick<World, 'url' | 'environment'>): SettingsApi {
  const call = async (
    method: string,
    path: string,
    words: Readonly<Record<string, string>>,
    text: string,
  ): Promise<ApiAnswer> => {
    const who = { portalId: String(demoPortal.portalId), userId: '9001', appId: String(hubspotAppId) };
    const address = `${world.url}${path}?${new URLSearchParams({ ...who, ...words }).toString()}`;
    const secret = world.environment['HUBSPOT_CLIENT_SECRET'] ?? '';
    const headers = extensionCallHeaders(secret, method, address, text, Date.now());
    const answer = await fetch(address, { method, headers, ...(text !== '' && { body: text }) });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
  return {
    get: (path, words = {}) => call('GET', path, words, ''),
    post: (path, body = {}) => call('POST', path, {}, JSON.stringify(body)),
    put: (path, body) => call('PUT', path, {}, JSON.stringify(body)),
  };
}
