// A seed's story for whoever has to repeat it.

import type { Report } from './simulate.ts';

export const told = ({ seed, size, script, problems }: Report): string =>
  [
    ...script.map((line) => `  ${line}`),
    ...problems.map((problem) => `  ! ${problem}`),
    `  repeat it with: npm run simulate -- --seeds 1 --from ${seed} --before ${size.before} --steps ${size.steps}`,
  ].join('\n');
