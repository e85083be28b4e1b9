import { runConfigSchema } from '@tributary/protocol';
import { initialRunState, type RoundRecord, type RunState } from '@tributary/rounds';

export const digest = (digit: string): string => `sha256:${digit.repeat(64)}`;

export const metrics = { steps: 10, trainMs: 100, backend: 'wasm' };

export const reported = {
  status: 'reported',
  at: 1_500,
  digest: digest('a'),
  numExamples: 600,
  payloadBytes: 796_840,
  metrics,
} as const;

export const departed = { status: 'departed', reason: 'transport close' } as const;

export const config = runConfigSchema.parse({
  name: 'Digits',
  task: { dataset: 'mnist', model: 'mlp-2nn' },
  partition: { partitioner: 'NaturalIdPartitioner' },
  rounds: 10,
});

const modelOf = (round: number) => {
  const checkpoint = digest(String(round));
  return {
    ...{ checkpoint, iterate: checkpoint, broadcast: checkpoint },
    ...{ optimizerState: null, clipNorm: null },
  };
};

/** A round that took 2.4 s and was lost by one of its three clients. */
export const record = (round: number): RoundRecord => ({
  round,
  attempt: 1,
  ...modelOf(round),
  spent: null,
  accuracy: 0.9 + round / 100,
  loss: 0.3,
  openedAt: 10_000 * round,
  closedAt: 10_000 * round + 2_000,
  aggregatedAt: 10_000 * round + 2_100,
  committedAt: 10_000 * round + 2_400,
  bytesUp: 1_000_000,
  bytesDown: 3_000_000,
  cohort: { one: reported, two: reported, three: departed },
});

export const runningState = (changes: Partial<RunState>): RunState => ({
  ...initialRunState,
  status: 'running',
  model: modelOf(0),
  ...changes,
});
