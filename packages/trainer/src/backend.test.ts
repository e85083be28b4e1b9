import * as tf from '@tensorflow/tfjs-core';
import { models } from '@tributary/model-zoo';
import { afterEach, describe, expect, it } from 'vitest';
import { type SelectBackendOptions, selectBackend } from './backend.ts';
import type { BackendCandidate } from './backend-candidate.ts';
import type { BackendTrial } from './backend-trial.ts';
import { nodeBackends } from './node/node-backends.ts';
import { toyInput } from './testing/toy-examples.ts';

const model = models.get('logistic-regression').build(toyInput);
const select = (options: Partial<SelectBackendOptions> = {}) =>
  selectBackend({ tf, candidates: real, model, input: toyInput, ...options });
const real = nodeBackends().filter(({ name }) => name === 'wasm' || name === 'cpu');
const [wasm, cpu] = real as [BackendCandidate, BackendCandidate];

/** A backend whose module loads and then does something of its own. */
const candidate = (name: 'webgpu' | 'webgl', load: BackendCandidate['load']): BackendCandidate => ({
  name,
  load,
});

describe('choosing a backend', () => {
  afterEach(() => {
    for (const name of ['webgpu', 'webgl']) {
      if (name in tf.engine().registryFactory) tf.removeBackend(name);
    }
  });

  it('takes wasm in Node, without trying plain JavaScript', async () => {
    const tried: BackendTrial[] = [];
    const choice = await select({ onTry: (trial) => tried.push(trial) });
    expect(choice.backend).toBe('wasm');
    expect(choice.stepMs).toBeGreaterThan(0);
    expect(choice.reason).toBe('WebAssembly, the only one there is here.');
    expect(tried).toEqual(choice.tried);
    expect(tf.getBackend()).toBe('wasm');
  });

  it('falls back to plain JavaScript when nothing else works, and says why', async () => {
    const broken = candidate('webgl', async () => {
      throw new Error('lost its context');
    });
    const choice = await select({ candidates: [cpu, broken] });
    expect(choice.backend).toBe('cpu');
    expect(choice.reason).toMatch(
      /^Plain JavaScript, which takes .+ ms a step: WebGL lost its context\.$/,
    );
  });

  it('takes a right backend on a hardware adapter at once', async () => {
    const hardware = candidate('webgpu', async () => {
      await cpu.load(tf, false);
      const create = tf.engine().registryFactory.cpu?.factory;
      if (create) tf.registerBackend('webgpu', create);
      for (const kernel of tf.getKernelsForBackend('cpu')) {
        if (!tf.getKernel(kernel.kernelName, 'webgpu')) {
          tf.registerKernel({ ...kernel, backendName: 'webgpu' });
        }
      }
      return { name: 'NVIDIA test', software: false };
    });
    const choice = await select({ candidates: [hardware, wasm, cpu] });
    expect(choice).toMatchObject({
      backend: 'webgpu',
      adapter: 'NVIDIA test',
      reason: 'WebGPU on NVIDIA test.',
    });
    expect(choice.tried).toHaveLength(1);
  });

  it('passes over a backend that answers wrongly, silently falls back, or hangs', async () => {
    const silent = candidate('webgl', async () => undefined);
    const hanging = candidate('webgpu', () => new Promise(() => {}));
    const choice = await select({ candidates: [hanging, silent, wasm], limitMs: 2_000 });
    expect(choice.backend).toBe('wasm');
    expect(choice.tried.map(({ backend, ok }) => [backend, ok])).toEqual([
      ['webgpu', false],
      ['webgl', false],
      ['wasm', true],
    ]);
    expect(choice.reason).toContain('WebGPU is not ready after 2 s');

    const kernel = tf.getKernel('Step', 'wasm');
    if (!kernel) throw new Error('The wasm backend has lost its Step kernel.');
    tf.unregisterKernel('Step', 'wasm');
    tf.registerKernel({
      ...kernel,
      kernelFunc: ({ inputs }) => tf.zeros(inputs.x?.shape ?? []),
    });
    const warned = await select({ candidates: [wasm, cpu] });
    tf.unregisterKernel('Step', 'wasm');
    tf.registerKernel(kernel);
    expect(warned.backend).toBe('cpu');
    expect(warned.reason).toContain(
      'WebAssembly computes wrong gradients (step 1 of the self-test is off by',
    );
  });

  it('uses the one that is asked for, or fails with the reason and the remedy', async () => {
    expect(await select({ forced: 'cpu' })).toMatchObject({
      backend: 'cpu',
      reason: 'Plain JavaScript, because it was asked for.',
    });
    const absent = candidate('webgpu', async () => {
      throw new Error('finds no adapter on this device');
    });
    await expect(select({ candidates: [absent, ...real], forced: 'webgpu' })).rejects.toMatchObject(
      {
        code: 'backend-unavailable',
        message:
          'The backend "webgpu" was asked for, but WebGPU finds no adapter on this device. Leave the choice to the client, or ask for one of: wasm, cpu.',
      },
    );
  });

  it('fails with every reason when nothing works', async () => {
    const absent = candidate('webgl', async () => {
      throw new Error('is not offered here');
    });
    await expect(select({ candidates: [absent] })).rejects.toMatchObject({
      code: 'backend-unavailable',
      message: expect.stringContaining('WebGL is not offered here'),
    });
  });
});
