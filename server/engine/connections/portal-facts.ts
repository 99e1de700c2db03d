import type { PortalFacts } from '../../sync/rules.ts';
import type { FlowPorts } from './flow-ports.ts';
import { hubspotGrant } from './flow-ports.ts';
import type { Attempt } from './vendor-trouble.ts';
import { attempt } from './vendor-trouble.ts';

/** Reads the portal and creates the app's properties there; repeating it adopts what exists. */
export const refreshPortalFacts = async (
  ports: FlowPorts,
  portalId: string,
): Promise<Attempt<PortalFacts>> => {
  const facts = await attempt(async () => {
    const accessToken = await ports.tokens.accessToken(hubspotGrant(portalId), (current) =>
      ports.hubspot.refresh(current),
    );
    return ports.hubspot.setUp(accessToken);
  });
  if (facts.ok) await ports.installations.saveFacts(portalId, facts.value);
  return facts;
};
