/** The Web Worker that checks a draft: accounting for privacy would make typing falter in the page. */
import type { RunConfig } from '@tributary/protocol';
import type { Conflict } from '@tributary/rounds';
import { type PrivacyPoint, privacyCurve } from '../view/privacy-curve.ts';
import { exactForecast, type PrivacyForecast, quickForecast } from '../view/privacy-forecast.ts';
import { draftConflicts } from './draft-conflicts.ts';
import { draftErrors } from './draft-errors.ts';

/** What is known of a draft beyond each of its settings. */
export interface Judgement {
  readonly conflicts: readonly Conflict[];
  /** Null where no privacy is promised, or not known yet. */
  readonly forecast: PrivacyForecast | null;
  /** What is spent round by round; empty where there is no forecast. */
  readonly curve: readonly PrivacyPoint[];
}

self.addEventListener('message', ({ data: draft }: MessageEvent<RunConfig>) => {
  const send = (judgement: Judgement) => self.postMessage(judgement);
  const conflicts = draftConflicts(draft);
  const isCountable =
    conflicts.every(({ path }) => path !== 'privacy') &&
    !Object.keys(draftErrors(draft)).some((path) => counted.test(path));
  if (!isCountable) return send({ conflicts, forecast: null, curve: [] });
  const curve = privacyCurve(draft);
  send({ conflicts, forecast: quickForecast(draft), curve });
  send({ conflicts, forecast: exactForecast(draft), curve });
});

/** The settings that decide what privacy is spent. */
const counted = /^(privacy|cohort|rounds)\b/;
