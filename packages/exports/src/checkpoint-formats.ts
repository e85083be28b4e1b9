import type { FlatWeights } from '@tributary/fedavg';
import { type LayerGraph, modelTitle, taskLayers } from '@tributary/model-zoo';
import type { Digest, RunConfig } from '@tributary/protocol';
import { zipSync } from 'fflate';
import { describeCheckpoint, outputOf } from './describe-checkpoint.ts';
import { type ExportedFile, fileStem } from './exported-file.ts';
import { toOnnx } from './onnx/to-onnx.ts';
import { toSafetensors } from './safetensors/to-safetensors.ts';
import { toTfjsLayers } from './tfjs-layers/to-tfjs-layers.ts';

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

/** @param format what layers are needed for */
const refuseUnlessLayers =
  (format: string): CheckpointFormat['refuse'] =>
  ({ task }) => {
    if (task.adapter) {
      return `This run trained adapters of a model that stays as it is, and ${format} takes whole models. Take safetensors.`;
    }
    return taskLayers(task)
      ? undefined
      : `${format} is written for models of dense layers and convolutions, and “${modelTitle(task.model)}” is none. Take safetensors.`;
  };

/** Of a checkpoint that was not refused. */
const layersOf = ({ config: { task } }: TrainedCheckpoint): LayerGraph => {
  const layers = taskLayers(task);
  if (!layers) throw new RangeError('This model is not described as layers.');
  return layers;
};

const optionsFor = (checkpoint: TrainedCheckpoint) => {
  const output = outputOf(checkpoint.config.task);
  return { output, metadata: { ...describeCheckpoint(checkpoint), output } };
};

/** The oldest date that a zip can hold, so that the same model is the same file. */
const ZIP_DATE = '1980-01-02';

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
  onnx: {
    title: 'ONNX',
    description: 'The whole model with its layers, for ONNX Runtime and most other runtimes.',
    refuse: refuseUnlessLayers('ONNX'),
    write: (checkpoint) => ({
      name: `${stemOf(checkpoint)}.onnx`,
      mediaType: 'application/octet-stream',
      bytes: toOnnx(layersOf(checkpoint), checkpoint.weights, optionsFor(checkpoint)),
    }),
  },
  tfjs: {
    title: 'TensorFlow.js Layers',
    description: 'A zip of model.json and weights.bin, for tf.loadLayersModel.',
    refuse: refuseUnlessLayers('TensorFlow.js Layers'),
    write: (checkpoint) => {
      const options = optionsFor(checkpoint);
      const files = toTfjsLayers(layersOf(checkpoint), checkpoint.weights, options);
      return {
        name: `${stemOf(checkpoint)}-tfjs.zip`,
        mediaType: 'application/zip',
        bytes: zipSync({ ...files }, { mtime: ZIP_DATE }),
      };
    },
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
