import { createHash } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { AppMisconfigured, VendorUnavailable } from '../../../server/sync/reactions.ts';
import { company, seed } from '../../unit/connections/fake-ports.ts';
import { Browser, buttonOf, headingOf, publicUrl, serve } from './serve.ts';
import type { Served } from './serve.ts';

let served: Served;
let browser: Browser;
beforeEach(async () => {
  served = await serve();
  browser = new Browser(served);
});
afterEach(() => served.close());

const install = async (): Promise<{ address: string; page: string; status: number }> => {
  const state = await browser.startAt('/oauth/hubspot/install');
  const address = `/oauth/hubspot/callback?code=hs-code&state=${state}`;
  const response = await browser.open(address);
  return { address, page: await response.text(), status: response.status };
};

const callbackFor = async (): Promise<string> => {
  const { page } = await install();
  const state = await browser.startAt(buttonOf(page));
  return `/oauth/quickbooks/callback?code=qb-code&realmId=900&state=${state}`;
};

const exchanges = (vendor: string): number =>
  served.fakes.calls.filter((call) => call.startsWith(`${vendor}.exchange`)).length;

describe('installing in the browser', () => {
  test('ends on a page whose button connects QuickBooks', async () => {
    const { page, status } = await install();
    expect(status).toBe(200);
    expect(headingOf(page)).toBe('Ledgerline is installed. Next, connect QuickBooks');
    expect(buttonOf(page)).toMatch(/^https:\/\/app\.example\.test\/oauth\/quickbooks\/connect\?ticket=./);
  });

  test('shows the page again on reload, without a second exchange', async () => {
    const { address } = await install();
    const again = await browser.open(address);
    expect(headingOf(await again.text())).toContain('Ledgerline is installed');
    expect(exchanges('hubspot')).toBe(1);
  });

  test('offers no connect button where a company is connected', async () => {
    seed(served.fakes);
    const { page } = await install();
    expect(headingOf(page)).toBe('Ledgerline is installed and connected');
    expect(buttonOf(page)).toBe('https://app.hubspot.com/settings/7');
  });

  test('cannot be finished by another browser', async () => {
    const state = await browser.startAt('/oauth/hubspot/install');
    const other = await new Browser(served).open(`/oauth/hubspot/callback?code=hs-code&state=${state}`);
    expect(other.status).toBe(400);
    expect(headingOf(await other.text())).toBe('This page has expired');
    expect(exchanges('hubspot')).toBe(0);
  });

  test('asks again with a state when HubSpot comes without one', async () => {
    const response = await browser.open('/oauth/hubspot/callback?code=somebodys');
    expect(response.headers.get('location')).toBe(`${publicUrl}/oauth/hubspot/install`);
    expect(exchanges('hubspot')).toBe(0);
  });

  test('explains a refusal and what to ask for', async () => {
    const state = await browser.startAt('/oauth/hubspot/install');
    const response = await browser.open(`/oauth/hubspot/callback?error=access_denied&state=${state}`);
    const page = await response.text();
    expect(response.status).toBe(403);
    expect(page).toContain('super admin');
    expect(page).toContain('App Marketplace');
  });
});

