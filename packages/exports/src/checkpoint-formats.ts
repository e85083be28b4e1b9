import type { FlatWeights } from '@tributary/fedavg';
import type { Digest, RunConfig } from '@tributary/protocol';
import { describeCheckpoint } from './describe-checkpoint.ts';
import { type ExportedFile, fileStem } from './exported-file.ts';
import { toSafetensors } from './safetensors/to-safetensors.ts';

/** The model of one round, with what is known of it. */
export interface TrainedCheckpoint {
  readonly config: Pick<RunConfig, 'name' | 'task'>;
  readonly round: number;
  readonly digest: Digest;
  /** What `decodeFrame` reads out of a checkpoint. */
  readonly weights: FlatWeights;
}

interface CheckpointFormat {
  readonly title: string;
  /** One sentence for whoever chooses. */
  readonly description: string;
  /** Why such a run's models cannot be written so, and what to do: a sentence. Undefined if they can. */
  refuse(config: TrainedCheckpoint['config']): string | undefined;
  write(checkpoint: TrainedCheckpoint): ExportedFile;
}

const stemOf = ({ config, round }: TrainedCheckpoint): string =>
  `${fileStem(config.name)}-round-${round}`;

/** What a checkpoint can be written as. */
export const checkpointFormats = {
  safetensors: {
    title: 'safetensors',
    description: 'All weights by name, for PyTorch, JAX and others; for every model.',
    refuse: () => undefined,
    write: (checkpoint) => ({
      name: `${stemOf(checkpoint)}.safetensors`,
      mediaType: 'application/octet-stream',
      bytes: toSafetensors(checkpoint.weights, describeCheckpoint(checkpoint)),
    }),
  },
} as const satisfies Record<string, CheckpointFormat>;

export type CheckpointFormatName = keyof typeof checkpointFormats;

/**
 * A checkpoint as a file.
 * @throws {RangeError} with the format's reason where the run's models cannot be written so
 */
export const exportCheckpoint = (
  format: CheckpointFormatName,
  checkpoint: TrainedCheckpoint,
): ExportedFile => {
  const chosen: CheckpointFormat = checkpointFormats[format];
  const reason = chosen.refuse(checkpoint.config);
  if (reason) throw new RangeError(reason);
  return chosen.write(checkpoint);
};
