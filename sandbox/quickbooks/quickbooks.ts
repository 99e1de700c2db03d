import { randomHex } from '../core/random.ts';
import type { SimContext, Vendor, VendorFactory } from '../core/vendor.ts';
import { apiRoutes } from './api-routes.ts';
import { defaultBehaviours, guardBehaviours } from './behaviours.ts';
import { createCompany } from './company-setup.ts';
import { entityNames } from './company.ts';
import type { Company, CompanyOptions } from './company.ts';
import { applyEdit } from './edits.ts';
import { entityType, entityTypes } from './entities/registry.ts';
import { injectedFault } from './injected-faults.ts';
import { Grants } from './grants.ts';
import { oauthRoutes } from './oauth-routes.ts';
import { sampleCompany } from './presets.ts';
import { render } from './render.ts';
import { seedCompany } from './seed/seed.ts';
import { Webhooks } from './webhooks.ts';

export {
  australianCompany,
  britishCompany,
  canadianCompany,
  multiCurrencyCompany,
  sampleCompany,
  usAutomatedTaxCompany,
  usManualTaxCompany,
} from './presets.ts';

/** The app as registered with the vendor, and the companies its users can pick from. */
export interface QuickBooksApp {
  clientId: string;
  clientSecret: string;
  /** Compared exactly. */
  redirectUris: string[];
  webhookUrl?: string;
  verifierToken: string;
  /** The first is the one control calls mean when they name none. Default: one US company. */
  companies?: CompanyOptions[];
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The QuickBooks Online stand-in for `startStandIn`. */
export function createQuickBooks(app: QuickBooksApp): VendorFactory {
  return (context) => new QuickBooks(app, context);
}

class QuickBooks implements Vendor {
  readonly name = 'quickbooks' as const;
  readonly defaultBehaviours = defaultBehaviours;
  readonly webhookTimeoutMs = 3000;
  readonly webhookRetryDelaysMs = [
    10 * SECOND,
    20 * SECOND,
    30 * SECOND,
    5 * MINUTE,
    20 * MINUTE,
    2 * HOUR,
    4 * HOUR,
    ...Array.from({ length: 12 }, () => 6 * HOUR),
  ];
  private companies = new Map<string, Company>();
  private readonly grants: Grants;
  private readonly webhooks: Webhooks;
  private readonly app: QuickBooksApp;
  private readonly context: SimContext;

  constructor(app: QuickBooksApp, context: SimContext) {
    this.app = app;
    this.context = context;
    guardBehaviours(context.settings);
    this.grants = new Grants(context);
    this.webhooks = new Webhooks({
      context,
      url: app.webhookUrl,
      verifierToken: app.verifierToken,
      isConnected: (realmId) => this.grants.isConnected(realmId),
    });
    this.reset();
  }

  mount(express: Parameters<Vendor['mount']>[0]): void {
    const { clientId, clientSecret, redirectUris } = this.app;
    express.use((_req, res, next) => {
      const random = this.context.random;
      res.set('intuit_tid', `1-${randomHex(random, 8)}-${randomHex(random, 24)}`);
      next();
    });
    express.use(
      oauthRoutes({
        clientId,
        clientSecret,
        redirectUris,
        grants: this.grants,
        companies: () =>
          [...this.companies.values()].map(({ options }) => ({
            realmId: options.realmId,
            name: options.name,
          })),
      }),
    );
    express.use(
      apiRoutes({
        context: this.context,
        grants: this.grants,
        webhooks: this.webhooks,
        company: (realmId) => this.companies.get(realmId),
      }),
    );
  }

  reset(): void {
    this.grants.clear();
    this.webhooks.clear();
    this.companies = new Map(
      (this.app.companies ?? [sampleCompany]).map((options) => [
        options.realmId,
        createCompany(options, this.context),
      ]),
    );
  }

  seed(size: Record<string, unknown>): Record<string, number> {
    const { tenant } = size;
    const company = this.company(typeof tenant === 'string' ? tenant : undefined);
    seedCompany(company, size, this.context.clock.now().getTime());
    return this.counts(company.options.realmId);
  }

  edit(edit: Parameters<Vendor['edit']>[0]): unknown {
    const company = this.company(edit.tenant);
    if (edit.type === 'Connection' && edit.action === 'delete') {
      this.grants.disconnect(company.options.realmId);
      return {};
    }
    try {
      return applyEdit(company, edit);
    } finally {
      this.webhooks.publish(company.options.realmId, company.finish());
    }
  }

  counts(tenant?: string): Record<string, number> {
    const company = this.company(tenant);
    return Object.fromEntries(entityNames.map((name) => [name, company.stores[name].size]));
  }

  *records(type: string, tenant?: string): Iterable<unknown> {
    if (type === 'ApiUsage') {
      yield* this.usage(tenant);
      return;
    }
    const entity = entityType(type);
    if (!entity) throw new Error(`no such entity: ${type}`);
    const company = this.company(tenant);
    for (const record of company.stores[entity.name].all())
      yield render(company, entityTypes[entity.name], record);
  }

  fault(kind: Parameters<Vendor['fault']>[0]): ReturnType<Vendor['fault']> {
    return injectedFault(kind, this.context);
  }

  /** Metered (CorePlus) and free (Core) calls per realm, and how often each operation succeeded. */
  private *usage(tenant: string | undefined): Iterable<unknown> {
    const companies = tenant === undefined ? this.companies.values() : [this.company(tenant)];
    for (const { options, usage } of companies) {
      yield {
        realmId: options.realmId,
        core: usage.core,
        corePlus: usage.corePlus,
        operations: Object.fromEntries(usage.byOperation),
      };
    }
  }

  private company(tenant: string | undefined): Company {
    const company = tenant === undefined ? [...this.companies.values()][0] : this.companies.get(tenant);
    if (!company) throw new Error(`no such company: ${tenant ?? ''}`);
    return company;
  }
}
