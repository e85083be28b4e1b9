import { compressors, type Stage } from '@tributary/fedavg';
import type { CatalogueOption } from '../view/catalogue.ts';
import { defaultsOf } from './run-draft.ts';

/** What stands for leaving a transform out. */
export const NO_TRANSFORM = 'none';

const optionsOf = (kind: 'transform' | 'codec'): CatalogueOption[] =>
  compressors.entries
    .filter((compressor) => compressor.kind === kind)
    .map(({ name, summary }) => ({ value: name, label: name, description: summary }));

export const codecOptions: readonly CatalogueOption[] = optionsOf('codec');

/** The transforms that a form offers in front of the codec. */
export const transformOptions: readonly CatalogueOption[] = [
  { value: NO_TRANSFORM, label: 'None', description: 'All values go straight to the codec.' },
  ...optionsOf('transform'),
];

/** A stage with its defaults. @throws {RangeError} for a name that is not in the registry */
export const stageOf = (name: string): Stage => ({
  name,
  params: defaultsOf(compressors.get(name).params),
});

/** The codec of a pipeline, which is its last stage. */
export const codecOf = (stages: readonly Stage[]): string => stages.at(-1)?.name ?? 'float32';

/** The first transform of a pipeline. */
export const transformOf = (stages: readonly Stage[]): string =>
  stages.length > 1 ? (stages[0]?.name ?? NO_TRANSFORM) : NO_TRANSFORM;

/** The pipeline with another codec. */
export const withCodec = (stages: readonly Stage[], codec: string): Stage[] => [
  ...stages.slice(0, -1),
  stageOf(codec),
];

/** The pipeline with another transform in front of its codec, or none. */
export const withTransform = (stages: readonly Stage[], transform: string): Stage[] => [
  ...(transform === NO_TRANSFORM ? [] : [stageOf(transform)]),
  ...stages.slice(-1),
];
