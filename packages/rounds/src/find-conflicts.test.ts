import type { RunConfigInput } from '@tributary/protocol';
import { runConfigSchema } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { findConflicts } from './find-conflicts.ts';

const conflictsOf = (changes: Partial<RunConfigInput>) =>
  findConflicts(
    runConfigSchema.parse({
      name: 'test',
      task: { dataset: 'mnist', model: 'mlp-2nn' },
      partition: { partitioner: 'IidPartitioner' },
      ...changes,
    }),
  );

const uniform = { strategy: { hyperparams: { weightedBy: 'uniform' } } };
const central = { mode: 'central', population: 100, delta: 1e-4, noiseMultiplier: 2 } as const;
const local = { mode: 'local', noiseMultiplier: 10 } as const;
const krum = { aggregator: { name: 'Krum' } };
const fiveClients = { cohort: { minClients: 5 } };
const int8 = [{ name: 'int8' }];

describe('settings that go together', () => {
  it.each<[string, Partial<RunConfigInput>]>([
    ['the defaults', {}],
    [
      'another aggregator under a strategy that only steps',
      { strategy: { name: 'FedAdam' }, aggregation: krum, ...fiveClients },
    ],
    [
      'more clients than are wanted and an adaptive deadline, also under local privacy',
      {
        ...uniform,
        privacy: local,
        cohort: { overSelection: 1.3 },
        reporting: { adaptive: {} },
      },
    ],
    ['central privacy with clients that count the same', { ...uniform, privacy: central }],
    [
      'local privacy under a robust rule',
      {
        ...uniform,
        privacy: { mode: 'local', noiseMultiplier: 5, epsilonBudget: 100 },
        aggregation: krum,
        ...fiveClients,
      },
    ],
    [
      'a robust rule over a buffer that is large enough',
      { strategy: { name: 'FedBuff' }, aggregation: krum, ...fiveClients },
    ],
    [
      'a step in front of a mean of what is multiplied',
      { strategy: { name: 'FedNova' }, aggregation: { preaggregator: {} }, ...fiveClients },
    ],
    ['int8 both ways', { compression: { up: int8, down: int8 } }],
  ])('%s', (_, changes) => {
    expect(conflictsOf(changes)).toEqual([]);
  });
});

