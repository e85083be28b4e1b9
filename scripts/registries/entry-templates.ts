import type { EntryKind } from './registry-folders.ts';

/** What a template fills in. */
export interface EntryNames {
  /** The file without its ending, e.g. `fed-foo`. */
  readonly fileName: string;
  /** e.g. `fedFoo` */
  readonly exportName: string;
  /** e.g. `FedFoo` */
  readonly className: string;
  /** For people, e.g. `Fed foo`. */
  readonly title: string;
}

/** A small entry of each kind that works as it stands, to change from there. */
export const entryTemplates: Readonly<Record<EntryKind, (names: EntryNames) => string>> = {
  strategy: ({ exportName, className, title }) => `import { z } from 'zod';
import { createWeightedMean } from '../aggregators/weighted-mean.ts';
import { sgd } from '../server-optimizers/sgd.ts';
import { defineStrategy } from '../strategy.ts';
import { weightedBySchema } from '../weighted-by.ts';

export const ${exportName} = defineStrategy({
  name: '${className}',
  summary: '${title}: averages like FedAvg; say here what it does differently.',
  paper: 'McMahan et al. 2017, Communication-Efficient Learning of Deep Networks',
  formula: 'w ← w + Σ nₖ·δₖ / Σ nₖ',
  cost: 'As FedAvg.',
  hyperparams: z.object({ weightedBy: weightedBySchema }),
  build: ({ weightedBy }) => ({
    clientWork: {},
    aggregator: createWeightedMean(weightedBy),
    serverOptimizer: sgd({ learningRate: 1, momentum: 0 }),
  }),
});
`,
  aggregator: ({ exportName, className, title }) => `import { z } from 'zod';
import { defineAggregator } from '../aggregator.ts';
import { weightedSum } from '../weighted-sum.ts';

export const ${exportName} = defineAggregator({
  name: '${className}',
  summary: '${title}: every update counts the same; say here what it does differently.',
  paper: 'McMahan et al. 2017, Communication-Efficient Learning of Deep Networks',
  formula: 'Δ = Σ δₖ / n',
  cost: 'O(n·d) time; memory does not grow with n',
  additive: true,
  needs: [],
  params: z.object({}),
  build: () =>
    weightedSum({
      name: '${className}',
      weigh: () => 1,
      tally: () => [1],
      divisor: ([count = 0]) => count,
    }),
});
`,
  compressor: ({ fileName, exportName, title }) => `import { z } from 'zod';
import { norm2 } from '../../vector.ts';
import { defineTransform } from '../compressor.ts';

export const ${exportName} = defineTransform({
  name: '${fileName}',
  summary: '${title}: hands every value on as it is; say here what it does to them.',
  paper: 'Say here where it comes from',
  formula: 'x ↦ x',
  cost: 'No bytes; O(d) time',
  combines: 'In front of any codec.',
  lossless: false,
  params: z.object({}),
  unbiased: () => true,
  errorBound: (values) => norm2(values) * 1e-6,
  restLength: ({ size }) => size,
  maxSideBytes: () => 0,
  encode: (values) => ({ side: new Uint8Array(0), rest: values }),
  decode: (_side, rest) => ({ ok: true, delta: rest }),
});
`,
  attack: ({ exportName, className, title }) => `import { z } from 'zod';
import { defineAttack } from '../attack.ts';

export const ${exportName} = defineAttack({
  name: '${className}',
  summary: '${title}: sends twice what it has learnt; say here what it does.',
  paper: 'Bagdasaryan et al. 2020, How To Backdoor Federated Learning',
  formula: 'δ = 2·own',
  params: z.object({}),
  craft: ({ own }) => own.map((value) => 2 * value),
});
`,
  model: ({
    fileName,
    exportName,
    title,
  }) => `import { buildLayerGraph } from '../layer-graph/build-layer-graph.ts';
import { denseLayers } from '../layer-graph/dense-stack.ts';
import type { Model } from '../model.ts';
import { type ModelInput, refuseUnlessNumbers } from '../model-input.ts';

const layers = ({ featureShape, numClasses }: ModelInput) =>
  denseLayers(featureShape, [32, numClasses]);

/** One hidden layer of 32 ReLU units; say here what it is and where it comes from. */
export const ${exportName}: Model = {
  name: '${fileName}',
  title: '${title}',
  description: 'One hidden layer between the features and the classes.',
  typicalDataset: 'mnist',
  accepts: refuseUnlessNumbers,
  layers,
  build: (input) => buildLayerGraph(layers(input)),
};
`,
  dataset: ({
    fileName,
    exportName,
    title,
  }) => `import { createRandom, deriveSeed } from '@tributary/fedavg';
import type { Dataset, Examples } from '../dataset.ts';

/** Points on either side of a line; say here what the data is and where it comes from. */
export const ${exportName}: Dataset = {
  name: '${fileName}',
  title: '${title}',
  description: 'Made-up points in the plane, labelled by the side of a line that they lie on.',
  licence: 'Apache-2.0',
  size: { train: 2_000, test: 500 },
  featureShape: [2],
  numClasses: 2,
  classNames: ['below', 'above'],
  files: [],
  loadTrain: async () => drawPoints('train', 2_000),
  loadTest: async () => drawPoints('test', 500),
};

const drawPoints = (part: string, numExamples: number): Examples => {
  const random = createRandom(deriveSeed(1, '${fileName}', part));
  const features = Float32Array.from({ length: 2 * numExamples }, () => random.uniform());
  const labels = Int32Array.from({ length: numExamples }, (_, i) =>
    Number((features[2 * i + 1] ?? 0) > (features[2 * i] ?? 0)),
  );
  return { numExamples, featureShape: [2], features, labels };
};
`,
  preprocessor: ({ fileName, exportName, title }) => `import { z } from 'zod';
import { definePreprocessor } from '../preprocessor.ts';

/** x ↦ x · factor; say here what it does and where it comes from. */
export const ${exportName} = definePreprocessor({
  name: '${fileName}',
  title: '${title}',
  description: 'Multiplies every number of an example.',
  params: z.object({
    factor: z.number().default(2).meta({ title: 'Factor', description: 'What to multiply by.' }),
  }),
  describe: (input) => input,
  apply: (examples, { factor }) => ({
    ...examples,
    features: Float32Array.from(examples.features, (value) => value * factor),
  }),
});
`,
  partitioner: ({ exportName, className }) => `import { z } from 'zod';
import { groupIndices } from '../group-indices.ts';
import { definePartitioner, numPartitionsSchema, requireEnoughExamples } from '../partition.ts';

/** Deals the examples in turn; say here by what rule it divides, and after whom. */
export const ${exportName} = definePartitioner({
  name: '${className}',
  summary: 'Every client gets every n-th example.',
  params: z.object({ numPartitions: numPartitionsSchema }),
  partition: ({ numExamples }, { numPartitions }) => {
    requireEnoughExamples(numExamples, numPartitions);
    const groups = Int32Array.from({ length: numExamples }, (_, i) => i % numPartitions);
    return groupIndices(groups, numPartitions);
  },
});
`,
  task: ({ fileName, exportName, title }) => `import type { Task } from '../task.ts';

export const ${exportName}: Task = {
  name: '${fileName}',
  title: '${title}',
  description: 'Learns to read handwritten digits; say here what is learnt, in plain words.',
  dataset: 'mnist',
  model: 'mlp-2nn',
  partition: { partitioner: 'IidPartitioner', params: { numPartitions: 100 } },
  clientWork: { epochs: 1, batchSize: 32, learningRate: 0.1 },
};
`,
  preset: ({
    fileName,
    exportName,
    title,
  }) => `import type { SimulationInput } from '../simulation-config.ts';

/** Say here which published figure it reproduces, and where that stands. */
export const ${exportName}: SimulationInput = {
  name: '${fileName}',
  title: '${title}',
  description: 'Ten clients learn drawn digits together.',
  run: {
    name: '${title}',
    task: { dataset: 'synthetic-digits', model: 'logistic-regression' },
    partition: { partitioner: 'IidPartitioner', params: { numPartitions: 10 } },
    rounds: 5,
  },
};
`,
};
