// npm run bench -- CASE [SIZE]: figures for people, as ratios inside one run; nothing here is asserted.

import { benchFirstSync } from './first-sync.ts';
import { benchRulesChange } from './rules-change.ts';

const cases: Readonly<Record<string, (size: number) => Promise<void>>> = {
  'first-sync': (size) => benchFirstSync(size || 20_000),
  'rules-change': (size) => benchRulesChange(size || 5_000),
};

const [name = '', size = '0'] = process.argv.slice(2);
const run = cases[name];
if (run) {
  await run(Number(size));
  process.exit(0);
}
console.error(`npm run bench -- CASE [SIZE], with CASE one of: ${Object.keys(cases).join(', ')}`);
process.exitCode = 1;
