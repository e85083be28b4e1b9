import type { DataSchema, TableDataSchema } from './data-schema.ts';
import type { PreprocessingStep } from './preprocessor.ts';
import { scaleFrom } from './statistics/scale-from.ts';
import type { Task } from './task.ts';

/** What suits data of which nothing is known but its schema: a start that works, as the zoo's own tasks do. */
export type SuggestedTask = Pick<Task, 'model' | 'clientWork'> & {
  readonly preprocessing: readonly PreprocessingStep[];
};

export const suggestTask = (schema: DataSchema): SuggestedTask => {
  switch (schema.kind) {
    case 'images':
      return {
        ...{ model: modelForPictures(schema), preprocessing: [] },
        clientWork: { epochs: 1, batchSize: 16, learningRate: 0.05 },
      };
    case 'table':
      return {
        ...{ model: 'tabular-mlp', preprocessing: stepsForColumns(schema) },
        clientWork: {
          epochs: 2,
          batchSize: 8,
          learningRate: schema.target.kind === 'class' ? 0.1 : 0.03,
        },
      };
    case 'texts':
      return {
        model: 'text-embedding',
        preprocessing: [
          {
            name: 'tokenise',
            params: { by: 'words', length: wordsIn(schema.length), buckets: 10_000 },
          },
        ],
        clientWork: { epochs: 2, batchSize: 16, learningRate: 2 },
      };
    case 'next-character':
      return {
        ...{ model: 'char-gpt', preprocessing: [] },
        clientWork: { epochs: 1, batchSize: 8, learningRate: 0.3 },
      };
  }
};

/** Above this, in pixels, a network whose filters slide with strides is the only one that a phone can train. */
const LARGE = 64;

const modelForPictures = ({
  height,
  width,
  channels,
}: {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}): string => {
  if (Math.max(height, width) > LARGE) return 'mobilenet-small';
  return channels === 3 ? 'cifar-cnn' : 'cnn';
};

/** By the ranges that columns declare, with their middle for what is missing: nobody's rows are asked. */
const stepsForColumns = ({ columns }: Pick<TableDataSchema, 'columns'>): PreprocessingStep[] => {
  const numbers = columns.filter(({ kind }) => kind === 'number');
  return [
    ...(numbers.length > 0 ? [scaleFrom(columns)] : []),
    ...(numbers.some(({ mayBeMissing }) => mayBeMissing)
      ? [{ name: 'fill-missing', params: { values: 0.5 } }]
      : []),
  ];
};

/** Words in so many characters: five letters and a space each, a quarter more for short ones. */
const wordsIn = (characters: number): number =>
  Math.max(8, Math.min(512, Math.ceil(characters / 5)));
