// The app's extensions as its *-hsmeta.json files declare them; nothing here knows any of them by name.

import { readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { ExtensionView } from '../wire.ts';

/** What HubSpot builds and shows: `hubspot-app/src`. */
export const sourceFolder = join(import.meta.dirname, '../../../hubspot-app/src');

const metaSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('card'),
    uid: z.string(),
    config: z.object({
      name: z.string(),
      entrypoint: z.string(),
      location: z.enum(['crm.record.tab', 'crm.record.sidebar', 'crm.preview', 'helpdesk.sidebar']),
      objectTypes: z.array(z.string()),
    }),
  }),
  z.object({ type: z.literal('settings'), uid: z.string(), config: z.object({ entrypoint: z.string() }) }),
]);

export interface FoundExtension extends ExtensionView {
  /** Absolute path of the file that calls `hubspot.extend`. */
  readonly entryFile: string;
}

/** Cards and the settings page. Other components of the project have no user interface of their own. */
export async function findExtensions(folder = sourceFolder): Promise<readonly FoundExtension[]> {
  const files = await readdir(folder, { recursive: true });
  const metas = files.filter((file) => file.endsWith('-hsmeta.json') && !file.includes('node_modules'));
  const found = await Promise.all(metas.toSorted().map((file) => readExtension(folder, file)));
  return found.flat();
}

async function readExtension(folder: string, file: string): Promise<FoundExtension[]> {
  const { data: meta } = metaSchema.safeParse(JSON.parse(await readFile(join(folder, file), 'utf8')));
  if (!meta) return [];
  const { entrypoint } = meta.config;
  const isCard = meta.type === 'card';
  return [
    {
      uid: meta.uid,
      title: isCard ? meta.config.name : 'Ledgerline',
      location: isCard ? meta.config.location : 'settings',
      objectTypes: isCard ? meta.config.objectTypes.map(pluralName) : [],
      script: `/extensions/${basename(entrypoint).replace(/\.tsx?$/, '.js')}`,
      entryFile: join(folder, entrypoint),
    },
  ];
}

/** HubSpot takes `DEAL`, `deal` and `deals` for the same. */
function pluralName(objectType: string): string {
  const name = objectType.toLowerCase();
  if (name === 'company') return 'companies';
  return name.endsWith('s') ? name : `${name}s`;
}
