import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a client writes down before it goes on, so that its end takes nothing away. */
export type JournalEntry =
  | { readonly type: 'known'; readonly clientId: string }
  /** It begins to train. The seed names run, round and client. */
  | { readonly type: 'training'; readonly seed: number }
  /** Its update is kept. */
  | {
      readonly type: 'finished';
      readonly runId: string;
      readonly round: number;
      readonly seed: number;
      readonly digest: string;
    }
  /** The coordinator has acknowledged it. */
  | { readonly type: 'accepted'; readonly runId: string; readonly round: number };

export const writeJournal =
  (folder: string, name: string) =>
  (entry: JournalEntry): void =>
    appendFileSync(join(folder, `${name}.jsonl`), `${JSON.stringify(entry)}\n`);

/** The entries of every client, in the order in which it wrote them. */
export const readJournals = (folder: string): JournalEntry[][] =>
  (existsSync(folder) ? readdirSync(folder) : [])
    .filter((file) => file.endsWith('.jsonl'))
    .map((file) => readFileSync(join(folder, file), 'utf8').split('\n').flatMap(parseLine));

/** A line that a kill cut short says nothing. */
const parseLine = (line: string): JournalEntry[] => {
  try {
    return [JSON.parse(line)];
  } catch {
    return [];
  }
};
