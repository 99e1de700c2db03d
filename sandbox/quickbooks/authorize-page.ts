export interface AuthorizeRequest {
  client_id: string;
  redirect_uri: string;
  response_type: string;
  scope: string;
  state: string;
}

/** The consent page: pick a company, then Connect or Deny. Posts `realmId` and `decision` with the request's own fields. */
export function authorizePage(
  request: AuthorizeRequest,
  companies: { realmId: string; name: string }[],
): string {
  const hidden = Object.entries(request).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`,
  );
  const choices = companies.map(
    ({ realmId, name }, index) =>
      `<label><input type="radio" name="realmId" value="${escapeHtml(realmId)}"${index === 0 ? ' checked' : ''}> ${escapeHtml(name)}</label><br>`,
  );
  return page(
    'Connect to QuickBooks',
    `<p>An app asks to read and change your accounting data.</p>
<form method="post" action="/connect/oauth2">
${hidden.join('\n')}
<fieldset><legend>Company</legend>
${choices.join('\n')}
</fieldset>
<button type="submit" name="decision" value="connect">Connect</button>
<button type="submit" name="decision" value="deny">Deny</button>
</form>`,
  );
}

export function errorPage(message: string): string {
  return page('Something went wrong', `<p>${escapeHtml(message)}</p>`);
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<style>body{font:16px sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem}fieldset{margin:1rem 0}button{font:inherit;padding:.5rem 1rem}</style>
</head><body><h1>${title}</h1>
${body}
</body></html>
`;
}

function escapeHtml(value: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return value.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
