import {
  type Column,
  classesAsWritten,
  type DataSchema,
  namesAsWritten,
  type TableDataSchema,
} from '@tributary/model-zoo';
import { countOf, formatNumber } from './format.ts';

/** So many names are listed; of more, the first ones. */
const MOST_LISTED = 6;

/** What each device checks its own data for before it takes part, in whole sentences. */
export const checkSentences = (schema: DataSchema): string[] => {
  switch (schema.kind) {
    case 'images':
      return [
        `Every picture belongs to one of ${classesOf(schema.classes)}.`,
        `A picture is brought to ${schema.width} × ${schema.height} pixels, ${schema.channels === 1 ? 'in shades of grey' : 'in colour'}; what cannot be read as a picture is refused, with its name.`,
      ];
    case 'table':
      return tableSentences(schema);
    case 'texts':
      return [
        `Every text belongs to one of ${classesOf(schema.classes)}.`,
        `A text that is longer than ${countOf(schema.length, 'character')} is cut; an empty one is refused, with its line.`,
      ];
    case 'next-character':
      return [
        `The text is cut into windows of ${countOf(schema.length, 'character')}.`,
        `${countOf([...schema.alphabet].length, 'character')} are told apart; any other counts as the first of them.`,
      ];
  }
};

const tableSentences = ({ columns, target, missing, codes }: TableDataSchema): string[] => [
  `The table has a column for each of: ${listed([...columns.map(({ name }) => name), target.column])}. Other columns are not looked at.`,
  ...columns.map((column) => columnSentence(column, codes?.[column.name])),
  target.kind === 'class'
    ? `“${target.column}” is the class of a row, one of ${listed(classesAsWritten(target))}; it is never empty.`
    : `“${target.column}” is a number, never empty${target.unit === 1 ? '' : `; it is learnt in units of ${formatNumber(target.unit)}`}.`,
  ...(columns.some(({ mayBeMissing }) => mayBeMissing) ? [missingSentence(missing)] : []),
  'A row that is none of this is refused, with its line and column.',
];

const columnSentence = (column: Column, codes?: readonly string[]): string => {
  const gaps = column.mayBeMissing ? '; it may be missing' : '';
  return column.kind === 'number'
    ? `“${column.name}” is a number, expected from ${formatNumber(column.range[0])} to ${formatNumber(column.range[1])}${gaps}.`
    : `“${column.name}” is one of ${listed(namesAsWritten(column.categories, codes))}${gaps}.`;
};

const missingSentence = (missing: readonly string[]): string => {
  const marks = missing.filter((mark) => mark !== '').map((mark) => `“${mark}”`);
  const empty = missing.includes('') ? ['an empty cell'] : [];
  return `Missing is written as ${[...empty, ...marks].join(' or ')}.`;
};

const classesOf = (classes: readonly string[]): string =>
  `${formatNumber(classes.length)} classes: ${listed(classes)}`;

const listed = (names: readonly string[]): string => {
  const more = names.length - MOST_LISTED;
  return more > 0
    ? `${names.slice(0, MOST_LISTED).join(', ')} and ${formatNumber(more)} more`
    : names.join(', ');
};
