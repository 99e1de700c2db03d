// HubSpot's extension worker: the globals a built bundle expects, and the remote tree it draws into. There is no
// document here, no storage, and no network of the bundle's own.

import { createRemoteRoot } from '@remote-ui/core';
import type { RemoteChannel } from '@remote-ui/core';
import * as RemoteUI from '@remote-ui/react';
import { createEndpoint, fromWebWorker, retain } from '@remote-ui/rpc';
import * as React from 'react';
import type { CarriedResponse, CrmRequestKind, HostApi } from './protocol.ts';

interface Api {
  readonly context: object;
  readonly actions: object;
}

// The page's DOM types know a worker from outside only; both ends of one have the same messages.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const self = globalThis as unknown as Worker & Record<string, unknown>;
const host = createEndpoint<HostApi>(fromWebWorker(self), { callable: ['fetch', 'crm', 'log', 'failed'] });

let render: ((api: Api) => React.ReactElement) | undefined;
let api: Api = { context: {}, actions: {} };

const responseOf = ({ status, contentType, body }: CarriedResponse): Response =>
  new Response(status === 204 ? null : body, { status, headers: { 'content-type': contentType } });

const askCrm = async (kind: CrmRequestKind, request: unknown): Promise<Response> =>
  responseOf(await host.call.crm(kind, request));

const log =
  (level: 'debug' | 'info' | 'warn' | 'error') =>
  (text: unknown): void =>
    void host.call.log(level, String(text));

async function hsFetch(
  url: string | URL,
  options: Readonly<Record<string, unknown>> = {},
): Promise<Response> {
  const { headers } = options;
  const plain = headers instanceof Headers ? Object.fromEntries(headers) : headers;
  const carried = { ...options, ...(plain !== undefined && { headers: plain }) };
  return responseOf(await host.call.fetch(String(url), carried));
}

Object.assign(self, {
  React,
  RemoteUI,
  __HUBSPOT_EXTENSION_WORKER__: true,
  extend_V2: (given: (api: Api) => React.ReactElement) => {
    render = given;
  },
  hsFetch,
  serverless: () => Promise.reject(new Error('This app has no serverless functions.')),
  logger: { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') },
  hsWorkerAPI: {
    useExtensionApi: () => api,
    useExtensionContext: () => api.context,
    useExtensionActions: () => api.actions,
    useAppPageLocation: () => ({ path: '/', params: {} }),
    fetchCrmProperties: (names: unknown) => askCrm('properties', names),
    fetchAssociations: (request: unknown) => askCrm('associations', request),
    fetchCrmSearch: (request: unknown) => askCrm('search', request),
  },
});

globalThis.addEventListener('unhandledrejection', ({ reason }) => {
  void host.call.failed(reason instanceof Error ? reason.message : String(reason));
});

host.expose({
  async start(script: string, channel: RemoteChannel, context: object, actions: object): Promise<void> {
    // Functions of the page stay callable only while somebody holds them.
    retain(channel);
    retain(actions);
    api = { context, actions };
    importScripts(script);
    if (!render) throw new Error('The bundle never called hubspot.extend().');
    const root = createRemoteRoot(channel);
    RemoteUI.createRoot(root).render(render(api));
    await root.mount();
  },
});
