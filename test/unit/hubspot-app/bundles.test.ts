import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { aDealCard, anInvoiceCard } from '../../support/card-views.ts';
import { aConnection } from '../../support/connection-views.ts';
import { buildExtensions } from '../../../sandbox/portal/extensions/build-extensions.ts';
import { sourceDir, translateProject } from '../../support/hubspot-project/translate-project.ts';
import { hostExtension } from '../../support/hubspot-project/worker-host.ts';
import { eventually } from '../../support/waiting.ts';

const components = await translateProject(sourceDir, 'production');
const entryPoints = components.flatMap(({ config }) => {
  const { data } = z.object({ entrypoint: z.string() }).safeParse(config);
  return data ? [data.entrypoint] : [];
});
const permitted = components.flatMap(({ config }) => {
  const { data } = z.object({ permittedUrls: z.object({ fetch: z.array(z.string()) }) }).safeParse(config);
  return data?.permittedUrls.fetch ?? [];
});

const hosts = {
  '/app/settings/settings.tsx': { location: 'settings', answer: aConnection(), says: 'Maple & Sons' },
  '/app/cards/invoice-card.tsx': { location: 'crm.record.tab', answer: anInvoiceCard(), says: '1037' },
  '/app/cards/deal-card.tsx': { location: 'crm.record.tab', answer: aDealCard(), says: '1037' },
} as const;

const contextAt = (location: string) => ({
  location,
  user: { id: 1, locale: 'en-us' },
  portal: { id: 7, timezone: 'America/Toronto' },
  crm: { objectId: 901, objectTypeId: '0-53' },
  variables: { API_ORIGIN: permitted[0] },
});

describe.each(Object.entries(hosts))('the extension %s', (entryPoint, { location, answer, says }) => {
  test('builds without a complaint, and runs as HubSpot runs it', async () => {
    const { scripts, output } = await buildExtensions([join(sourceDir, entryPoint)]);
    expect(output.trim()).toBe('');
    const answers: object[] = [{ status: 'error', category: 'BAD_GATEWAY' }];
    const hosted = hostExtension(scripts[0] ?? '', {
      context: contextAt(location),
      fetch: () => answers.shift() ?? { ok: true, data: answer },
      associations: [901],
    });
    await eventually(() => expect(hosted.text()).toContain('Try again'));
    hosted.click('Button');
    await eventually(() => expect(hosted.text()).toContain(says));
    for (const { url } of hosted.calls) expect(permitted).toContain(new URL(url).origin);
  });
});

test('every extension is hosted here', () => {
  expect(entryPoints.toSorted()).toEqual(Object.keys(hosts).toSorted());
});
