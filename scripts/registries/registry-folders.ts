/** A folder whose files are the entries of a registry. */
export interface RegistryFolder {
  /** Relative to the repository's root. */
  readonly folder: string;
  /** The singular noun, in messages. */
  readonly kind: string;
  /** What an entry's type is called. */
  readonly type: string;
  readonly typeFile: string;
  /** What the registry constant is called. */
  readonly constant: string;
  readonly createRegistryFrom: string;
}

const zoo = (folder: string, kind: string, type: string, typeFile: string): RegistryFolder => ({
  folder: `packages/model-zoo/src/${folder}`,
  kind,
  type,
  typeFile: `../${typeFile}.ts`,
  constant: folder,
  createRegistryFrom: '@tributary/fedavg',
});

/** Every registry there is, by the word that `pnpm new` knows it by. */
export const registryFolders = {
  strategy: {
    folder: 'packages/fedavg/src/strategies',
    kind: 'strategy',
    type: 'Strategy',
    typeFile: '../strategy.ts',
    constant: 'strategies',
    createRegistryFrom: '../registry.ts',
  },
  aggregator: {
    folder: 'packages/fedavg/src/aggregators',
    kind: 'aggregator',
    type: 'AggregatorRule',
    typeFile: '../aggregator.ts',
    constant: 'aggregators',
    createRegistryFrom: '../registry.ts',
  },
  compressor: {
    folder: 'packages/fedavg/src/compression/compressors',
    kind: 'compressor',
    type: 'Compressor',
    typeFile: '../compressor.ts',
    constant: 'compressors',
    createRegistryFrom: '../../registry.ts',
  },
  attack: {
    folder: 'packages/fedavg/src/attacks',
    kind: 'attack',
    type: 'Attack',
    typeFile: '../attack.ts',
    constant: 'attacks',
    createRegistryFrom: '../registry.ts',
  },
  model: zoo('models', 'model', 'Model', 'model'),
  dataset: zoo('datasets', 'data set', 'Dataset', 'dataset'),
  partitioner: zoo('partitioners', 'partitioner', 'Partitioner', 'partition'),
  preprocessor: zoo('preprocessors', 'preprocessor', 'Preprocessor', 'preprocessor'),
  task: zoo('tasks', 'task', 'Task', 'task'),
  preset: {
    folder: 'packages/simulator/src/presets',
    kind: 'preset',
    type: 'SimulationInput',
    typeFile: '../simulation-config.ts',
    constant: 'presets',
    createRegistryFrom: '@tributary/fedavg',
  },
} as const satisfies Record<string, RegistryFolder>;

export type EntryKind = keyof typeof registryFolders;
