import {
  adaptClipNorm,
  type DpSteps,
  localDpSteps,
  type NoiseSource,
  planPrivateRound,
  requireScalar,
  spentEpsilon,
} from '@tributary/fedavg';
import type { PrivacySpent, RunConfig } from '@tributary/protocol';
import type { PrivacyCharge } from '../run-state.ts';
import type { AggregateTask } from './aggregate-round.ts';

type PrivateSettings = Pick<RunConfig, 'privacy' | 'cohort'>;

/**
 * What so many releases of a run are charged with; nothing where no privacy is promised. Central privacy
 * releases a model with every committed round, local privacy an update of each client whenever one is opened.
 */
export const releasedSteps = (
  { privacy, cohort }: PrivateSettings,
  releases: number,
): DpSteps[] => {
  switch (privacy.mode) {
    case 'none':
      return [];
    case 'local':
      return [localDpSteps(privacy.noiseMultiplier, releases)];
    case 'central':
      return [{ ...planPrivateRound(privacy, cohort).step, steps: releases }];
  }
};

/**
 * What the run will have spent when a round is committed, and what one more would bring it to. A client
 * may have been in all of them.
 */
export const chargePrivacy = (
  settings: PrivateSettings,
  { round, openings }: Pick<AggregateTask, 'round' | 'openings'>,
): PrivacyCharge | null => {
  const { privacy } = settings;
  if (privacy.mode === 'none') return null;
  const releases = privacy.mode === 'local' ? openings : round;
  return { spent: spentOn(settings, releases), next: spentOn(settings, releases + 1) };
};

/** What so many releases cost. */
export const spentOn = (settings: PrivateSettings, releases: number): PrivacySpent => {
  const { privacy } = settings;
  if (privacy.mode === 'none') return { epsilon: 0, rdp: 0, pld: 0 };
  const { epsilon, rdp, pld } = spentEpsilon(releasedSteps(settings, releases), privacy.delta);
  return { epsilon: finite(epsilon), rdp: finite(rdp), pld: finite(pld) };
};

/** JSON has no infinity. */
const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** The next round's clipping norm, where it adapts to the norms of this round's updates. */
export const adaptedClipNorm = (
  { privacy, cohort }: PrivateSettings,
  { clipNorm, updates }: Pick<AggregateTask, 'clipNorm' | 'updates'>,
  noise: NoiseSource | undefined,
): number | undefined => {
  if (privacy.mode !== 'central' || privacy.clipping === 'fixed' || !noise) return undefined;
  const { adaptiveClip } = planPrivateRound(privacy, cohort);
  if (!adaptiveClip) return undefined;
  const norms = updates.map((update) => requireScalar(update, 'norm'));
  const current = { clipNorm: clipNorm ?? privacy.clipNorm };
  return adaptClipNorm(current, norms, adaptiveClip, noise).clipNorm;
};
