import { createHash } from 'node:crypto';
import { readLog } from '@tributary/api-client';
import {
  type CheckpointFormatName,
  checkpointFormats,
  devicesSeen,
  type ExportedFile,
  exportCheckpoint,
  exportMetrics,
  exportModelCard,
  type MetricsFormatName,
  metricsFormats,
  modelCard,
} from '@tributary/exports';
import {
  type Checkpoint,
  decodeFrame,
  describeRejection,
  digestSchema,
  type RunDetail,
} from '@tributary/protocol';
import { replayRun } from '@tributary/rounds';
import type { Connection } from './connection.ts';

/** What `run export` is asked for. */
export interface ExportRequest {
  readonly runId: string;
  readonly format: string;
  /** The newest whose model is kept, when absent. */
  readonly round?: number | undefined;
}

/**
 * A run's model, card or metrics as a file.
 * @throws {ApiError} when the coordinator refuses
 * @throws {RangeError} that says why there is no such file, and what to do
 */
export const exportRun = async (
  connection: Connection,
  { runId, format, round }: ExportRequest,
): Promise<ExportedFile> => {
  const { api, access } = connection;
  const params = { path: { runId } };
  const { config, summary } = await api.get('/api/runs/{runId}', { params });
  if (isMetrics(format)) {
    const state = replayRun(await readLog(access, runId), config);
    return exportMetrics(format, { name: summary.name, state });
  }
  const chosen = choose(await api.get('/api/runs/{runId}/checkpoints', { params }), round);
  if (format in checkpointFormats) {
    return exportWeights(connection, { config, chosen, format: format as CheckpointFormatName });
  }
  const log = await readLog(access, runId);
  const state = replayRun(log, config);
  const card = modelCard({ config, state, round: chosen.round, devices: devicesSeen(log) });
  return exportModelCard(format === 'card-json' ? 'json' : 'markdown', card);
};

const isMetrics = (format: string): format is MetricsFormatName => format in metricsFormats;

const choose = (checkpoints: readonly Checkpoint[], round: number | undefined): Checkpoint => {
  const kept = checkpoints.filter((checkpoint) => checkpoint.kept);
  const chosen = round === undefined ? kept[0] : kept.find((one) => one.round === round);
  if (chosen !== undefined) return chosen;
  const rounds = kept.map((checkpoint) => checkpoint.round).join(', ');
  throw new RangeError(
    round === undefined
      ? 'The run has no model yet. Start it, or wait for its first round.'
      : `The model of round ${round} is not kept. Those of these rounds are: ${rounds || 'none'}.`,
  );
};

interface Wanted {
  readonly config: RunDetail['config'];
  readonly chosen: Checkpoint;
  readonly format: CheckpointFormatName;
}

const exportWeights = async (
  { api }: Connection,
  { config, chosen, format }: Wanted,
): Promise<ExportedFile> => {
  // Before anything large is downloaded.
  const reason = checkpointFormats[format].refuse(config);
  if (reason) throw new RangeError(reason);
  const digest = digestSchema.parse(chosen.digest);
  const params = { path: { digest } };
  const bytes = new Uint8Array(
    await api.get('/api/checkpoints/{digest}', { params, parseAs: 'arrayBuffer' }),
  );
  if (`sha256:${createHash('sha256').update(bytes).digest('hex')}` !== digest) {
    throw new RangeError('The model was damaged on its way. Try again.');
  }
  const frame = decodeFrame(bytes);
  if (!frame.ok) throw new RangeError(describeRejection(frame));
  return exportCheckpoint(format, { config, round: chosen.round, digest, weights: frame.weights });
};
