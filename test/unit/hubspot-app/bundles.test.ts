import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { aConnection } from '../../support/connection-views.ts';
import { buildExtension } from '../../../sandbox/portal/extensions/build-extension.ts';
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

const context = {
  location: 'settings',
  user: { id: 1, locale: 'en-us' },
  portal: { id: 7, timezone: 'America/Toronto' },
  variables: { API_ORIGIN: permitted[0] },
};

describe.each(entryPoints)('the extension %s', (entryPoint) => {
  test('builds without a complaint, and runs as HubSpot runs it', async () => {
    const { code, output } = await buildExtension(join(sourceDir, entryPoint));
    expect(output.trim()).toBe('');
    const answers: object[] = [{ status: 'error', category: 'BAD_GATEWAY' }];
    const hosted = hostExtension(code, {
      context,
      fetch: () => answers.shift() ?? { ok: true, data: aConnection() },
    });
    await eventually(() => expect(hosted.text()).toContain('Try again'));
    hosted.click('Button');
    await eventually(() => expect(hosted.text()).toContain('Maple & Sons'));
    for (const { url } of hosted.calls) expect(permitted).toContain(new URL(url).origin);
  }, 60_000);
});

test('there is an extension to build', () => {
  expect(entryPoints).toEqual(['/app/settings/settings.tsx']);
});
