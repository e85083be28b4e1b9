import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { markdownTable, type TableColumn } from '@tributary/terminal';
import { type DescribedSetting, readSettings } from './read-settings.ts';

const PAGE = 'docs/operations.md';
const [START, END] = ['<!-- settings: written by `pnpm gen` -->', '<!-- end of settings -->'];

const code = (text: string | undefined): string => (text === undefined ? '' : `\`${text}\``);

const columns: readonly TableColumn<DescribedSetting>[] = [
  { head: 'variable', cell: ({ env, isSecret }) => code(env) + (isSecret ? ' or `…_FILE`' : '') },
  { head: 'option', cell: ({ option }) => code(option && `--${option}`) },
  { head: 'default', cell: (setting) => code(setting.default) },
  { head: 'what for', cell: ({ about }) => about },
  { head: 'allowed', cell: ({ allowed }) => allowed },
];

/**
 * Brings the table of settings in docs/operations.md up to date.
 * @param root the repository's root
 * @param checkOnly whether to leave the file as it is
 * @returns the path if it was stale
 */
export const writeSettings = (root: string, checkOnly = false): string[] => {
  const path = join(root, PAGE);
  const page = readFileSync(path, 'utf8');
  const [before, rest] = page.split(START);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`${PAGE} has lost its marks.`);
  const table = markdownTable(readSettings(root), columns);
  const wanted = `${before}${START}\n\n${table}\n\n${END}${after}`;
  if (wanted === page) return [];
  if (!checkOnly) writeFileSync(path, wanted);
  return [path];
};
