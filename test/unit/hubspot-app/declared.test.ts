import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { optionalScopes, requiredScopes } from '../../../server/hubspot/scopes.ts';
import { registry } from '../../../server/sync/entities/registry.ts';
import { profiles, root, sourceDir } from '../../support/hubspot-project/translate-project.ts';

const readJson = async (path: string): Promise<unknown> => JSON.parse(await readFile(path, 'utf8'));

const appFile = z.object({
  config: z.object({
    auth: z.object({
      redirectUrls: z.array(z.string()),
      requiredScopes: z.array(z.string()),
      optionalScopes: z.array(z.string()),
      conditionallyRequiredScopes: z.array(z.string()),
    }),
    permittedUrls: z.object({ fetch: z.array(z.string()) }),
  }),
});
const webhooksFile = z.object({
  config: z.object({
    settings: z.object({ targetUrl: z.string() }),
    subscriptions: z.object({
      crmObjects: z.array(
        z.object({
          subscriptionType: z.string(),
          objectType: z.string(),
          propertyName: z.string().optional(),
          active: z.literal(true),
        }),
      ),
      hubEvents: z.array(z.unknown()),
    }),
  }),
});
const profileFile = z.object({ variables: z.record(z.string(), z.string()) });
const packageFile = z.object({ dependencies: z.record(z.string(), z.string()).default({}) });

const { auth, permittedUrls } = appFile.parse(await readJson(join(sourceDir, 'app/app-hsmeta.json'))).config;
const { settings, subscriptions } = webhooksFile.parse(
  await readJson(join(sourceDir, 'app/webhooks/webhooks-hsmeta.json')),
).config;
const sources = (await readdir(join(sourceDir, 'app'), { recursive: true })).filter(
  (path) => !path.includes('node_modules'),
);

describe('scopes', () => {
  test('are those the server asks for, since one more or less aborts an installation', () => {
    expect(auth.requiredScopes).toEqual(Object.keys(requiredScopes));
    expect(auth.optionalScopes).toEqual(Object.keys(optionalScopes));
    expect(auth.conditionallyRequiredScopes).toEqual([]);
  });

  test('let the app read every object it wants to hear of', () => {
    const readScope: Readonly<Record<string, string>> = {
      contact: 'crm.objects.contacts.read',
      company: 'crm.objects.companies.read',
      product: 'e-commerce',
      invoice: 'crm.objects.invoices.read',
      line_item: 'e-commerce',
    };
    for (const { objectType } of subscriptions.crmObjects) {
      expect(auth.requiredScopes).toContain(readScope[objectType]);
    }
  });
});

describe('cards', () => {
  const cardFile = z.object({
    config: z.object({ entrypoint: z.string(), objectTypes: z.array(z.string()) }),
  });
  const readScopes: Readonly<Record<string, string>> = {
    invoices: 'crm.objects.invoices.read',
    deals: 'crm.objects.deals.read',
  };

  test('are on objects the app may read', async () => {
    const files = sources.filter((path) => path.startsWith('cards/') && path.endsWith('-hsmeta.json'));
    expect(files).toHaveLength(2);
    for (const path of files) {
      const { objectTypes } = cardFile.parse(await readJson(join(sourceDir, 'app', path))).config;
      for (const objectType of objectTypes) expect(auth.requiredScopes).toContain(readScopes[objectType]);
    }
  });

  test('ask HubSpot for nothing but the ids of a deal’s invoices', async () => {
    const code = sources.filter((path) => path.startsWith('cards/') && /\.tsx?$/.test(path));
    const texts = await Promise.all(code.map((path) => readFile(join(sourceDir, 'app', path), 'utf8')));
    const asked = texts.flatMap((text) => [
      ...text.matchAll(/use(?:Associations|CrmProperties|CrmSearch)\(\{[^}]*\}/g),
    ]);
    expect(asked.map(([call]) => call.replace(/\s+/g, ' '))).toEqual([
      "useAssociations({ toObjectType: '0-53', properties: ['hs_object_id'], pageLength: 100, }",
    ]);
  });
});

