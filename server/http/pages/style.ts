// The one style sheet of the OAuth pages. It is inline; the content security policy admits it by hash.

import { createHash } from 'node:crypto';

export const styleSheet = `
:root{color-scheme:light dark;--page:#f4f6f8;--card:#fff;--ink:#1d2b36;--soft:#51636f;--line:#dde4e9;--brand:#0b6e6e;--on-brand:#fff;--good:#17723f;--good-bg:#e4f4ea;--care:#8a4b00;--care-bg:#fdf0dc}
@media (prefers-color-scheme:dark){:root{--page:#12191f;--card:#1b252d;--ink:#edf2f5;--soft:#aebcc6;--line:#33424d;--brand:#4fc3bd;--on-brand:#06211f;--good:#7bd6a0;--good-bg:#173526;--care:#f2bf78;--care-bg:#3a2a12}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:flex;flex-direction:column;align-items:center;justify-content:center;padding:2rem 1rem;background:var(--page);color:var(--ink);font:1rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
header{display:flex;align-items:center;gap:.6rem;margin-bottom:1.5rem;font-weight:650;font-size:1.15rem;letter-spacing:-.01em}
header svg{color:var(--brand)}
main{width:100%;max-width:33rem;padding:2.25rem;background:var(--card);border:1px solid var(--line);border-radius:14px;box-shadow:0 1px 2px rgb(16 32 44/.04),0 12px 32px rgb(16 32 44/.07);overflow-wrap:anywhere}
.badge{display:grid;place-items:center;width:2.75rem;height:2.75rem;border-radius:50%;margin-bottom:1.25rem}
.good{color:var(--good);background:var(--good-bg)}
.care{color:var(--care);background:var(--care-bg)}
h1{margin:0 0 .75rem;font-size:1.5rem;line-height:1.25;letter-spacing:-.015em;text-wrap:balance}
p{margin:0 0 .9rem;color:var(--soft)}
strong{color:var(--ink);font-weight:600}
ol,ul{margin:0 0 .9rem;padding-left:1.35rem;color:var(--soft)}
li{margin:.3rem 0;padding-left:.2rem}
code{font:.875em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;color:var(--ink)}
.actions{display:flex;flex-wrap:wrap;gap:.75rem;margin-top:1.6rem}
a{color:var(--brand)}
.button{display:inline-block;max-width:100%;padding:.7rem 1.25rem;border:1px solid var(--brand);border-radius:8px;background:var(--brand);color:var(--on-brand);font-weight:600;text-decoration:none}
.button.quiet{background:transparent;color:var(--brand)}
.button:hover{filter:brightness(1.08)}
.button:focus-visible,a:focus-visible{outline:3px solid var(--brand);outline-offset:3px}
footer{margin-top:1.5rem;font-size:.875rem;color:var(--soft);text-align:center}
@media (max-width:30rem){main{padding:1.5rem}.actions{flex-direction:column}.button{text-align:center}}
`;

const digest = createHash('sha256').update(styleSheet).digest('base64');
/** For `style-src` of the content security policy. */
export const styleHash = `'sha256-${digest}'`;
