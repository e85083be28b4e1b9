import {
  type Column,
  classesAsWritten,
  type DataSchema,
  namesAsWritten,
  type TableDataSchema,
} from '@tributary/model-zoo';
import { formatCount } from '../view/format.ts';
import { locale } from '../view/locale.ts';

/** More than this of a list is not named. */
const MOST_NAMED = 12;

/** What somebody's own data must be, in a sentence or two. */
export const describeSchema = (schema: DataSchema): string => {
  switch (schema.kind) {
    case 'images': {
      const { height, width, channels, classes } = schema;
      const color = channels === 1 ? 'in grey' : 'in colour';
      return `Pictures, each one of: ${listNames(classes)}. Each is cut around its middle and brought to ${width} × ${height} pixels ${color}.`;
    }
    case 'table':
      return `A table as CSV or TSV with ${schema.columns.length} columns to learn from, and “${schema.target.column}”, which is to be predicted.`;
    case 'texts':
      return `Texts, each one of: ${listNames(schema.classes)}. The first ${formatCount(schema.length)} characters of each count.`;
    case 'next-character':
      return `A plain text, such as letters or notes. The model learns which character comes next, and tells ${[...schema.alphabet].length} characters apart.`;
  }
};

/** What may stand in a column's cells. */
export const describeColumn = (schema: TableDataSchema, column: Column): string => {
  const what =
    column.kind === 'number'
      ? `a number, usually ${formatCell(column.range[0])} to ${formatCell(column.range[1])}`
      : listNames(namesAsWritten(column.categories, schema.codes?.[column.name]));
  return column.mayBeMissing ? `${what}; may be missing` : what;
};

/** What may stand in the column that is to be predicted. */
export const describeTarget = ({ target }: TableDataSchema): string => {
  if (target.kind === 'number') return 'a number, which is to be predicted';
  return `${listNames(classesAsWritten(target))}, which is to be predicted`;
};

export const listNames = (names: readonly string[]): string => {
  const more = names.length - MOST_NAMED;
  return more > 0 ? `${names.slice(0, MOST_NAMED).join(', ')} and ${more} more` : names.join(', ');
};

const formatCell = (value: number): string => value.toLocaleString(locale);
