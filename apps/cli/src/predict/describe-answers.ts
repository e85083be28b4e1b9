import { formatAccuracy } from '@tributary/terminal';
import { type Column, textTable } from '../text-table.ts';
import type { Answer, Score } from './answers.ts';

/** A line for each answer, as people read them. @param answers at least one */
export const answerTable = (answers: readonly Answer[]): string => {
  const columns: readonly (Column<Answer> | false)[] = [
    answers.some(({ place }) => place.line === undefined)
      ? ['FILE', ({ place }) => place.file]
      : ['LINE', ({ place }) => String(place.line)],
    ['PREDICTION', ({ prediction }) => formatPrediction(prediction)],
    answers.some(({ classes }) => classes.length > 0) && [
      'PROBABILITY',
      ({ classes }) => formatAccuracy(classes[0]?.share ?? null),
    ],
    answers.some(({ known }) => known !== null) && [
      'IN THE FILE',
      ({ known }) => String(known ?? ''),
    ],
  ];
  return textTable(
    answers,
    columns.filter((column) => column !== false),
  );
};

/** The same for programs. */
export const answerAsJson = ({ place, prediction, classes, known }: Answer) => ({
  event: 'prediction',
  file: place.file,
  ...(place.line !== undefined && { line: place.line }),
  prediction,
  ...(classes.length > 0 && {
    probability: classes[0]?.share,
    probabilities: Object.fromEntries(classes.map(({ name, share }) => [name, share])),
  }),
  ...(known !== null && { known }),
});

/** How right the model was, in a sentence; nothing where nobody knows. */
export const describeScore = ({ known, accuracy, meanAbsoluteError }: Score): string => {
  if (known === 0) return '';
  const result =
    accuracy === null
      ? `Mean error ${formatPrediction(meanAbsoluteError ?? 0)}`
      : `Accuracy ${formatAccuracy(accuracy)}`;
  return `${result}, of ${known} ${known === 1 ? 'example' : 'examples'} of which the file says what ${known === 1 ? 'it is' : 'they are'}.`;
};

/** So much of a number that nobody knows is worth reading. */
const DIGITS = 4;

const formatPrediction = (value: string | number): string => {
  if (typeof value === 'number') return String(Number(value.toPrecision(DIGITS)));
  // A space or a line's end would not be seen.
  return value.trim() === '' ? JSON.stringify(value) : value;
};
