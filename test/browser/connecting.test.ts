import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { switchSyncsOn } from '../../sandbox/demo/connect.ts';
import { openPortal } from '../support/portal.ts';
import type { OpenPortal } from '../support/portal.ts';
import { foundCompany } from '../support/small-company.ts';
import { eventually } from '../support/waiting.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

// A step waits longer than a test usually may.
jest.setTimeout(90_000);

describe('a person who found Ledgerline', () => {
  let world: World;
  let portal: OpenPortal;
  let page: Page;
  beforeAll(async () => {
    world = await startWorld();
    await foundCompany(world.quickbooks, { customers: 12, items: 3, invoices: 12 });
    portal = await openPortal(world);
    page = portal.page;
  });
  afterAll(async () => {
    await portal?.close();
    await world?.close();
  });

  const settings = () => page.getByRole('region', { name: 'Ledgerline' });
  /** Follows a link that opens a tab. */
  const opened = async (link: string): Promise<Page> => {
    const popup = page.context().waitForEvent('page');
    await page.getByRole('link', { name: link }).click();
    return popup;
  };
  const connectOn = async (tab: Page): Promise<void> => {
    await tab.getByRole('button', { name: 'Connect', exact: true }).click();
    await tab.getByRole('heading', { name: /QuickBooks is connected/ }).waitFor();
    await tab.close();
  };

  test('installs it in HubSpot, connects QuickBooks, and sees the company in the settings', async () => {
    await portal.go('/');
    const tab = await opened('Install Ledgerline');
    await tab.getByRole('button', { name: 'Connect app' }).click();
    await tab.getByRole('link', { name: 'Connect QuickBooks' }).click();
    await connectOn(tab);
    await page.getByRole('link', { name: 'Ledgerline settings' }).click();
    await settings().getByText('Connected', { exact: true }).waitFor();
    expect(await settings().getByRole('heading', { level: 3 }).first().textContent()).toBe(
      "Craig's Design and Landscaping Services",
    );
  });

  test('watches the first sync from its start to its end', async () => {
    await world.hubspot.settings({ latencyMs: 400 });
    await switchSyncsOn(world.api);
    await page.reload();
    await settings().getByRole('progressbar').first().waitFor();
    await world.hubspot.settings({ latencyMs: 0 });
    await world.settled();
    await eventually(async () => {
      await page.reload();
      const row = settings().getByRole('row', { name: /Invoices/ });
      await row.getByText('On', { exact: true }).waitFor();
      const counts = (await row.getByRole('cell').allTextContents()).slice(3, 7);
      expect(counts).toEqual(['12', '0', '0', '0']);
    });
  });

  test('shows it to a colleague, who sees everything in their language and changes nothing', async () => {
    await page.getByLabel('Who looks').selectOption({ label: 'Lee Member · member' });
    await page.getByRole('button', { name: 'Français' }).click();
    await settings().getByRole('status').first().waitFor();
    expect(await settings().getByRole('button').count()).toBe(0);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Paramètres Ledgerline');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByLabel('Qui regarde').or(page.getByLabel('Who looks')).selectOption({ index: 0 });
  });

  test('disconnects, and comes back to where they were', async () => {
    await settings().getByRole('button', { name: 'Disconnect QuickBooks' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
    await settings().getByText('Disconnected', { exact: true }).waitFor();
    await connectOn(await opened('Reconnect QuickBooks'));
    await settings().getByText('Connected', { exact: true }).waitFor();
    expect(await world.hubspot.counts()).toMatchObject({ invoices: 12 });
  });

  test.each(['/', '/contacts', '/deals', '/invoices', '/settings', '/quickbooks/invoices', '/trouble'])(
    'reads %s with a screen reader',
    async (path) => {
      await portal.go(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.getByText('Loading…').first().waitFor({ state: 'detached' });
      expect(await portal.accessibility()).toEqual([]);
      expect(portal.complaints).toEqual([]);
    },
  );
});