describe('connecting QuickBooks in the browser', () => {
  test('names the company and what happens next', async () => {
    const response = await browser.open(await callbackFor());
    const page = await response.text();
    expect(headingOf(page)).toBe('QuickBooks is connected');
    expect(page).toContain('<strong>Company 900</strong>');
    expect(buttonOf(page)).toBe('https://app.hubspot.com/settings/7');
  });

  test('shows the finished page to a double submit, with one exchange', async () => {
    const address = await callbackFor();
    await browser.open(address);
    const second = await browser.open(address);
    expect(headingOf(await second.text())).toBe('QuickBooks is connected');
    expect(exchanges('quickbooks')).toBe(1);
  });

  test('lets a second request wait for the first and then shows its end', async () => {
    const address = await callbackFor();
    const gate = new EventEmitter();
    const [reached, released] = [once(gate, 'reached'), once(gate, 'released')];
    served.fakes.vendors.readCompany = async (realmId) => {
      gate.emit('reached');
      await released;
      return company(realmId);
    };
    const first = browser.open(address);
    await reached;
    const second = await browser.open(address);
    expect(second.status).toBe(202);
    gate.emit('released');
    await first;
    const next = (second.headers.get('refresh') ?? '').replace(/^.*url=/, '');
    expect(headingOf(await (await browser.open(next)).text())).toBe('QuickBooks is connected');
    expect(exchanges('quickbooks')).toBe(1);
  });

  test('cannot be finished by another browser, and is not used up by the attempt', async () => {
    const address = await callbackFor();
    const other = await new Browser(served).open(address);
    expect(other.status).toBe(400);
    expect(headingOf(await (await browser.open(address)).text())).toBe('QuickBooks is connected');
  });

  test('is not used up by scanners and prefetching', async () => {
    const address = await callbackFor();
    const prefetch = await browser.open(address, { 'Sec-Purpose': 'prefetch' });
    expect(prefetch.status).toBe(405);
    expect(headingOf(await (await browser.open(address)).text())).toBe('QuickBooks is connected');
  });

  test('refuses a forged cookie', async () => {
    const address = await callbackFor();
    for (const [name, value] of browser.cookies) {
      const [payload, signature = ''] = value.split('.');
      browser.cookies.set(name, `${payload}x.${signature}`);
    }
    expect((await browser.open(address)).status).toBe(400);
    expect(exchanges('quickbooks')).toBe(0);
  });

  test('gives a double click on the button a working one', async () => {
    const button = buttonOf((await install()).page);
    await browser.startAt(button);
    const page = await (await browser.open(button)).text();
    expect(headingOf(page)).toBe('This link has expired or was used');
    expect(await browser.startAt(buttonOf(page))).toMatch(/^quickbooks-state-/);
  });

  test.each<[string, () => void, number, string]>([
    [
      'a realm of another portal',
      () => void seed(served.fakes, { portalId: '8' }),
      409,
      'This company belongs to another HubSpot account',
    ],
    [
      'another connected realm',
      () => void seed(served.fakes, { realmId: '901' }),
      409,
      'Another company is already connected',
    ],
    [
      'Intuit being down',
      () => failWith(new VendorUnavailable('quickbooks', '503')),
      503,
      'QuickBooks did not answer',
    ],
    [
      'our wrong credentials',
      () => failWith(new AppMisconfigured('invalid_client')),
      500,
      'Ledgerline needs attention',
    ],
  ])('explains %s', async (_case, prepare, status, heading) => {
    seed(served.fakes, { realmId: null });
    const address = await callbackFor();
    prepare();
    const response = await browser.open(address);
    expect(response.status).toBe(status);
    expect(headingOf(await response.text())).toBe(heading);
  });

  test('offers a fresh link when the page of a failed try is reloaded', async () => {
    const address = await callbackFor();
    failWith(new VendorUnavailable('quickbooks', '503'));
    await browser.open(address);
    const page = await (await browser.open(address)).text();
    expect(headingOf(page)).toBe('This link has expired or was used');
    expect(buttonOf(page)).toContain('/oauth/quickbooks/connect?ticket=');
  });

  test('offers another try after access was denied', async () => {
    const address = (await callbackFor()).replace('code=qb-code', 'error=access_denied');
    const page = await (await browser.open(address)).text();
    expect(headingOf(page)).toBe('QuickBooks was not connected');
    expect(buttonOf(page)).toContain('/oauth/quickbooks/connect?ticket=');
  });

  test('escapes the company’s name', async () => {
    served.fakes.vendors.readCompany = (realmId) => company(realmId, { companyName: '<b>"Ada" & Sons</b>' });
    const page = await (await browser.open(await callbackFor())).text();
    expect(page).toContain('<strong>&lt;b&gt;&quot;Ada&quot; &amp; Sons&lt;/b&gt;</strong>');
  });
});

describe('every page', () => {
  test('speaks French to those who ask for it', async () => {
    const response = await new Browser(served, 'fr-CA,fr;q=0.9,en;q=0.5').open('/oauth/quickbooks/connect');
    const page = await response.text();
    expect(response.headers.get('content-language')).toBe('fr');
    expect(page).toContain('<html lang="fr">');
    expect(headingOf(page)).toBe('Ce lien a expiré ou a déjà servi');
  });

  test('is not cached, framed, or passed on as referrer, and its cookies are closed', async () => {
    const response = await browser.open('/oauth/hubspot/install');
    const headers = Object.fromEntries(response.headers);
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'strict-transport-security': 'max-age=31536000',
    });
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(response.headers.getSetCookie()[0]).toMatch(/Path=\/oauth; .*HttpOnly; Secure; SameSite=Lax/);
  });

  test('carries the one style sheet its policy admits', async () => {
    const response = await browser.open('/oauth/quickbooks/connect');
    const style = /<style>([^]*)<\/style>/.exec(await response.text())?.[1] ?? '';
    const digest = createHash('sha256').update(style).digest('base64');
    expect(response.headers.get('content-security-policy')).toContain(`style-src 'sha256-${digest}'`);
  });

  test('after a fault of ours gives a reference and no detail', async () => {
    served.fakes.vendors.hubspotExchange = () => {
      throw new Error('secret detail');
    };
    const { page, status } = await install();
    expect(status).toBe(500);
    expect(headingOf(page)).toBe('Something went wrong');
    expect(page).not.toContain('secret detail');
    expect(served.logLines.join('')).toContain('secret detail');
  });

  test('keeps codes, states and tickets out of the log', async () => {
    const address = await callbackFor();
    await browser.open(address);
    expect(served.logLines.join('')).not.toMatch(/qb-code|hs-code|quickbooks-state-|connect-ticket-/);
  });
});

const failWith = (error: Error): void => {
  served.fakes.vendors.quickbooksExchange = () => {
    throw error;
  };
};
