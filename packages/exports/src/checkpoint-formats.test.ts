import { countWeights } from '@tributary/fedavg';
import { taskModel } from '@tributary/model-zoo';
import { type RunConfigInput, runConfigSchema } from '@tributary/protocol';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import {
  checkpointFormats,
  exportCheckpoint,
  type TrainedCheckpoint,
} from './checkpoint-formats.ts';
import { readSafetensors } from './testing/read-safetensors.ts';

const checkpointOf = (task: RunConfigInput['task']): TrainedCheckpoint => {
  const config = runConfigSchema.parse({
    name: 'Herzen',
    task,
    partition: { partitioner: 'IidPartitioner' },
  });
  const { manifest, init } = taskModel(config.task);
  const digest = `sha256:${'0'.repeat(64)}`;
  return { config, round: 7, digest, weights: { manifest, values: init(1) } };
};

const hearts = checkpointOf({
  dataset: 'heart-disease',
  model: 'tabular-mlp',
  preprocessing: [{ name: 'fill-missing', params: {} }],
});
const plays = checkpointOf({ dataset: 'shakespeare', model: 'char-lstm' });

describe('exportCheckpoint', () => {
  it.each(Object.keys(checkpointFormats) as (keyof typeof checkpointFormats)[])(
    'writes %s, the same file each time',
    (format) => {
      const file = exportCheckpoint(format, hearts);
      expect(file.name).toMatch(/^herzen-round-7/);
      expect(file.bytes.length).toBeGreaterThan(4 * countWeights(hearts.weights.manifest) * 0.8);
      expect(exportCheckpoint(format, hearts).bytes).toEqual(file.bytes);
    },
  );

  it('says what the model expects and where it comes from', () => {
    const { metadata } = readSafetensors(exportCheckpoint('safetensors', hearts).bytes);
    expect(metadata).toMatchObject({ run: 'Herzen', round: '7', model: 'MLP for tables' });
    expect(JSON.parse(metadata.preprocessing ?? '')).toMatchObject([{ name: 'fill-missing' }]);
    expect(metadata.input).toBe('[batch, 13] of numbers, after the preprocessing');
    expect(JSON.parse(metadata.classes ?? '')).toHaveLength(2);
  });

  it('zips what tf.loadLayersModel loads', () => {
    const files = unzipSync(exportCheckpoint('tfjs', hearts).bytes);
    expect(Object.keys(files)).toEqual(['model.json', 'weights.bin']);
    const model = JSON.parse(new TextDecoder().decode(files['model.json']));
    expect(model.userDefinedMetadata).toMatchObject({ output: 'probabilities', run: 'Herzen' });
  });

  it('says of a model that has no such layers what to take instead', () => {
    expect(checkpointFormats.onnx.refuse(hearts.config)).toBeUndefined();
    expect(checkpointFormats.onnx.refuse(plays.config)).toContain('Take safetensors');
    expect(() => exportCheckpoint('tfjs', plays)).toThrow('“Character LSTM” is none');
    expect(readSafetensors(exportCheckpoint('safetensors', plays).bytes).tensors).toHaveLength(9);
  });
});
