/**
 * Joins a run with the rows of a CSV file, which never leave this process:
 * `node --import tsx examples/join-with-csv.ts '<join link>' patients.csv`
 */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type DataNeed, joinRun } from '@tributary/client';
import { dataSchemaOf, type Examples, readTable } from '@tributary/model-zoo';
import { isEnded } from '@tributary/protocol';
import { createNodeTrainer } from '@tributary/trainer/node';

const [link = '', file = ''] = process.argv.slice(2);
const { origin: url, hash } = new URL(link);
const token = new URLSearchParams(hash.slice(1)).get('token') ?? '';

/** Reads the file as the run wants it; what is wrong with a cell is said with its line and column. */
const readRows = async ({ task }: DataNeed): Promise<Examples> => {
  const schema = dataSchemaOf(task.dataset);
  if (schema?.kind !== 'table') throw new Error('This run does not learn from a table.');
  const { target, codes = {} } = schema;
  const column =
    target.kind === 'number'
      ? target
      : { ...target, classes: target.cells ?? target.classes.map((name) => [name]) };
  return readTable(await readFile(file), { ...schema, codes, target: column }, basename(file));
};

const leaving = new AbortController();
process.once('SIGINT', () => leaving.abort());
process.once('SIGTERM', () => leaving.abort());

const trainer = createNodeTrainer();
const client = joinRun({
  url,
  token,
  trainer,
  data: readRows,
  device: { kind: 'node', name: basename(file) },
  signal: leaving.signal,
});
client.on('connection', (connection) => console.log(connection));
client.on('problem', (problem) => console.error(problem?.message ?? 'ready'));
client.on('contribution', ({ round, outcome, numExamples, metrics }) => {
  const accuracy = metrics?.accuracyBefore?.toFixed(3) ?? 'unknown';
  console.log(`round ${round}: ${outcome}, ${numExamples} rows, accuracy here was ${accuracy}`);
});
client.on('run', ({ name, status }) => {
  console.log(`${name}: ${status}`);
  if (isEnded(status)) leaving.abort();
});
await client.ended;
await trainer.close();
if (client.state.refusal) {
  console.error(client.state.refusal.message);
  process.exitCode = 1;
}
