/**
 * Joins a run with the rows of a CSV file, which never leave this process:
 * `node --import tsx examples/join-with-csv.ts '<join link>' patients.csv`
 */
import { basename } from 'node:path';
import { joinRun } from '@tributary/client';
import { fileData } from '@tributary/local-data/node';
import { isEnded } from '@tributary/protocol';
import { createNodeTrainer } from '@tributary/trainer/node';

const [link = '', file = ''] = process.argv.slice(2);
const { origin: url, hash } = new URL(link);
const token = new URLSearchParams(hash.slice(1)).get('token') ?? '';

const leaving = new AbortController();
process.once('SIGINT', () => leaving.abort());
process.once('SIGTERM', () => leaving.abort());

const trainer = createNodeTrainer();
const client = joinRun({
  url,
  token,
  trainer,
  // What is wrong with a cell is said with its line and column; a fifth of the rows is only scored on.
  data: fileData({ path: file }),
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
