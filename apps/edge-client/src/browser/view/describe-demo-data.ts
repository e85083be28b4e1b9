import type { InvitedRun } from '@tributary/protocol';
import { aboutRun } from './about-run.ts';

/** What stands in for data of one's own, in two sentences. */
export const describeDemoData = (runs: readonly InvitedRun[]): string => {
  const titles = new Set(runs.map((run) => aboutRun(run).dataTitle));
  const source =
    titles.size === 0 ? 'a public data set' : `the public data set ${[...titles].join(', ')}`;
  return `The coordinator hands your device a small part of ${source}, which stands in for data of your own. Training uses it here and never sends it back.`;
};
