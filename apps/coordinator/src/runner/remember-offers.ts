import type { RunOffer } from '@tributary/protocol';
import type { RunState } from '@tributary/rounds';
import type { Runner } from './runner.ts';

/** What clients are told changes with the status and with a commit, and thousands may ask at once. */
export const rememberOffers = (
  describe: (runner: Runner) => RunOffer,
): ((runner: Runner) => RunOffer) => {
  const made = new WeakMap<RunState['history'], RunOffer>();
  return (runner) => {
    const { history, status } = runner.state;
    const known = made.get(history);
    const offer =
      known?.status === status && known.runId === runner.runId ? known : describe(runner);
    made.set(history, offer);
    return offer;
  };
};
