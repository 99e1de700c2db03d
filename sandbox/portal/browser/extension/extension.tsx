// One extension of the app, run as HubSpot runs it: its bundle in a worker, its remote tree drawn with our components.

import { createRemoteReceiver, RemoteRenderer } from '@remote-ui/react/host';
import type { RemoteReceiver } from '@remote-ui/core';
import { createEndpoint, fromWebWorker } from '@remote-ui/rpc';
import { useEffect, useState } from 'react';
import { controller } from '../components/registry.tsx';
import { useText } from '../session.tsx';
import type { ExtensionActions } from './actions.ts';
import type { HostApi, WorkerApi } from './protocol.ts';

interface ExtensionProps {
  readonly script: string;
  /** HubSpot's extension context. */
  readonly context: object;
  readonly actions: ExtensionActions;
  readonly host: Pick<HostApi, 'fetch' | 'crm'>;
}

export function Extension({ script, context, actions, host }: ExtensionProps) {
  const t = useText();
  const [receiver] = useState<RemoteReceiver>(createRemoteReceiver);
  const [problem, setProblem] = useState<string | null>(null);
  const [drawn, setDrawn] = useState(false);
  useEffect(
    () =>
      run({ script, context, actions, host }, receiver, {
        onProblem: setProblem,
        onDrawn: () => setDrawn(true),
      }),
    [script, context, actions, host, receiver],
  );
  if (problem !== null) {
    return (
      <div className="hs-alert hs-alert-danger" role="alert">
        <strong>{t('extension.failed')}</strong>
        <div>{problem}</div>
      </div>
    );
  }
  return (
    <div className="extension">
      {drawn ? null : <p className="loading">{t('list.loading')}</p>}
      <RemoteRenderer controller={controller} receiver={receiver} />
    </div>
  );
}

interface Listener {
  readonly onProblem: (message: string) => void;
  readonly onDrawn: () => void;
}

/** Starts the worker; answers how to end it. */
function run(
  { script, context, actions, host }: ExtensionProps,
  receiver: RemoteReceiver,
  { onProblem, onDrawn }: Listener,
): () => void {
  const worker = new Worker('/assets/worker.js');
  let stopped = false;
  const tell = (message: string): void => {
    if (!stopped) onProblem(message);
  };
  worker.addEventListener('error', ({ message }) => tell(message));
  const endpoint = createEndpoint<WorkerApi>(fromWebWorker(worker), { callable: ['start'] });
  const served: HostApi = {
    ...host,
    // Extensions write to HubSpot's log here; the browser's console stands for it.
    // oxlint-disable-next-line no-console
    log: (level, text) => console[level](`${script}: ${text}`),
    failed: tell,
  };
  endpoint.expose({ ...served });
  const start = async (): Promise<void> => {
    await endpoint.call.start(new URL(script, location.href).href, receiver.receive, context, actions);
    if (!stopped) onDrawn();
  };
  start().catch((error: unknown) => tell(error instanceof Error ? error.message : String(error)));
  return () => {
    stopped = true;
    endpoint.terminate();
    worker.terminate();
  };
}
