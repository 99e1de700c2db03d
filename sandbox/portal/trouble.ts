// Trouble a person can make on purpose: a vendor that throttles, is down or slow, or whose webhooks get lost.

import type { Vendor, VendorFactory } from '../core/vendor.ts';
import type { StandInControl } from './stand-in-control.ts';

export const vendorNames = ['quickbooks', 'hubspot'] as const;
export type VendorName = (typeof vendorNames)[number];

export const troubleKinds = ['webhooksOff', 'throttled', 'outage', 'slow'] as const;
export type TroubleKind = (typeof troubleKinds)[number];

export type Switches = Readonly<Record<VendorName, Readonly<Record<TroubleKind, boolean>>>>;

const none = { webhooksOff: false, throttled: false, outage: false, slow: false };
/** Long enough to be seen, short enough that nothing times out. */
const slowMs = 1500;

/** Which paths are the vendor's API: consent pages and token endpoints stay well. */
const apiPaths: Readonly<Record<VendorName, string>> = { quickbooks: '/v3', hubspot: '/crm' };

/** Switches that stay on until they are put off; `POST /__sim/fail` counts calls instead. */
export class Trouble {
  private readonly switches: Record<VendorName, Record<TroubleKind, boolean>> = {
    quickbooks: { ...none },
    hubspot: { ...none },
  };

  /** The same vendor, refusing its API's calls while a switch says so. */
  watch(create: VendorFactory): VendorFactory {
    return (context) => {
      const vendor = create(context);
      const mount = vendor.mount.bind(vendor);
      vendor.mount = (app) => {
        app.use(apiPaths[vendor.name], (_req, res, next) => {
          const refusal = this.refusal(vendor);
          if (refusal) res.status(refusal.status).set(refusal.headers).end(refusal.body);
          else next();
        });
        mount(app);
      };
      return vendor;
    };
  }

  all(): Switches {
    return this.switches;
  }

  async set(vendor: VendorName, kind: TroubleKind, on: boolean, control: StandInControl): Promise<void> {
    if (kind === 'webhooksOff') await control.changeSettings({ webhooks: { on: !on } });
    if (kind === 'slow') await control.changeSettings({ latencyMs: on ? slowMs : 0 });
    this.switches[vendor][kind] = on;
  }

  private refusal(vendor: Vendor): ReturnType<Vendor['fault']> | null {
    const { outage, throttled } = this.switches[vendor.name];
    if (outage) return vendor.fault('html503');
    return throttled ? vendor.fault('429') : null;
  }
}
