// npm run sandbox: QuickBooks and HubSpot alone, to develop or try things against.

import { join } from 'node:path';
import { demoPortal, hubspotAppId, serverEnvironment } from './demo/app-registration.ts';
import { keepKeys } from './demo/keys.ts';
import { fillSampleCompanies } from './demo/sample-companies.ts';
import { findTakenPorts, readPorts } from './demo/settings.ts';
import { startStandIns } from './demo/stand-ins.ts';
import { sampleCompany } from './quickbooks/quickbooks.ts';

const dataFolder = join(import.meta.dirname, '../.data');

async function start(): Promise<void> {
  const ports = readPorts(process.env);
  const { SANDBOX_QUICKBOOKS_PORT, SANDBOX_HUBSPOT_PORT, PORT } = ports;
  const taken = await findTakenPorts({ SANDBOX_QUICKBOOKS_PORT, SANDBOX_HUBSPOT_PORT });
  if (taken.length > 0) throw new Error(taken.join('\n  '));
  const keys = keepKeys(dataFolder);
  const server = process.env['PUBLIC_URL'] || `http://localhost:${PORT}`;
  const standIns = await startStandIns({
    serverUrl: server,
    keys,
    quickbooksPort: SANDBOX_QUICKBOOKS_PORT,
    hubspotPort: SANDBOX_HUBSPOT_PORT,
  });
  const { quickbooks, hubspot } = standIns;
  if (!process.argv.includes('--empty')) await fillSampleCompanies(quickbooks, hubspot);
  const environment = serverEnvironment({
    server,
    quickbooks: quickbooks.url,
    hubspot: hubspot.url,
    database: 'postgres://…',
    keys,
  });
  console.log(describe(quickbooks.url, hubspot.url, environment));
  const stop = (): void => void standIns.close().then(() => process.exit(0));
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

const describe = (quickbooks: string, hubspot: string, environment: Record<string, string>): string => `
  QuickBooks  ${quickbooks}   company ${sampleCompany.realmId}
  HubSpot     ${hubspot}   account ${demoPortal.portalId}, app ${hubspotAppId}

  What there is, what a person does, what goes wrong (sandbox/README.md has the rest):
    curl -s ${quickbooks}/__sim/state
    curl -s ${quickbooks}/__sim/state/Invoice | head -1
    curl -s ${hubspot}/__sim/requests
    curl -s -X POST ${quickbooks}/__sim/edit -d '{"type":"Customer","id":"1","action":"save","change":{"FamilyName":"New"}}'
    curl -s -X POST ${quickbooks}/__sim/fail -d '{"match":{"path":"/invoice"},"kind":"429","times":3}'
    curl -s -X PATCH ${hubspot}/__sim/settings -d '{"webhooks":{"on":false}}'

  A server that talks to them (the keys are good for these stand-ins only):
${Object.entries(environment)
  .map(([name, value]) => `    ${name}=${value}`)
  .join('\n')}

  Ctrl-C stops them; nothing is kept.
`;

try {
  await start();
} catch (error) {
  console.error(`\n  ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
