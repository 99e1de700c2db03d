// Connecting a QuickBooks company: a ticket names portal and person, a state carries them through Intuit's pages.
// Reconnecting is the same walk; a realm this portal had before is revived with its links and settings.

import { DateTime } from 'luxon';
import type { TokenSet } from '../../sync/grants.ts';
import type { CompanyFacts } from '../../sync/rules.ts';
import type { Admission } from './admit-realm.ts';
import { admitRealm } from './admit-realm.ts';
import type { Caller, FlowPorts } from './flow-ports.ts';
import { stateLifetimeMs } from './install.ts';
import { refreshPortalFacts } from './portal-facts.ts';
import type { Connection } from './ports.ts';
import { attempt } from './vendor-trouble.ts';
import type { VendorTrouble } from './vendor-trouble.ts';

export type ConnectStart =
  | { readonly kind: 'redirect'; readonly state: string; readonly url: string; readonly caller: Caller }
  | { readonly kind: 'ticket-invalid' }
  | { readonly kind: 'not-installed' };

/** What Intuit's redirect carries. `browser` is the secret of the browser that started, null if it did not. */
export interface ConnectCallback {
  readonly state: string;
  readonly browser: string | null;
  readonly code: string | null;
  readonly realmId: string | null;
  readonly error: string | null;
}

export type ConnectOutcome =
  | {
      readonly kind: 'connected';
      readonly caller: Caller;
      readonly connection: Connection;
      readonly resumed: boolean;
    }
  /** Expired, used, started in another browser, or a code Intuit does not know. */
  | { readonly kind: 'state-invalid' }
  | { readonly kind: 'access-denied'; readonly caller: Caller }
  | {
      readonly kind: 'belongs-elsewhere';
      readonly caller: Caller;
      readonly companyName: string;
      readonly grantRevoked: boolean;
    }
  | {
      readonly kind: 'other-realm';
      readonly caller: Caller;
      readonly companyName: string;
      readonly connected: Connection;
      readonly grantRevoked: boolean;
    }
  | { readonly kind: 'not-installed' }
  | {
      readonly kind: 'vendor-unavailable';
      readonly caller: Caller;
      readonly vendor: 'hubspot' | 'quickbooks';
    }
  | { readonly kind: 'app-misconfigured' };

export const startConnect = async (
  ports: FlowPorts,
  request: { readonly ticket: string; readonly browser: string },
): Promise<ConnectStart> => {
  const bound = await ports.oneTime.consume('connect-ticket', request.ticket);
  const caller = callerOf(bound);
  if (!caller) return { kind: 'ticket-invalid' };
  const installation = await ports.installations.read(caller.portalId);
  if (installation?.status !== 'installed') return { kind: 'not-installed' };
  const state = await ports.oneTime.issue(
    'quickbooks-state',
    { ...caller, browser: request.browser },
    stateLifetimeMs,
  );
  return { kind: 'redirect', state, url: ports.quickbooks.authorizeUrl(state), caller };
};

export const completeConnect = async (
  ports: FlowPorts,
  callback: ConnectCallback,
): Promise<ConnectOutcome> => {
  if (callback.browser === null) return { kind: 'state-invalid' };
  const started = await ports.oneTime.consume('quickbooks-state', callback.state);
  const caller = callerOf(started);
  if (!caller || started?.['browser'] !== callback.browser) return { kind: 'state-invalid' };
  if (callback.error !== null) return { kind: 'access-denied', caller };
  const { code, realmId } = callback;
  if (code === null || realmId === null) return { kind: 'state-invalid' };
  const installation = await ports.installations.read(caller.portalId);
  if (installation?.status !== 'installed') return { kind: 'not-installed' };

  // A code must be exchanged at most once: a second exchange poisons the tokens of the first.
  const exchanged = await attempt(() => ports.quickbooks.exchange(code, realmId));
  if (!exchanged.ok) {
    return exchanged.trouble === 'refused'
      ? { kind: 'state-invalid' }
      : troubleOutcome(exchanged.trouble, caller, 'quickbooks');
  }
  return admit(ports, { caller, realmId, tokens: exchanged.value });
};

interface FreshGrant {
  readonly caller: Caller;
  readonly realmId: string;
  readonly tokens: TokenSet;
}

