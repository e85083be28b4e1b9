import type { GuessedColumn, GuessedTable, TableDataSchema } from '@tributary/model-zoo';

/** The columns of an example table that could be predicted: those of few values, or of numbers. */
export const possibleTargets = (
  { columns }: Pick<GuessedTable, 'columns'>,
  kind: TableDataSchema['target']['kind'],
): string[] => columns.filter((column) => isPossible(column, kind)).map(({ name }) => name);

const isPossible = ({ column, values }: GuessedColumn, kind: 'class' | 'number'): boolean =>
  kind === 'class' ? values !== null && values.length > 1 : column?.kind === 'number';

/** A table's schema as its first rows suggest it: all columns but the one that is predicted. */
export const schemaFromGuess = (
  schema: TableDataSchema,
  { columns }: Pick<GuessedTable, 'columns'>,
  target: string,
): TableDataSchema => {
  const { codes: _old, ...kept } = schema;
  return {
    ...kept,
    columns: columns.flatMap(({ name, column }) => (column && name !== target ? [column] : [])),
    target: targetFromGuess(
      schema.target.kind,
      columns.find(({ name }) => name === target),
      target,
    ),
  };
};

const targetFromGuess = (
  kind: 'class' | 'number',
  guessed: GuessedColumn | undefined,
  column: string,
): TableDataSchema['target'] =>
  kind === 'class'
    ? { kind, column, classes: guessed?.values ?? [] }
    : { kind, column, unit: guessed?.column?.kind === 'number' ? unitOf(guessed.column.range) : 1 };

/** The power of ten that makes labels about as large as 1; never less than 1. */
const unitOf = ([low, high]: readonly [number, number]): number => {
  const largest = Math.max(Math.abs(low), Math.abs(high));
  return largest <= 10 ? 1 : 10 ** Math.floor(Math.log10(largest));
};
