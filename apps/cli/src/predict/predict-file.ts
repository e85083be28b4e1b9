import type { AskedData, Findings, TableReading } from '@tributary/local-data';
import { readAskedData } from '@tributary/local-data/node';
import { type DataSchema, dataSchemaOf } from '@tributary/model-zoo';
import type { Checkpoint, RunDetail } from '@tributary/protocol';
import { createTerminal, formatBytes, type Terminal } from '@tributary/terminal';
import { type CheckpointName, chooseCheckpoint } from '../choose-checkpoint.ts';
import type { Connection } from '../connection.ts';
import { downloadWeights } from '../download-weights.ts';
import { type Answer, answersOf, scoreOf } from './answers.ts';
import { askModel } from './ask-model.ts';
import { answerAsJson, answerTable, describeScore } from './describe-answers.ts';
import { requireSound } from './require-sound.ts';

/** What `model predict` is asked for. */
export interface PredictRequest extends TableReading {
  readonly runId: string;
  readonly path: string;
  /** The current one when absent, or the latest while none is. */
  readonly checkpoint?: CheckpointName | undefined;
  readonly leaveOutFaulty?: boolean | undefined;
}

/**
 * Asks a run's model about somebody's own file, and prints what it says.
 * @throws {ApiError} when the coordinator refuses
 * @throws {RangeError} when the run has no such model, or its data is of no kind that people bring
 * @throws {DatasetError} for a file that does not fit, with the places of its faults
 */
export const predictFile = async (
  connection: Connection,
  request: PredictRequest,
): Promise<void> => {
  const progress = connection.output.isJson ? silent : createTerminal(process.stderr);
  const answered = await askAboutFile(connection, request, progress).finally(() =>
    progress.show(''),
  );
  report(connection, answered);
};

const askAboutFile = async (
  { api, signal }: Connection,
  { runId, path, checkpoint, leaveOutFaulty = false, ...reading }: PredictRequest,
  progress: Terminal,
): Promise<Answered> => {
  const params = { path: { runId } };
  const { config } = await api.get('/api/runs/{runId}', { params });
  const schema = schemaOf(config);
  const checkpoints = await api.get('/api/runs/{runId}/checkpoints', { params });
  const name = checkpoint ?? (checkpoints.some(({ current }) => current) ? 'current' : 'latest');
  const chosen = chooseCheckpoint(checkpoints, name);
  progress.show(`Reading ${path}`);
  const asked = await readAskedData(path, schema, reading);
  requireSound(asked, path, leaveOutFaulty);
  progress.show(`Fetching the model of round ${chosen.round} (${formatBytes(chosen.bytes)})`);
  const weightsOf = async (digest: string) => (await downloadWeights(api, digest)).values;
  const weights = await weightsOf(chosen.digest);
  const { examples } = asked;
  progress.show(`Asking the model about ${examples.numExamples} examples`);
  const { task } = config;
  const prediction = await askModel({ task, weights, examples, weightsOf, signal });
  return { runId, chosen, asked, answers: answersOf(prediction, asked, schema) };
};

const silent: Terminal = { print: () => undefined, show: () => undefined };

const schemaOf = ({ task }: RunDetail['config']): DataSchema => {
  const schema = dataSchemaOf(task.dataset);
  if (schema !== undefined) return schema;
  throw new RangeError(
    `What this run learns from (${task.dataset}) is measured by an instrument, and is not read from files of people's own.`,
  );
};

interface Answered {
  readonly runId: string;
  readonly chosen: Checkpoint;
  readonly asked: AskedData;
  readonly answers: readonly Answer[];
}

const report = ({ output }: Connection, { runId, chosen, asked, answers }: Answered): void => {
  const { round, digest } = chosen;
  const { numFaulty, errors, warnings } = asked;
  const score = scoreOf(answers);
  if (output.isJson) {
    for (const answer of answers) output.result(answerAsJson(answer), String);
  } else {
    say('Left out', errors);
    say('Warning', warnings);
  }
  const summary = { examples: answers.length, leftOut: numFaulty, ...score };
  output.result(
    {
      ...{ event: 'completed', runId, round, checkpoint: digest, ...summary },
      faults: messagesOf(errors),
      warnings: messagesOf(warnings),
    },
    () =>
      [
        answerTable(answers),
        '',
        `By the model of round ${round}${round === 0 ? ', which has learnt nothing yet' : ''}.`,
        describeScore(score),
      ]
        .join('\n')
        .trimEnd(),
  );
};

/** So that a pipe holds nothing but results. */
const say = (title: string, { total, shown }: Findings): void => {
  if (total === 0) return;
  const more = total > 1 ? ` And ${total - 1} more.` : '';
  process.stderr.write(`${title}: ${shown[0]?.message}${more}\n`);
};

const messagesOf = ({ shown }: Findings): string[] => shown.map(({ message }) => message);
