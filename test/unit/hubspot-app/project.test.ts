import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isKnownPlatformVersion, parseProjectConfig } from '@hubspot/project-parsing-lib/projects';
import {
  profiles,
  root,
  sourceDir,
  translateProject,
} from '../../support/hubspot-project/translate-project.ts';

let copies: string;
beforeAll(async () => {
  copies = await mkdtemp(join(tmpdir(), 'ledgerline-project-'));
});
afterAll(() => rm(copies, { recursive: true, force: true }));

const app = 'app/app-hsmeta.json';
const settings = 'app/settings/settings-hsmeta.json';
const invoiceCard = 'app/cards/invoice-card-hsmeta.json';
const webhooks = 'app/webhooks/webhooks-hsmeta.json';

/** A copy of the project's source in which one thing is wrong. */
async function copyWith(spoil: (source: string) => Promise<void>): Promise<string> {
  const source = await mkdtemp(join(copies, 'src-'));
  await cp(sourceDir, source, { recursive: true, filter: (path) => !path.includes('node_modules') });
  await spoil(source);
  return source;
}

const replacing = (file: string, from: string, to: string) => async (source: string) => {
  const text = await readFile(join(source, file), 'utf8');
  expect(text).toContain(from);
  await writeFile(join(source, file), text.replace(from, to));
};

describe('the HubSpot project', () => {
  test('names a platform version that HubSpot’s tools know', () => {
    const { platformVersion, srcDir } = parseProjectConfig(root.pathname);
    expect(isKnownPlatformVersion(platformVersion)).toBe(true);
    expect(join(root.pathname, srcDir, '/')).toBe(sourceDir);
  });

  test.each(profiles)('passes HubSpot’s validation with the %s profile', async (profile) => {
    const components = await translateProject(sourceDir, profile);
    expect(components.map(({ componentType }) => componentType).toSorted()).toEqual([
      'APPLICATION',
      'CARD',
      'CARD',
      'SETTINGS',
      'WEBHOOKS',
    ]);
    expect(JSON.stringify(components)).not.toContain('${');
  });
});

test('a copy in which nothing is wrong passes', async () => {
  const source = await copyWith(async () => undefined);
  await expect(translateProject(source, 'production')).resolves.toHaveLength(5);
});

test('a portal whose invoices take no card does without that one pair of files', async () => {
  const source = await copyWith(async (copy) => {
    await rm(join(copy, invoiceCard));
    await rm(join(copy, 'app/cards/invoice-card.tsx'));
  });
  await expect(translateProject(source, 'production')).resolves.toHaveLength(4);
});

describe('the validation refuses', () => {
  test.each([
    ['broken JSON', app, '"type": "app"', '"type": "app",,'],
    ['a top-level key HubSpot does not know', app, '"type": "app"', '"type": "app", "extra": 1'],
    ['a type HubSpot does not know', settings, '"settings"', '"setting"'],
    ['an uid with forbidden characters', settings, 'ledgerline-settings', 'ledgerline settings'],
    ['an uid used twice', settings, 'ledgerline-settings', 'ledgerline'],
    ['a key the app’s configuration does not have', app, '"description"', '"slogan": "x", "description"'],
    ['private distribution', app, '"marketplace"', '"private"'],
    ['an app without OAuth', app, '"type": "oauth"', '"type": "static"'],
    ['an app without the base scope', app, '"oauth",\n        "crm', '"crm'],
    ['a redirect that is not encrypted', app, '"${API_ORIGIN}/oauth', '"http://example.com/oauth'],
    ['a permitted address with a path', app, '["${API_ORIGIN}"]', '["${API_ORIGIN}/api"]'],
    ['an e-mail address that is none', app, '${SUPPORT_EMAIL}', 'support'],
    ['a variable no profile has', app, '${SUPPORT_EMAIL}', '${NOBODY}'],
    ['a card at a place HubSpot does not have', invoiceCard, 'crm.record.tab', 'crm.record.top'],
    ['a card on an object spelled in the singular', invoiceCard, '"invoices"', '"invoice"'],
    ['a card in two places', invoiceCard, '"crm.record.tab"', '["crm.record.tab", "crm.preview"]'],
    ['a card with an entry point elsewhere', invoiceCard, '/app/cards/', '/app/settings/'],
    ['an entry point outside its folder', settings, '/app/settings/', '/app/cards/'],
    [
      'too few concurrent webhook calls',
      webhooks,
      '"maxConcurrentRequests": 10',
      '"maxConcurrentRequests": 5',
    ],
    ['a property HubSpot never tells of', webhooks, '"email"', '"hs_lastmodifieddate"'],
    ['an object spelled in the plural', webhooks, '"objectType": "contact"', '"objectType": "contacts"'],
    ['the older field for an object', webhooks, '"objectType"', '"objectName"'],
    ['an event HubSpot does not have', webhooks, 'object.merge', 'object.merged'],
  ])('%s', async (_fault, file, from, to) => {
    const source = await copyWith(replacing(file, from, to));
    await expect(translateProject(source, 'production')).rejects.toThrow();
  });

  test.each([
    ['a second settings page', settings, 'app/settings/second-hsmeta.json', 'copy'],
    ['a component in another one’s folder', webhooks, 'app/settings/webhooks-hsmeta.json', 'move'],
    ['a component in a nested folder', settings, 'app/settings/components/settings-hsmeta.json', 'move'],
  ])('%s', async (_fault, file, to, how) => {
    const source = await copyWith(async (copy) => {
      if (how === 'move') return rename(join(copy, file), join(copy, to));
      const text = await readFile(join(copy, file), 'utf8');
      return writeFile(join(copy, to), text.replace('ledgerline-settings', 'second'));
    });
    await expect(translateProject(source, 'production')).rejects.toThrow();
  });
});
