import { compressors, requirePipeline, type Stage, usefulPipelines } from '@tributary/fedavg';
import type { CatalogueOption } from '../view/catalogue.ts';
import { defaultsOf } from './run-draft.ts';

/** What stands for leaving a transform out. */
export const NO_TRANSFORM = 'none';

/** What stands for stages that are none of the pipelines worth trying. */
export const OWN_PIPELINE = 'own';

/** So many transforms can stand in front of a codec in the form, of updates and of models. */
export const maxTransforms = { up: 2, down: 1 } as const;

/** The transforms that leave nothing out, which a model can go through. */
const forModels = ['rotate'];

const optionsOf = (kind: 'transform' | 'codec'): CatalogueOption[] =>
  compressors.entries
    .filter((compressor) => compressor.kind === kind)
    .map(({ name, summary }) => ({ value: name, label: name, description: summary }));

export const codecOptions: readonly CatalogueOption[] = optionsOf('codec');

const allTransforms = optionsOf('transform');

/** The transforms that may stand in a place in front of the codec: none of the others, or no transform. */
export const transformOptions = (
  stages: readonly Stage[],
  place: number,
  way: 'up' | 'down' = 'up',
): readonly CatalogueOption[] => [
  { value: NO_TRANSFORM, label: 'None', description: 'Values go on as they are.' },
  ...allTransforms.filter(
    ({ value }) =>
      (way === 'up' || forModels.includes(value)) &&
      !stages.some(({ name }, index) => name === value && index !== place),
  ),
];

const other: CatalogueOption = {
  ...{ value: OWN_PIPELINE, label: 'Other', description: 'The stages that are chosen below.' },
};

const optionOf = ({ name, summary }: (typeof usefulPipelines)[number]): CatalogueOption => ({
  ...{ value: name, label: name, description: summary },
});

/** Whether a model can go through: nothing is left out, and more than a sign is left of each weight. */
const suitsModels = ({ stages }: (typeof usefulPipelines)[number]): boolean =>
  stages.every(({ name }, index) =>
    index < stages.length - 1 ? forModels.includes(name) : name !== 'sign',
  );

/** The pipelines worth trying, and what stands for any other. */
export const pipelineOptions = {
  up: [...usefulPipelines.map(optionOf), other],
  down: [...usefulPipelines.filter(suitsModels).map(optionOf), other],
} as const satisfies Record<string, readonly CatalogueOption[]>;

/** The pipeline worth trying with exactly these stages and parameters. */
export const pipelineOf = (stages: readonly Stage[]): string => {
  const text = textOf(stages);
  return usefulPipelines.find((useful) => textOf(useful.stages) === text)?.name ?? OWN_PIPELINE;
};

const textOf = (stages: readonly Stage[]): string =>
  JSON.stringify(
    stages.map(({ name, params }) => [
      name,
      Object.entries({ ...stageOf(name).params, ...params }).sort(([a], [b]) => (a < b ? -1 : 1)),
    ]),
  );

/** A pipeline worth trying, with every parameter; undefined for another name. */
export const stagesOf = (name: string): Stage[] | undefined => {
  const useful = usefulPipelines.find((pipeline) => pipeline.name === name);
  return useful && [...requirePipeline(useful.stages).stages];
};

/** A stage with its defaults. @throws {RangeError} for a name that is not in the registry */
export const stageOf = (name: string): Stage => ({
  name,
  params: defaultsOf(compressors.get(name).params),
});

/** The codec of a pipeline, which is its last stage. */
export const codecOf = (stages: readonly Stage[]): string => stages.at(-1)?.name ?? 'float32';

/** The pipeline with another codec. */
export const withCodec = (stages: readonly Stage[], codec: string): Stage[] => [
  ...stages.slice(0, -1),
  stageOf(codec),
];

/** The pipeline with another transform in a place in front of its codec, or none. */
export const withTransform = (
  stages: readonly Stage[],
  place: number,
  transform: string,
): Stage[] => [
  ...stages.slice(0, place),
  ...(transform === NO_TRANSFORM ? [] : [stageOf(transform)]),
  ...stages.slice(Math.min(place + 1, stages.length - 1)),
];
