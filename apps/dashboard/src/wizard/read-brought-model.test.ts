import { buildLayerGraph, type ModelInput } from '@tributary/model-zoo';
import { describe, expect, it } from 'vitest';
import { readBroughtModel } from './read-brought-model.ts';

const layer = (className: string, config: object) => ({ class_name: className, config });
const kerasText = JSON.stringify({
  class_name: 'Sequential',
  config: {
    name: 'mine',
    layers: [
      layer('InputLayer', { name: 'in', batch_input_shape: [null, 4] }),
      layer('Dense', { name: 'out', units: 2, activation: 'softmax', use_bias: true }),
    ],
  },
});
const fileOf = (name: string, text: string) => new File([text], name);
const input: ModelInput = { featureShape: [4], numClasses: 2 };

describe('a model from files', () => {
  it('is layers, and what is otherwise here', async () => {
    const { model, weights, notes } = await readBroughtModel([fileOf('m.json', kerasText)], input);
    expect(weights).toBeNull();
    expect(notes.join(' ')).toContain('softmax');
    expect(buildLayerGraph(model.layers).manifest).toHaveLength(2);
  });

  it.each([
    ['without its JSON', [fileOf('group1-shard1of1.bin', '')], input, 'Choose the model.json'],
    ['that is no JSON', [fileOf('m.json', 'HDF')], input, 'This file is no JSON'],
    [
      'for other data',
      [fileOf('m.json', kerasText)],
      { ...input, numClasses: 7 },
      'does not fit the data: its last layer says [2]',
    ],
  ])('is refused %s', async (_, files, data, reason) => {
    await expect(readBroughtModel(files, data)).rejects.toThrow(reason);
  });
});
