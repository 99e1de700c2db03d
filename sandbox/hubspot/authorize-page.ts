// The page on which a person picks an account and connects the app, or refuses.

import type { Express, Request, Response } from 'express';
import type { PortalUser } from './app.ts';
import { bodyText } from './api.ts';
import type { ApiParts } from './api.ts';
import type { Portal } from './portal.ts';

/** Scopes that need at least a Starter subscription. */
const STARTER_SCOPE = /^crm\.(objects|schemas)\.commercepayments\./;

interface AuthorizeRequest {
  redirectUri: string;
  scopes: string[];
  optionalScopes: string[];
  state: string | null;
}

/** Mounts `/oauth/authorize` and `/oauth/{portal}/authorize`; `findPortals` lists the accounts to pick from. */
export function mountAuthorize(app: Express, parts: ApiParts, findPortals: () => Portal[]): void {
  const paths = ['/oauth/authorize', '/oauth/:portal/authorize'];
  const offered = (req: Request): Portal[] => {
    const wanted = req.params['portal'];
    return findPortals().filter((portal) => wanted === undefined || String(portal.id) === wanted);
  };
  app.get(paths, (req, res) => {
    const params = new URL(req.originalUrl, 'http://localhost').searchParams;
    const checked = check(parts, params);
    if (typeof checked === 'string') sendPage(res, 400, 'The app cannot be installed', escapeHtml(checked));
    else sendPage(res, 200, 'Connect the app to your HubSpot account', picker(params, offered(req)));
  });
  app.post(paths, (req, res) => decide(parts, req, res, offered(req)));
}

function decide(parts: ApiParts, req: Request, res: Response, portals: Portal[]): void {
  const form = new URLSearchParams(bodyText(req));
  const checked = check(parts, form);
  if (typeof checked === 'string') {
    sendPage(res, 400, 'The app cannot be installed', escapeHtml(checked));
    return;
  }
  const target = new URL(checked.redirectUri);
  if (form.get('decision') !== 'connect') {
    target.searchParams.set('error', 'access_denied');
    target.searchParams.set('error_description', 'The user denied access to the app.');
    redirect(res, target, checked.state);
    return;
  }
  const [portalId, userId] = (form.get('account') ?? '').split(':');
  const portal = portals.find((each) => String(each.id) === portalId);
  const user = portal?.options.users.find((each) => String(each.id) === userId);
  const refusal = portal && user ? refusalOf(portal, user, checked) : 'Choose one of your accounts.';
  if (!portal || !user || refusal !== undefined) {
    sendPage(res, 403, 'The app cannot be installed', escapeHtml(refusal ?? ''));
    return;
  }
  const granted = [...checked.scopes, ...grantable(portal, checked.optionalScopes)];
  const code = parts.grants.authorize(portal, user, [...new Set(granted)], checked.redirectUri);
  target.searchParams.set('code', code);
  redirect(res, target, checked.state);
}

/** Any difference between the link and the app's registration stops the installation. */
function check({ simulation: { app } }: ApiParts, params: URLSearchParams): AuthorizeRequest | string {
  if (params.get('client_id') !== app.clientId) return 'There is no app with this client id.';
  const redirectUri = params.get('redirect_uri') ?? '';
  if (!app.redirectUris.includes(redirectUri)) return 'The redirect URL is not one of the app’s.';
  const scopes = split(params.get('scope'));
  const optionalScopes = split(params.get('optional_scope'));
  const missing = app.requiredScopes.filter((scope) => !scopes.includes(scope));
  const surplus = scopes.filter((scope) => !app.requiredScopes.includes(scope));
  const unknown = optionalScopes.filter((scope) => !app.optionalScopes.includes(scope));
  const wrong = [...missing, ...surplus, ...unknown];
  if (wrong.length > 0) return `The scopes do not match the app’s settings: ${wrong.join(', ')}`;
  return { redirectUri, scopes, optionalScopes, state: params.get('state') };
}

function refusalOf(portal: Portal, user: PortalUser, { scopes }: AuthorizeRequest): string | undefined {
  if (!user.superAdmin) return 'You do not have the permissions to install this app. Ask a super admin.';
  if (grantable(portal, scopes).length < scopes.length) {
    return 'This account’s subscription does not include everything the app requires.';
  }
  return undefined;
}

function grantable(portal: Portal, scopes: string[]): string[] {
  return portal.options.plan === 'free' ? scopes.filter((scope) => !STARTER_SCOPE.test(scope)) : scopes;
}

function picker(params: URLSearchParams, portals: Portal[]): string {
  const hidden = ['client_id', 'redirect_uri', 'scope', 'optional_scope', 'state'].flatMap((name) => {
    const value = params.get(name);
    return value === null ? [] : [`<input type="hidden" name="${name}" value="${escapeHtml(value)}">`];
  });
  const accounts = portals.flatMap((portal) => portal.options.users.map((user) => ({ portal, user })));
  const choices = accounts.map(({ portal, user }, index) => {
    const label = `Account ${portal.id} as ${user.email}${user.superAdmin ? '' : ' (no install rights)'}`;
    const checked = index === 0 ? ' checked' : '';
    const input = `<input type="radio" name="account" value="${portal.id}:${user.id}"${checked}>`;
    return `<p><label>${input} ${escapeHtml(label)}</label></p>`;
  });
  const scopes = [...split(params.get('scope')), ...split(params.get('optional_scope'))];
  return `<p>It asks for:</p><ul>${scopes.map((scope) => `<li>${escapeHtml(scope)}</li>`).join('')}</ul>
<form method="post">${hidden.join('')}<fieldset><legend>Account</legend>${choices.join('')}</fieldset>
<button name="decision" value="connect">Connect app</button>
<button name="decision" value="refuse">Cancel</button></form>`;
}

const style = `body{margin:0;background:#f5f8fa;color:#2d3e50;font:15px/1.5 system-ui,sans-serif}
main{max-width:36rem;margin:4rem auto;padding:1.5rem 2rem;background:#fff;border:1px solid #dfe5ec;border-top:4px solid #b8380f;border-radius:8px}
h1{font-size:1.4rem}ul{columns:2;padding-left:1.2rem;font-size:13px}fieldset{margin:1rem 0;border:1px solid #dfe5ec;border-radius:6px}
button{padding:.5rem 1.1rem;border:1px solid #8299b1;border-radius:6px;background:#fff;font:inherit;font-weight:600;cursor:pointer}
button[value=connect]{border-color:#b8380f;background:#b8380f;color:#fff}
@media(max-width:40rem){main{margin:0;border:0}ul{columns:1}}`;

function sendPage(res: Response, status: number, title: string, content: string): void {
  res
    .status(status)
    .type('html')
    .send(
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>` +
        `<meta name="viewport" content="width=device-width, initial-scale=1"><style>${style}</style></head>` +
        `<body><main><h1>${title}</h1>${content}</main></body></html>`,
    );
}

function redirect(res: Response, target: URL, state: string | null): void {
  if (state !== null) target.searchParams.set('state', state);
  res.redirect(302, target.toString());
}

function split(scopes: string | null): string[] {
  return (scopes ?? '').split(' ').filter(Boolean);
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
