// The local portal over a world, looked at in a browser.

import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { hubspotAppId } from '../../sandbox/demo/app-registration.ts';
import { startPortal } from '../../sandbox/portal/start-portal.ts';
import { StandInControl } from '../../sandbox/portal/stand-in-control.ts';
import { Trouble } from '../../sandbox/portal/trouble.ts';
import { startChromium } from './chromium.ts';
import type { World } from './world.ts';

export interface OpenPortal {
  readonly url: string;
  /** The one tab of the test file; links of extensions open others beside it. */
  readonly page: Page;
  /** What the pages complained about so far. */
  readonly complaints: readonly string[];
  go(path: string): Promise<void>;
  /** Breaches of accessibility rules on the page as it is, each with the element. */
  accessibility(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export async function openPortal(world: World): Promise<OpenPortal> {
  const portal = await startPortal({
    port: 0,
    appId: hubspotAppId,
    clientSecret: world.environment['HUBSPOT_CLIENT_SECRET'] ?? '',
    serverUrl: world.url,
    api: world.api,
    quickbooks: new StandInControl(world.quickbooks.url),
    hubspot: new StandInControl(world.hubspot.url),
    trouble: new Trouble(),
    watching: false,
  });
  const browser: Browser = await startChromium();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US' });
  context.setDefaultTimeout(25_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return {
    url: portal.url,
    page,
    complaints,
    async go(path) {
      await page.goto(`${portal.url}${path}`);
    },
    async accessibility() {
      await page.evaluate(axe.source);
      return page.evaluate(async () => {
        // The page has just been given axe.
        const { violations } = await (globalThis as unknown as { axe: AxeRun }).axe.run();
        return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
      });
    },
    async close() {
      await browser.close();
      await portal.close();
    },
  };
}

interface AxeRun {
  run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}
