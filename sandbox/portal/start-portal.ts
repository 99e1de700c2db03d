// The portal on its port, put together from running stand-ins and a server's address.

import type { LedgerlineApi } from '../demo/ledgerline-api.ts';
import { DEFAULT_PORTAL } from '../hubspot/app.ts';
import { bundleBrowserAssets } from './browser-assets.ts';
import { Changes } from './changes.ts';
import { ExtensionScripts } from './extensions/extension-scripts.ts';
import { FetchProxy } from './fetch-proxy.ts';
import { createPortal, servePortal } from './portal-server.ts';
import type { RunningPortal } from './portal-server.ts';
import type { StandInControl } from './stand-in-control.ts';
import { StateReader } from './state-reader.ts';
import type { Trouble } from './trouble.ts';

export interface PortalOptions {
  /** 0: any free port. */
  readonly port: number;
  readonly appId: number;
  readonly clientSecret: string;
  /** Where the server under test is, and the only address extensions may call. */
  readonly serverUrl: string;
  readonly api: LedgerlineApi;
  readonly quickbooks: StandInControl;
  readonly hubspot: StandInControl;
  readonly trouble: Trouble;
  /** Builds extensions again when their sources change, and reloads open pages. */
  readonly watching: boolean;
}

export async function startPortal(options: PortalOptions): Promise<RunningPortal> {
  const { appId, clientSecret, serverUrl, api, quickbooks, hubspot, trouble } = options;
  const controls = { quickbooks, hubspot };
  const state = new StateReader(controls);
  const changes = new Changes(state);
  const { portalId } = DEFAULT_PORTAL;
  const proxy = new FetchProxy({ appId, portalId, clientSecret, permitted: [serverUrl] });
  const assets = bundleBrowserAssets();
  // A failed build is told to whoever asks for a file.
  assets.catch(() => undefined);
  const extensions = new ExtensionScripts();
  await extensions.start({ watching: options.watching });
  const parts = { state, controls, api, proxy, changes, trouble, extensions, assets, appId, serverUrl };
  const portal = await servePortal(createPortal(parts), options.port);
  return {
    url: portal.url,
    async close() {
      changes.stop();
      extensions.stop();
      await portal.close();
    },
  };
}
