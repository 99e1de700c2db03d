// Starts the longest files first, so that none of them is left running alone at the end: without timings of an earlier
// run Jest goes by file size, which says nothing about stories that kill processes or wait for outages to end.

import Sequencer from '@jest/test-sequencer';

const slow = [/\/simulation\//, /\/killed-/, /\/outage-/, /\/browser\//, /\/e2e\//, /\/integration\/jobs\//];

/** Position among the slow kinds; the rest comes last. */
const rank = ({ path }) => {
  const at = slow.findIndex((kind) => kind.test(path));
  return at === -1 ? slow.length : at;
};

export default class SlowestFirst extends Sequencer {
  async sort(tests) {
    const usual = await Sequencer.prototype.sort.call(this, tests);
    return usual.toSorted((one, other) => rank(one) - rank(other));
  }
}
