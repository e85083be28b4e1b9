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
  markdownRows([
    columns.map(({ head }) => head),
    ...entries.map((entry) => columns.map(({ cell }) => cell(entry))),
  ]);

/** A table in GitHub's Markdown from its cells; the first row is its head. */
export const markdownRows = ([head = [], ...rows]: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows.map((cells) => cells.map(escapeCell))]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

/** A bar would end the cell, a line break the table. */
const escapeCell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
