import type { RunConfig } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { replayRun } from './replay.ts';
import { openReportBatch } from './report-batch.ts';
import { initialRunState } from './run-state.ts';
import { driveRun, joined, started } from './testing/drive-run.ts';
import { clientIds, fakeDigest, randomRun, testConfig, updateOf } from './testing/random-run.ts';

const { reporting, cohort } = testConfig();
const configs: Readonly<Record<string, RunConfig>> = {
  plain: testConfig(),
  'an adaptive deadline': testConfig({ reporting: { ...reporting, adaptive: { mads: 1 } } }),
  'over-selection': testConfig({ cohort: { ...cohort, overSelection: 1.6, fractionTrain: 0.6 } }),
  'a short deadline': testConfig({ reporting: { ...reporting, deadlineMs: 1_500 } }),
  asynchronous: testConfig({ strategy: { name: 'FedBuff', hyperparams: { bufferSize: 2 } } }),
};

describe('replayRun', () => {
  it.each(Object.keys(configs))(
    'comes to the state of the reducer after every event: %s',
    (name) => {
      const config = configs[name] as RunConfig;
      for (let seed = 1; seed <= 30; seed++) {
        const steps = randomRun(seed, config);
        for (const from of [0, Math.floor(steps.length / 3), steps.length - 1]) {
          const state = steps[from - 1]?.after ?? initialRunState;
          expect(replayRun(steps.slice(from), config, state)).toEqual(steps.at(-1)?.after);
        }
        // Every prefix, so that a batch ends everywhere.
        let before = initialRunState;
        let begun = 0;
        for (const [index, { after }] of steps.entries()) {
          const replayed = replayRun(steps.slice(begun, index + 1), config, before);
          expect(replayed).toEqual(after);
          if (index % 7 === 0) [before, begun] = [after, index + 1];
        }
      }
    },
  );
});

describe('openReportBatch', () => {
  const config = testConfig();
  const open = () => driveRun(config).send(joined(...clientIds), started).state;
  const report = (clientId: string, attempt = 1) => ({
    at: 2_000,
    event: updateOf({ clientId, round: 1, attempt, digest: fakeDigest(7) }),
  });

  it('takes reports until one would close the round, and copies the cohort in the end', () => {
    const state = open();
    const batch = openReportBatch(state, config);
    const taken = clientIds.map((clientId) => batch?.take(report(clientId)));
    expect(taken).toEqual([true, true, true, true, false]);
    const phase = batch?.end().phase;
    expect(phase?.name === 'reporting' && Object.keys(phase.cohort)).toEqual(
      state.phase.name === 'reporting' && Object.keys(state.phase.cohort),
    );
  });

  it('leaves the state as it is where nothing counted, and is not there where no round is open', () => {
    const state = open();
    const batch = openReportBatch(state, config);
    expect(batch?.take(report('stranger'))).toBe(true);
    expect(batch?.take(report('client-a', 4))).toBe(true);
    expect(batch?.take({ at: 2_000, event: { type: 'tick' } })).toBe(false);
    expect(batch?.end()).toBe(state);
    expect(openReportBatch(initialRunState, config)).toBeNull();
  });
});
