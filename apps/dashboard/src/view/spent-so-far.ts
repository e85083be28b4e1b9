import type { PrivacySpent, RunConfig } from '@tributary/protocol';
import { type RunState, spentOn } from '@tributary/rounds';

/**
 * The privacy that a run has spent; null before there is any. Under local privacy a round costs as soon as it is
 * opened, whatever comes of it.
 */
export const spentSoFar = (
  config: Pick<RunConfig, 'privacy' | 'cohort'>,
  { openings, history }: Pick<RunState, 'openings' | 'history'>,
): PrivacySpent | null => {
  const committed = history.at(-1)?.spent ?? null;
  return config.privacy.mode === 'local' && openings > history.length
    ? spentOn(config, openings)
    : committed;
};
