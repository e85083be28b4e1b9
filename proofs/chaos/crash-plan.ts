import { existsSync, readFileSync } from 'node:fs';
import type { Random } from '@tributary/fedavg';
import type { KillOrder } from './sabotage.ts';

/** Where the coordinator dies next: at a moment that it is known to reach, or at some time. */
export type Crash = KillOrder | { readonly afterMs: number };

/** So many crashes of ten come at any time, whatever is being done. */
const AT_RANDOM = 0.2;

/** The next crash: at the moment that was tried least, so that all of them get their turn. */
export const planCrash = (
  reached: readonly string[],
  tried: ReadonlyMap<string, number>,
  random: Random,
): Crash => {
  if (reached.length === 0 || random.uniform() < AT_RANDOM) {
    return { afterMs: 100 + random.integer(2_000) };
  }
  const triesOf = (moment: string) => tried.get(moment) ?? 0;
  const least = Math.min(...reached.map(triesOf));
  const candidates = reached.filter((moment) => triesOf(moment) === least);
  const moment = candidates[random.integer(candidates.length)] as string;
  // What is done once in a process has no second time.
  const nth = /^(start|run)\./.test(moment) ? 1 : 1 + random.integer(4);
  return { moment, nth };
};

/** What the saboteur has written down: the moments that were reached, and those at which it struck. */
export const readTrace = (path: string): { reached: string[]; killed: string[] } => {
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
  const after = (word: string) => [
    ...new Set(
      lines.filter((line) => line.startsWith(word)).map((line) => line.slice(word.length)),
    ),
  ];
  return { reached: after('reached '), killed: after('killed ') };
};
