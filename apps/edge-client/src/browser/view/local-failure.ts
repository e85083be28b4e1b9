import type { ClientState } from '@tributary/client';

interface LocalFailure {
  readonly title: string;
  readonly message: string;
  readonly advice: string;
  /** Whether computing with WASM may help. */
  readonly offerSafeBackend: boolean;
}

/** @returns what keeps this device from training, until a later round goes well; null when nothing does. */
export const localFailure = ({
  problem,
  backend,
  contributions,
}: ClientState): LocalFailure | null => {
  const offerSafeBackend = backend?.backend !== 'wasm';
  if (problem !== null) {
    return {
      title: 'This device could not get ready to train',
      message: problem.message,
      advice: problem.willRetry
        ? 'Your device tries again by itself. If that does not help, reload the page.'
        : 'Reload the page to try once more, or use another browser.',
      offerSafeBackend,
    };
  }
  const last = contributions.at(-1);
  return last?.outcome !== 'failed'
    ? null
    : {
        title: `Round ${last.round} failed on this device`,
        message: last.message ?? 'The reason is not known.',
        advice: 'Your device tries again in its next round. If that fails too, reload the page.',
        offerSafeBackend,
      };
};
