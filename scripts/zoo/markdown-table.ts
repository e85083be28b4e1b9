/** A table's column: its head, and what it says of an entry. */
export interface TableColumn<Entry> {
  readonly head: string;
  cell(entry: Entry): string;
}

/** A table in GitHub's Markdown, a line for each entry. */
export const markdownTable = <Entry>(
  entries: readonly Entry[],
  columns: readonly TableColumn<Entry>[],
): string =>
  [
    columns.map(({ head }) => head),
    columns.map(() => '---'),
    ...entries.map((entry) => columns.map(({ cell }) => escapeCell(cell(entry)))),
  ]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

/** A bar would end the cell, a line break the table. */
const escapeCell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
