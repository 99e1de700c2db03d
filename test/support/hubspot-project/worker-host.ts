// Runs a built extension as HubSpot's worker does: a script among a few globals, drawing into a remote tree.

import { createRemoteRoot } from '@remote-ui/core';
import * as RemoteUI from '@remote-ui/react';
import * as React from 'react';
import { createContext, runInContext } from 'node:vm';

export interface WorkerCall {
  readonly url: string;
  readonly method: string;
}

export interface HostOptions {
  readonly context: object;
  /** Answers `hubspot.fetch`. */
  readonly fetch: (call: WorkerCall) => object;
  /** Ids of the records that are associated with the one that is open. */
  readonly associations?: readonly number[];
}

interface RemoteNode {
  readonly text?: string;
  readonly type?: string;
  readonly children?: readonly RemoteNode[];
  readonly remoteProps?: Readonly<Record<string, unknown>>;
}

export interface HostedExtension {
  /** All text in the tree. */
  readonly text: () => string;
  /** Clicks the first component of this name. */
  readonly click: (component: string) => void;
  readonly calls: readonly WorkerCall[];
}

/** Globals a worker has that matter here. There is no document, no storage and no network of the bundle's own. */
const workerGlobals = {
  Response,
  Headers,
  URL,
  // A page that looks again now and then must not keep a test alive.
  setTimeout: (task: () => void, ms?: number) => setTimeout(task, ms).unref(),
  clearTimeout,
};

export function hostExtension(
  code: string,
  { context, fetch, associations = [] }: HostOptions,
): HostedExtension {
  const calls: WorkerCall[] = [];
  const rendered: { render?: (api: object) => React.ReactElement } = {};
  const api = { context, actions: { addAlert: () => undefined, closeOverlay: () => undefined } };
  const self = createContext({
    ...workerGlobals,
    React,
    RemoteUI,
    __HUBSPOT_EXTENSION_WORKER__: true,
    extend_V2: (render: (given: object) => React.ReactElement) => Object.assign(rendered, { render }),
    hsFetch: async (url: string, { method = 'GET' }: { method?: string }) => {
      calls.push({ url, method });
      return Response.json(fetch({ url, method }));
    },
    hsWorkerAPI: {
      useExtensionContext: () => api.context,
      useExtensionActions: () => api.actions,
      fetchAssociations: async () => {
        const results = associations.map((toObjectId) => ({
          toObjectId,
          associationTypes: [],
          properties: {},
        }));
        return Response.json({ data: { results, hasMore: false, nextOffset: 0 } });
      },
    },
  });
  runInContext('globalThis.self = globalThis', self);
  runInContext(code, self);
  if (!rendered.render) throw new Error('the bundle never called hubspot.extend()');
  const tree = createRemoteRoot(() => undefined);
  RemoteUI.createRoot(tree).render(rendered.render(api));
  const nodes = (): readonly RemoteNode[] => flatten(tree.children as readonly RemoteNode[]);
  return {
    calls,
    text: () =>
      nodes()
        .map((node) => node.text ?? '')
        .join(' '),
    click: (component) => {
      const onClick = nodes().find(({ type }) => type === component)?.remoteProps?.['onClick'];
      if (typeof onClick !== 'function') throw new Error(`no ${component} to click`);
      onClick();
    },
  };
}

const flatten = (nodes: readonly RemoteNode[]): readonly RemoteNode[] =>
  nodes.flatMap((node) => [node, ...flatten(node.children ?? [])]);
