import { type RunConfigInput, runConfigSchema } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { measuredRun } from '../testing/measured-run.ts';
import { devicesSeen } from './devices-seen.ts';
import { exportModelCard } from './export-model-card.ts';
import { modelCard } from './model-card.ts';

const device = (name: string, backend: 'wasm' | 'webgpu') =>
  ({ kind: 'browser', name, backend, backendReason: '' }) as const;

const devices = devicesSeen([
  { event: { type: 'presenceChanged', joined: { anna: device('Firefox', 'wasm') }, left: {} } },
  { event: { type: 'presenceChanged', joined: {}, left: { anna: 'closed' } } },
  {
    event: {
      type: 'presenceChanged',
      joined: {
        anna: device('Chrome on Android', 'webgpu'),
        bert: { kind: 'node', name: 'edge-1', backend: 'wasm', backendReason: '' },
      },
      left: {},
    },
  },
]);

const sourceOf = (changes: Partial<RunConfigInput> = {}) => ({
  config: runConfigSchema.parse({
    name: 'Hearts of <b>four</b> | sites',
    task: {
      dataset: 'heart-disease',
      model: 'tabular-mlp',
      preprocessing: [{ name: 'fill-missing' }],
    },
    partition: { partitioner: 'IidPartitioner' },
    ...changes,
  }),
  state: measuredRun().state,
  round: 1,
  devices,
});

describe('a model card', () => {
  it('counts each client once, as it was when it came last', () => {
    expect(devices).toEqual({
      platforms: { 'Chrome on Android': 1, Node: 1 },
      backends: { webgpu: 1, wasm: 1 },
    });
  });

  it('says what the model is and how it came about, up to its round', () => {
    const card = modelCard(sourceOf());
    expect(card).toMatchObject({
      checkpoint: measuredRun().state.history[0]?.checkpoint,
      model: { title: 'MLP for tables', input: '[batch, 13] of numbers, after the preprocessing' },
      data: { licence: 'CC BY 4.0; name the investigators' },
      training: { strategy: 'FedAvg', rounds: 1, largestCohort: 3, clients: 2, bytesUp: 300 },
      privacy: { mode: 'none', epsilon: 1.25 },
      results: { accuracy: 0.5, loss: 1.5 },
    });
    expect(card.data.preprocessing.map(({ name }) => name)).toEqual(['fill-missing']);
    expect(() => modelCard({ ...sourceOf(), round: 3 })).toThrow('Round 3');
  });

  it('leaves to the owner what nobody else knows, and takes no name for markup', () => {
    const schema = { kind: 'images', title: 'Leaves', classes: ['oak', 'elm'] } as const;
    const task = {
      dataset: { ...schema, height: 8, width: 8, channels: 1 } as const,
      model: 'logistic-regression',
    };
    const card = modelCard(sourceOf({ task }));
    expect(card.data).toMatchObject({ licence: null, classes: ['oak', 'elm'] });
    const text = new TextDecoder().decode(exportModelCard('markdown', card).bytes);
    expect(text).toContain('# Hearts of \\<b\\>four\\</b\\> \\| sites\n');
    expect(text).toContain('## Intended use\n\n_To be filled in by the owner of the run._');
    expect(text).toContain('| Licence | to be filled in: every device brought its own data |');
    expect(text).toContain('| Platforms | Chrome on Android: 1, Node: 1 |');
  });

  it('is the same in JSON', () => {
    const card = modelCard(sourceOf());
    const file = exportModelCard('json', card);
    expect(file.name).toBe('hearts-of-b-four-b-sites-round-1-card.json');
    expect(JSON.parse(new TextDecoder().decode(file.bytes))).toEqual(card);
  });
});
