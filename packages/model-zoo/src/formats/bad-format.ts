import { type DataPlace, DatasetError } from '../dataset-error.ts';

/**
 * What a reader throws at a broken file: where it is broken, what is there and what should be.
 * @param problem a clause without its full stop, e.g. `found "x", expected a number`
 */
export const badFormat = (place: DataPlace, problem: string, cause?: unknown): DatasetError =>
  new DatasetError('bad-format', `${describePlace(place)}: ${problem}.`, {
    place,
    ...(cause !== undefined && { cause }),
  });

/** e.g. `people.csv, line 7, column "age"` */
const describePlace = ({ file, line, row, column }: DataPlace): string =>
  [
    file,
    ...(line === undefined ? [] : [`line ${line}`]),
    ...(row === undefined ? [] : [`row ${row}`]),
    ...(column === undefined ? [] : [`column "${column}"`]),
  ].join(', ');

const LONGEST_QUOTE = 40;

/** What was found, as a message quotes it. */
export const quoteFound = (text: string): string => {
  if (text === '') return 'nothing';
  return text.length > LONGEST_QUOTE ? `"${text.slice(0, LONGEST_QUOTE)}…"` : `"${text}"`;
};

const MOST_LISTED = 12;

/** What was expected, when it is one of a few things. */
export const listExpected = (values: readonly string[]): string => {
  const listed = values.slice(0, MOST_LISTED).map((value) => `"${value}"`);
  const more = values.length - listed.length;
  return `one of ${listed.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
};
