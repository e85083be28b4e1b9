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
import type { Checkpoint, RunDetail } from '@tributary/protocol';
import { replayRun } from '@tributary/rounds';
import { chooseCheckpoint } from './choose-checkpoint.ts';
import type { Connection } from './connection.ts';
import { downloadWeights } from './download-weights.ts';

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
  const { api, access, signal } = connection;
  const params = { path: { runId } };
  const { config, summary } = await api.get('/api/runs/{runId}', { params });
  if (isMetrics(format)) {
    const state = replayRun(await readLog(access, runId, signal), config);
    return exportMetrics(format, { name: summary.name, state });
  }
  const checkpoints = await api.get('/api/runs/{runId}/checkpoints', { params });
  const chosen = chooseCheckpoint(checkpoints, round ?? 'latest');
  if (format in checkpointFormats) {
    return exportWeights(connection, { config, chosen, format: format as CheckpointFormatName });
  }
  const log = await readLog(access, runId, signal);
  const state = replayRun(log, config);
  const card = modelCard({ config, state, round: chosen.round, devices: devicesSeen(log) });
  return exportModelCard(format === 'card-json' ? 'json' : 'markdown', card);
};

const isMetrics = (format: string): format is MetricsFormatName => format in metricsFormats;

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
  const { round, digest } = chosen;
  return exportCheckpoint(format, {
    config,
    round,
    digest,
    weights: await downloadWeights(api, digest),
  });
};