describe('webhooks', () => {
  /** Decided when an invoice is made; looked at then. */
  const neverChange = new Set([
    'invoice.hs_createdate',
    'invoice.hs_invoice_billable',
    'invoice.hs_invoice_source',
    'invoice.ledgerline_origin',
  ]);
  /** HubSpot's words for the nouns that entities watch. */
  const objectOf: Readonly<Record<string, string>> = { line: 'line_item' };
  const told = subscriptions.crmObjects.flatMap(({ objectType, propertyName }) =>
    propertyName === undefined ? [] : [`${objectType}.${propertyName}`],
  );

  test('tell of every property that mappings and filters look at, and of no other', () => {
    const looked = registry.entities.flatMap(({ name, mappings, alsoReads, recommended, watches }) => [
      ...Object.entries(watches ?? {}).flatMap(([noun, names]) =>
        names.map((property) => `${objectOf[noun] ?? noun}.${property}`),
      ),
      ...[...mappings.map(({ hubspot }) => hubspot.name), ...alsoReads].map((property) =>
        property.includes('.') ? property : `${name}.${property}`,
      ),
      ...recommended('2026-01-15')
        .filters.toQuickbooks.flat()
        .map(({ of, field }) => `${of ?? name}.${field}`),
    ]);
    const wanted = new Set(looked.filter((property) => !neverChange.has(property)));
    expect(told.toSorted()).toEqual([...wanted].toSorted());
  });

  test.each(['contact', 'product', 'invoice'])(
    'tell when a %s comes, goes, merges or comes back',
    (object) => {
      const kinds = subscriptions.crmObjects
        .filter(({ objectType, propertyName }) => objectType === object && propertyName === undefined)
        .map(({ subscriptionType }) => subscriptionType);
      expect(kinds).toEqual(
        expect.arrayContaining(['object.creation', 'object.deletion', 'object.merge', 'object.restore']),
      );
    },
  );

  test('stay below HubSpot’s limit of 1,000 subscriptions', () => {
    expect(subscriptions.crmObjects.length + subscriptions.hubEvents.length).toBeLessThanOrEqual(1000);
  });
});

describe('addresses', () => {
  test('are the server’s own routes under the profile’s origin', () => {
    expect(auth.redirectUrls).toEqual(['${API_ORIGIN}/oauth/hubspot/callback']);
    expect(settings.targetUrl).toBe('${API_ORIGIN}/webhooks/hubspot');
    expect(permittedUrls.fetch).toEqual(['${API_ORIGIN}']);
  });

  test('are in no source file of the extensions', async () => {
    const code = sources.filter((path) => /\.tsx?$/.test(path));
    expect(code.length).toBeGreaterThan(10);
    for (const path of code)
      expect(await readFile(join(sourceDir, 'app', path), 'utf8')).not.toMatch(/https?:/);
  });

  test('come from variables that every profile has', async () => {
    const known = profiles.map(async (profile) =>
      Object.keys(profileFile.parse(await readJson(join(sourceDir, `hsprofile.${profile}.json`))).variables),
    );
    const [names, ...others] = await Promise.all(known);
    expect(names).toContain('API_ORIGIN');
    for (const other of others) expect(other).toEqual(names);
  });
});

describe('packages of the extensions', () => {
  test('want the one React that HubSpot runs, and the SDK version that is tested here', async () => {
    const installed = z
      .object({ devDependencies: z.record(z.string(), z.string()) })
      .parse(await readJson(join(root.pathname, 'package.json'))).devDependencies;
    for (const path of sources.filter((name) => name.endsWith('package.json'))) {
      const { dependencies } = packageFile.parse(await readJson(join(sourceDir, 'app', path)));
      expect(['18.3.1', undefined]).toContain(dependencies['react']);
      expect([installed['@hubspot/ui-extensions'], undefined]).toContain(
        dependencies['@hubspot/ui-extensions'],
      );
    }
  });
});
