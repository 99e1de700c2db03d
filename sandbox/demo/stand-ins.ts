// Both stand-ins in this process, each on its own port.

import { startStandIn } from '../core/stand-in.ts';
import { createHubSpot } from '../hubspot/hubspot.ts';
import { createQuickBooks } from '../quickbooks/quickbooks.ts';
import { hubspotApp, quickbooksApp } from './app-registration.ts';
import type { DemoKeys } from './keys.ts';
import { StandInControl } from '../portal/stand-in-control.ts';
import { Trouble } from '../portal/trouble.ts';

export interface RunningStandIns {
  readonly quickbooks: StandInControl;
  readonly hubspot: StandInControl;
  readonly trouble: Trouble;
  close(): Promise<void>;
}

/** `serverUrl`: where the app under test can be reached; both vendors send people and webhooks there. */
export async function startStandIns(options: {
  readonly serverUrl: string;
  readonly keys: DemoKeys;
  readonly quickbooksPort: number;
  readonly hubspotPort: number;
}): Promise<RunningStandIns> {
  const { serverUrl, keys } = options;
  const trouble = new Trouble();
  const quickbooks = await startStandIn(trouble.watch(createQuickBooks(quickbooksApp(serverUrl, keys))), {
    port: options.quickbooksPort,
  });
  const hubspot = await startStandIn(trouble.watch(createHubSpot(hubspotApp(serverUrl, keys))), {
    port: options.hubspotPort,
  });
  return {
    quickbooks: new StandInControl(quickbooks.url),
    hubspot: new StandInControl(hubspot.url),
    trouble,
    close: async () => {
      await Promise.all([quickbooks.close(), hubspot.close()]);
    },
  };
}
