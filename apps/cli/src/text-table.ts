/** A column: its heading, and what stands there for a row. */
export type Column<Row> = readonly [heading: string, cell: (row: Row) => string];

/** Rows below each other, columns two spaces apart. */
export const textTable = <Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string => {
  const lines = [columns.map(([heading]) => heading)].concat(
    rows.map((row) => columns.map(([, cell]) => cell(row))),
  );
  // Not by a spread, which so many arguments as a long table has rows would break.
  const widths = columns.map((_, index) =>
    lines.reduce((width, line) => Math.max(width, (line[index] ?? '').length), 0),
  );
  return lines
    .map((line) =>
      line
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};
