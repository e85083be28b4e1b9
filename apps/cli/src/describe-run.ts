import type { Checkpoint, RunDetail, RunSummary } from '@tributary/protocol';
import { formatAccuracy, formatBytes, formatLoss } from '@tributary/terminal';
import { formatTime } from './format-time.ts';
import { textTable } from './text-table.ts';

export const runTable = (runs: readonly RunSummary[]): string =>
  textTable(runs, [
    ['ID', ({ runId }) => runId],
    ['NAME', ({ name }) => name],
    ['STATUS', ({ status }) => status],
    ['ROUND', ({ round, rounds }) => `${round}/${rounds}`],
    ['ACCURACY', ({ accuracy }) => formatAccuracy(accuracy)],
    ['CLIENTS', ({ connectedClients }) => String(connectedClients)],
    ['CREATED', ({ createdAt }) => formatTime(createdAt)],
  ]);

/** A run in some lines. */
export const describeRun = (
  { summary, config }: RunDetail,
  checkpoints: readonly Checkpoint[],
): string => {
  const { task, strategy, cohort } = config;
  const kept = checkpoints.filter((checkpoint) => checkpoint.kept);
  const data = typeof task.dataset === 'string' ? task.dataset : task.dataset.title;
  const facts: readonly (readonly [string, string])[] = [
    ['Run', `${summary.name} (${summary.runId})`],
    ['Status', [summary.status, summary.statusReason].filter(Boolean).join(': ')],
    ['Round', `${summary.round} of ${summary.rounds}`],
    ['Accuracy', formatAccuracy(summary.accuracy)],
    ['Learns', `${modelName(task.model)} on ${data}`],
    ['Strategy', strategy.name],
    ['Clients', `${summary.connectedClients} connected, at least ${cohort.minClients} a round`],
    ['Traffic', `↑ ${formatBytes(summary.bytesUp)} ↓ ${formatBytes(summary.bytesDown)}`],
    ['Created', formatTime(summary.createdAt)],
  ];
  return [
    ...facts.map(([name, value]) => `${name.padEnd(10)}${value}`),
    ...(kept.length === 0 ? [] : ['', 'Models that are kept:', checkpointTable(kept)]),
  ].join('\n');
};

const modelName = (model: RunDetail['config']['task']['model']): string =>
  typeof model === 'string' ? model : `“${model.title}”, an uploaded model,`;

const checkpointTable = (checkpoints: readonly Checkpoint[]): string =>
  textTable(checkpoints, [
    ['ROUND', ({ round }) => String(round)],
    ['ACCURACY', ({ accuracy }) => formatAccuracy(accuracy)],
    ['LOSS', ({ loss }) => formatLoss(loss)],
    ['SIZE', ({ bytes }) => formatBytes(bytes)],
    ['PINNED', ({ pinned }) => (pinned ? 'yes' : '')],
    ['DIGEST', ({ digest }) => digest],
  ]);