describe('settings that do not', () => {
  it.each<[string, string, Partial<RunConfigInput>]>([
    [
      'aggregation.aggregator',
      'keeps its own aggregator',
      { strategy: { name: 'SCAFFOLD' }, aggregation: krum },
    ],
    [
      'aggregation.preaggregator',
      'keeps its own aggregator',
      { strategy: { name: 'QFedAvg' }, aggregation: { preaggregator: {} } },
    ],
    [
      'aggregation.aggregator',
      'some layers to themselves',
      { strategy: { name: 'FedPer' }, aggregation: { aggregator: { name: 'FLTrust' } } },
    ],
    [
      'aggregation.aggregator',
      'looks at single updates',
      { ...uniform, privacy: central, aggregation: krum },
    ],
    [
      'strategy.name',
      'looks at single updates',
      { strategy: { name: 'FedMedian' }, privacy: central },
    ],
    ['cohort.minClients', 'Krum needs 5 updates', { aggregation: krum }],
    [
      'cohort.overSelection',
      'must not change whether others count',
      { ...uniform, privacy: central, cohort: { overSelection: 1.3 } },
    ],
    [
      'reporting.adaptive',
      'must not change whether others count',
      { ...uniform, privacy: { ...central, sampling: 'fixed-size' }, reporting: { adaptive: {} } },
    ],
    [
      'cohort.overSelection',
      'waits for nobody in particular',
      { strategy: { name: 'FedBuff' }, cohort: { overSelection: 1.3 } },
    ],
    [
      'reporting.adaptive',
      'waits for nobody in particular',
      { strategy: { name: 'FedAsync' }, reporting: { adaptive: { mads: 2 } } },
    ],
    [
      'cohort.minClients',
      'Krum needs 5 updates',
      { strategy: { name: 'FedBuff' }, aggregation: krum },
    ],
    [
      'aggregation.aggregator',
      'whatever FedBuff multiplies them with',
      { strategy: { name: 'FedBuff' }, aggregation: { aggregator: { name: 'FLTrust' } } },
    ],
    [
      'strategy.hyperparams.bufferSize',
      'the buffer holds 3',
      { strategy: { name: 'FedBuff', hyperparams: { bufferSize: 3 } }, aggregation: krum },
    ],
    [
      'cohort.minClients',
      'Bulyan needs 7 updates',
      { strategy: { name: 'Bulyan' }, ...fiveClients },
    ],
    [
      'cohort.minClients',
      'NNM+CoordinateMedian needs 7 updates',
      {
        ...fiveClients,
        aggregation: {
          aggregator: { name: 'CoordinateMedian' },
          preaggregator: { name: 'NNM', numMalicious: 3 },
        },
      },
    ],
    [
      'compression.up',
      'two vectors of different lengths',
      {
        strategy: { name: 'SCAFFOLD' },
        compression: { up: [{ name: 'top-k' }, { name: 'int8' }] },
      },
    ],
    ['strategy.name', 'one noisy sum', { strategy: { name: 'FedNova' }, privacy: central }],
    [
      'strategy.hyperparams.weightedBy',
      'must count the same',
      { strategy: { hyperparams: { weightedBy: 'num-examples' } }, privacy: central },
    ],
    [
      'aggregation.preaggregator',
      'what others count for',
      { ...uniform, privacy: central, aggregation: { preaggregator: {} } },
    ],
    [
      'screening.minCosine',
      "tells of the others' updates",
      { ...uniform, privacy: central, screening: { minCosine: 0 } },
    ],
    [
      'screening.maxNormRatio',
      "tells of the others' updates",
      { ...uniform, privacy: central, screening: { maxNormRatio: 3 } },
    ],
    [
      'privacy.epsilonBudget',
      'Not even one round',
      { ...uniform, privacy: { ...central, noiseMultiplier: 0.1, epsilonBudget: 0.1 } },
    ],
    [
      'privacy',
      'expect more clients',
      { ...uniform, privacy: { ...central, clipping: 'adaptive', population: 10, delta: 1e-4 } },
    ],
    [
      'compression.up',
      'makes bytes',
      { compression: { up: [{ name: 'int8' }, { name: 'top-k' }] } },
    ],
    [
      'compression.down',
      'leaves most of a model out',
      { compression: { down: [{ name: 'top-k' }, { name: 'int8' }] } },
    ],
    [
      'aggregation.aggregator',
      'whatever the aggregator',
      { ...uniform, privacy: central, aggregation: { aggregator: { name: 'NormClipping' } } },
    ],
    [
      'screening.minCosine',
      'one by one',
      { strategy: { name: 'FedAsync' }, screening: { minCosine: 0 } },
    ],
    [
      'aggregation.aggregator',
      'neither its length nor its direction',
      { ...uniform, privacy: local, aggregation: { aggregator: { name: 'FLTrust' } } },
    ],
    ['strategy.name', 'what clients say', { strategy: { name: 'QFedAvg' }, privacy: local }],
    ['strategy.name', 'sees it with noise', { strategy: { name: 'SCAFFOLD' }, privacy: local }],
    [
      'strategy.name',
      'more updates than others',
      { strategy: { name: 'FedBuff' }, privacy: local },
    ],
    ['strategy.hyperparams.weightedBy', 'must count the same', { privacy: local }],
    [
      'screening.maxNorm',
      'says nothing',
      { ...uniform, privacy: local, screening: { maxNorm: 1 } },
    ],
    [
      'compression.errorFeedback',
      'switch error feedback on',
      { compression: { up: [{ name: 'top-k' }, { name: 'int8' }], errorFeedback: false } },
    ],
    [
      'compression.down',
      'leaves most',
      { compression: { down: [{ name: 'rotate' }, { name: 'sign' }] } },
    ],
  ])('%s: %s', (path, reason, changes) => {
    const conflicts = conflictsOf(changes);
    expect(conflicts.map((conflict) => conflict.path)).toContain(path);
    const found = conflicts.find((conflict) => conflict.path === path);
    expect(found?.reason).toContain(reason);
    // Whole sentences, for people.
    expect(found?.reason).toMatch(/^["A-Z].*\.$/);
  });
});
