import type { AskedData } from '@tributary/local-data';
import { type DataPlace, type DataSchema, describeData } from '@tributary/model-zoo';
import type { Prediction } from '@tributary/trainer';
import { type ClassShare, rankClasses } from '@tributary/try-model/ask';

/** What a model says of one example, and what the file says of it. */
export interface Answer {
  readonly place: DataPlace;
  /** A class, a character, or a number in its column's own unit. */
  readonly prediction: string | number;
  /** The likeliest first; empty where a number is predicted. */
  readonly classes: readonly ClassShare[];
  /** What is right, as the file says; null where it does not. */
  readonly known: string | number | null;
}

/** How right a model was, over all examples of which the file says what they are. */
export interface Score {
  readonly known: number;
  /** The share that was right; null where numbers are predicted, or nothing is known. */
  readonly accuracy: number | null;
  /** In the column's own unit; null where classes are predicted, or nothing is known. */
  readonly meanAbsoluteError: number | null;
}

/** One answer for each example, in their order. @param prediction logits of the classes, or numbers */
export const answersOf = (
  { outputs, width }: Prediction,
  { places, targets, positions }: AskedData,
  schema: DataSchema,
): Answer[] => {
  const rowsEach = outputs.length / width / Math.max(1, places.length);
  const say = sayer(schema);
  return places.map((place, at) => {
    const row = at * rowsEach + (positions?.[at] ?? 0);
    const target = targets[at] as number;
    return {
      place,
      ...say.answer(outputs.subarray(row * width, (row + 1) * width)),
      known: Number.isNaN(target) ? null : say.known(target),
    };
  });
};

/** What a float32 keeps of a number in the file. */
const FLOAT32_DIGITS = 7;

interface Sayer {
  answer(outputs: Float32Array): Pick<Answer, 'prediction' | 'classes'>;
  known(target: number): string | number;
}

const sayer = (schema: DataSchema): Sayer => {
  if (schema.kind === 'table' && schema.target.kind === 'number') {
    const { unit } = schema.target;
    return {
      answer: ([output]) => ({ prediction: (output as number) * unit, classes: [] }),
      known: (target) => Number((target * unit).toPrecision(FLOAT32_DIGITS)),
    };
  }
  const names = describeData(schema).classNames;
  return {
    answer: (logits) => {
      const classes = rankClasses(logits, names);
      return { prediction: classes[0]?.name ?? '', classes };
    },
    known: (target) => names[target] ?? '',
  };
};

export const scoreOf = (answers: readonly Answer[]): Score => {
  const known = answers.filter((answer) => answer.known !== null);
  const mean = (of: (answer: Answer) => number): number =>
    known.reduce((sum, answer) => sum + of(answer), 0) / known.length;
  const areNumbers = typeof known[0]?.known === 'number';
  return {
    known: known.length,
    accuracy:
      known.length === 0 || areNumbers
        ? null
        : mean(({ prediction, known: right }) => Number(prediction === right)),
    meanAbsoluteError: areNumbers
      ? mean(({ prediction, known: right }) => Math.abs(Number(prediction) - Number(right)))
      : null,
  };
};
