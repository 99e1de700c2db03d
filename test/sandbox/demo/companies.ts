// Both stand-ins as the demo starts them, on free ports, with a small company.

import { makeKeys } from '../../../sandbox/demo/keys.ts';
import { startStandIns } from '../../../sandbox/demo/stand-ins.ts';
import { StateReader } from '../../../sandbox/portal/state-reader.ts';

export async function startCompanies(serverUrl = 'http://localhost:1') {
  const keys = makeKeys();
  const standIns = await startStandIns({ serverUrl, keys, quickbooksPort: 0, hubspotPort: 0 });
  const { quickbooks, hubspot } = standIns;
  await quickbooks.seed({ customers: 20, items: 12, invoices: 12, payments: 4, seed: 3 });
  const state = new StateReader({ quickbooks, hubspot }, 0);
  return { ...standIns, keys, state };
}
