// A seed's story for whoever has to repeat it.

import type { Report } from './simulate.ts';

export const told = ({ seed, script, problems }: Report): string =>
  [
    ...script.map((line) => `  ${line}`),
    ...problems.map((problem) => `  ! ${problem}`),
    `  repeat it with: npm run simulate -- --seeds 1 --from ${seed}`,
  ].join('\n');
