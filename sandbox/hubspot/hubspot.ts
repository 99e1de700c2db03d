// HubSpot, as far as an app that syncs commerce records can tell.

import type { Express } from 'express';
import { z } from 'zod';
import type { Edit, SimContext, Vendor, VendorFactory } from '../core/vendor.ts';
import type { ApiParts } from './api.ts';
import { mountBodies } from './api.ts';
import type { HubSpotApp } from './app.ts';
import { DEFAULT_PORTAL } from './app.ts';
import { mountAppRoutes } from './app-routes.ts';
import { mountAssociations } from './association-routes.ts';
import { mountAuthorize } from './authorize-page.ts';
import { Behaviours, DEFAULT_BEHAVIOURS } from './behaviours.ts';
import { editRecord, withLinks } from './edits.ts';
import { HubSpotError, notFound } from './errors.ts';
import { EventOutbox } from './events.ts';
import { faultAnswer } from './fault-answers.ts';
import { Grants } from './grants.ts';
import { Limits } from './limits.ts';
import { mountOAuth } from './oauth-routes.ts';
import { mountObjects } from './object-routes.ts';
import { OBJECT_TYPES, requireObjectType } from './object-types.ts';
import { Portal } from './portal.ts';
import type { Simulation } from './portal.ts';
import { mountProperties } from './property-routes.ts';
import { seedPortal } from './seed.ts';

/** Ten further deliveries over about a day; HubSpot spreads them at random. */
const RETRY_DELAYS_MS = [60, 180, 600, 1800, 3600, 7200, 10_800, 14_400, 21_600, 25_200].map(
  (seconds) => seconds * 1000,
);
const WEBHOOK_TIMEOUT_MS = 5000;

/** A HubSpot stand-in for one app in one or more accounts; the first account is the control routes' default. */
export function createHubSpot(app: HubSpotApp): VendorFactory {
  return (context) => new HubSpotVendor(app, context);
}

class HubSpotVendor implements Vendor {
  readonly name = 'hubspot';
  readonly webhookRetryDelaysMs = RETRY_DELAYS_MS;
  readonly webhookTimeoutMs = WEBHOOK_TIMEOUT_MS;
  readonly defaultBehaviours = { ...DEFAULT_BEHAVIOURS };
  private readonly parts: ApiParts;
  private readonly simulation: Simulation;
  private portals: Portal[] = [];

  constructor(app: HubSpotApp, context: SimContext) {
    const behaviours = new Behaviours(context);
    this.simulation = { context, app, behaviours, outbox: new EventOutbox(context, app) };
    const grants = new Grants(this.simulation);
    this.simulation.outbox.isInstalled = (portalId) => grants.isInstalled(portalId);
    this.parts = { simulation: this.simulation, grants, limits: new Limits(this.simulation) };
    this.reset();
  }

  mount(app: Express): void {
    mountBodies(app);
    mountAuthorize(app, this.parts, () => this.portals);
    mountOAuth(app, this.parts);
    mountAssociations(app, this.parts);
    mountObjects(app, this.parts);
    mountProperties(app, this.parts);
    mountAppRoutes(app, this.parts);
  }

  reset(): void {
    const { simulation, grants, limits } = this.parts;
    simulation.outbox.clear();
    grants.clear();
    limits.clear();
    const options = simulation.app.portals ?? [DEFAULT_PORTAL];
    this.portals = options.map((each) => new Portal({ ...each }, simulation));
  }

  seed(order: Record<string, unknown>): unknown {
    const { tenant, ...size } = z.looseObject({ tenant: z.coerce.string().optional() }).parse(order);
    return seedPortal(this.portal(tenant), size);
  }

  edit(edit: Edit): unknown {
    const portal = this.portal(edit.tenant);
    try {
      return edit.type === 'App' || edit.type === 'Portal'
        ? this.editAccount(portal, edit)
        : editRecord(portal, edit);
    } finally {
      this.simulation.outbox.flush();
    }
  }

  /** Uninstalling the app, and what an administrator switches in the account. */
  private editAccount(portal: Portal, edit: Edit): unknown {
    if (edit.type === 'App' && edit.action === 'delete') this.parts.grants.uninstall(portal);
    else if (edit.type === 'Portal' && edit.action === 'save') Object.assign(portal.options, edit.change);
    else throw new HubSpotError(400, { message: 'No such edit.', category: 'VALIDATION_ERROR' });
    return { ...portal.options, installed: this.parts.grants.isInstalled(portal.id) };
  }

  counts(tenant?: string): Record<string, number> {
    const portal = this.portal(tenant);
    const records = OBJECT_TYPES.map((type) => {
      let live = 0;
      for (const record of portal.tables[type].records.values())
        if (record.archivedAt === undefined) live += 1;
      return [type, live] as const;
    });
    return {
      ...Object.fromEntries(records),
      timeline_events: portal.timelineEvents.size,
      workflow_callbacks: portal.completedCallbacks.size,
    };
  }

  *records(type: string, tenant?: string): Generator {
    const portal = this.portal(tenant);
    if (type === 'timeline_events') yield* portal.timelineEvents.values();
    else if (type === 'workflow_callbacks') {
      for (const [callbackId, answer] of portal.completedCallbacks) yield { callbackId, ...answer };
    } else {
      for (const record of portal.tables[requireObjectType(type)].inOrder()) {
        if (record.archivedAt === undefined) yield withLinks(portal, record);
      }
    }
  }

  fault(kind: Parameters<Vendor['fault']>[0]): ReturnType<Vendor['fault']> {
    return faultAnswer(this.simulation, kind);
  }

  private portal(tenant?: string): Portal {
    const portal =
      tenant === undefined ? this.portals[0] : this.portals.find((each) => String(each.id) === tenant);
    if (!portal) throw notFound(`There is no account ${tenant ?? ''}.`);
    return portal;
  }
}