const admit = async (ports: FlowPorts, grant: FreshGrant): Promise<ConnectOutcome> => {
  const { caller, realmId, tokens } = grant;
  const admission = await readAdmission(ports, grant);
  // The realm id came through the browser; only a successful read proves that the grant is for that company.
  const company = await attempt(() => ports.quickbooks.readCompany(tokens.accessToken, realmId));
  if (!company.ok) {
    if (admission.kind !== 'resume') await discard(ports, tokens);
    return troubleOutcome(company.trouble, caller, 'quickbooks');
  }
  const proven = { ...grant, facts: company.value };
  return isRefusal(admission) ? refuse(ports, proven, admission) : save(ports, proven, admission);
};

type ProvenGrant = FreshGrant & { readonly facts: CompanyFacts };
type Refusal = Extract<Admission, { kind: 'belongs-elsewhere' | 'other-realm' }>;

const isRefusal = (admission: Admission): admission is Refusal =>
  admission.kind === 'belongs-elsewhere' || admission.kind === 'other-realm';

const readAdmission = async (ports: FlowPorts, { caller, realmId }: FreshGrant): Promise<Admission> =>
  admitRealm({
    portalId: caller.portalId,
    realmId,
    owner: await ports.connections.findByRealm(realmId),
    current: await ports.connections.findByPortal(caller.portalId),
  });

const refuse = async (ports: FlowPorts, grant: ProvenGrant, refusal: Refusal): Promise<ConnectOutcome> => {
  const { caller, facts, tokens } = grant;
  const told = { caller, companyName: facts.companyName, grantRevoked: await discard(ports, tokens) };
  return refusal.kind === 'other-realm'
    ? { kind: 'other-realm', ...told, connected: refusal.connected }
    : { kind: 'belongs-elsewhere', ...told };
};

const save = async (
  ports: FlowPorts,
  grant: ProvenGrant,
  admission: Exclude<Admission, Refusal>,
): Promise<ConnectOutcome> => {
  const { caller, realmId, tokens, facts } = grant;
  const { portalId } = caller;
  const resumed = admission.kind === 'resume';
  const setUpDay = await readSetUpDay(ports, portalId, admission);
  if (!setUpDay.ok) {
    if (!resumed) await discard(ports, tokens);
    return troubleOutcome(setUpDay.trouble, caller, 'hubspot');
  }
  let connection: Connection;
  try {
    connection = await ports.connections.save({ portalId, realmId, tokens, facts, setUpDay: setUpDay.value });
  } catch (error) {
    // Another portal may have taken the realm since we looked; the store lets only one have it.
    const now = await readAdmission(ports, grant);
    if (isRefusal(now)) return refuse(ports, grant, now);
    throw error;
  }
  await ports.onConnected(connection, { resumed });
  return { kind: 'connected', caller, connection, resumed };
};

/** Today in the portal's zone for a new connection; a revived one keeps its day, and so its filters. */
const readSetUpDay = async (ports: FlowPorts, portalId: string, admission: Admission) => {
  if (admission.kind === 'resume') {
    const before = await ports.connections.read(portalId, admission.connectionId);
    if (before) return { ok: true, value: before.setUpDay } as const;
  }
  const known = (await ports.installations.read(portalId))?.facts;
  const facts = known ? ({ ok: true, value: known } as const) : await refreshPortalFacts(ports, portalId);
  if (!facts.ok) return facts;
  const today = DateTime.fromJSDate(ports.now(), { zone: facts.value.portalTimeZone });
  return { ok: true, value: today.toFormat('yyyy-MM-dd') } as const;
};

/** Gives back a grant we do not keep. It is stored nowhere, so there is no second try. */
const discard = async (ports: FlowPorts, tokens: TokenSet): Promise<boolean> =>
  (await attempt(() => ports.quickbooks.revoke(tokens))).ok;

const callerOf = (payload: Readonly<Record<string, string>> | null): Caller | null => {
  const { portalId, userId } = payload ?? {};
  return portalId !== undefined && userId !== undefined ? { portalId, userId } : null;
};

const troubleOutcome = (
  trouble: VendorTrouble,
  caller: Caller,
  vendor: 'hubspot' | 'quickbooks',
): ConnectOutcome => {
  switch (trouble) {
    case 'refused':
      return vendor === 'hubspot' ? { kind: 'not-installed' } : { kind: 'access-denied', caller };
    case 'unavailable':
      return { kind: 'vendor-unavailable', caller, vendor };
    case 'misconfigured':
      return { kind: 'app-misconfigured' };
    default:
      return trouble satisfies never;
  }
};
