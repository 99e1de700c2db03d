// HubSpot's own validation of a project, offline: the one call it makes, for JSON schemas, is answered with ours.

import { http } from '@hubspot/local-dev-lib/http';
import { parseProjectConfig } from '@hubspot/project-parsing-lib/projects';
import { translate } from '@hubspot/project-parsing-lib/translate';
import { schemas } from './schemas.ts';

export const root = new URL('../../../', import.meta.url);
export const sourceDir = new URL('hubspot-app/src/', root).pathname;
export const profiles = ['development', 'production'] as const;
export type Profile = (typeof profiles)[number];

export interface Component {
  readonly uid: string;
  readonly componentType: string;
  readonly config: unknown;
}

/** The components of a project source with a profile's variables filled in; throws HubSpot's list of faults. */
export async function translateProject(
  projectSourceDir: string,
  profile: Profile,
): Promise<readonly Component[]> {
  const { platformVersion } = parseProjectConfig(root.pathname);
  Object.assign(http, { get: async () => ({ data: schemas }) });
  const context = { projectSourceDir, platformVersion, accountId: 1 };
  const { intermediateRepresentation, skippedHsMetaFiles } = await translate(context, { profile });
  if (skippedHsMetaFiles.length > 0) throw new Error(`not read: ${skippedHsMetaFiles.join(', ')}`);
  return Object.values(intermediateRepresentation.intermediateNodesIndexedByUid);
}
