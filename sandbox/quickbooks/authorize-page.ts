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

const style = `body{margin:0;background:#f4f7f4;color:#24313a;font:15px/1.5 system-ui,sans-serif}
main{max-width:32rem;margin:4rem auto;padding:1.5rem 2rem;background:#fff;border:1px solid #dbe5dd;border-top:4px solid #1f6b2f;border-radius:8px}
h1{font-size:1.4rem}fieldset{margin:1rem 0;border:1px solid #dbe5dd;border-radius:6px}
button{padding:.5rem 1.1rem;border:1px solid #8aa08f;border-radius:6px;background:#fff;font:inherit;font-weight:600;cursor:pointer}
button[value=connect]{border-color:#1f6b2f;background:#1f6b2f;color:#fff}
@media(max-width:40rem){main{margin:0;border:0}}`;

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>${style}</style>
</head><body><main><h1>${title}</h1>
${body}
</main></body></html>
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
