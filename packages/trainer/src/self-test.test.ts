import type { KernelConfig, KernelFunc, Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import type { Tf } from '@tributary/model-zoo';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { selfTest } from './self-test.ts';
import { SELF_TEST, selfTestExamples, selfTestWeights } from './self-test-net.ts';
import { SELF_TEST_GRADIENTS } from './self-test-vectors.ts';
import { referenceGradient } from './testing/reference-net.ts';
import { startBackend } from './testing/start-backend.ts';

describe('the stored gradients', () => {
  it('are what float64 arithmetic gives, far from the kink of ReLU', () => {
    const { features, labels } = selfTestExamples();
    let weights: readonly number[] = [...selfTestWeights()];
    for (const stored of SELF_TEST_GRADIENTS) {
      const { gradient, kinkDistance } = referenceGradient(
        { widths: [12, 7, 5], features, labels },
        weights,
      );
      expect(stored.length).toBe(gradient.length);
      stored.forEach((value, index) => {
        expect(value).toBeCloseTo(gradient[index] as number, 8);
      });
      expect(kinkDistance).toBeGreaterThan(0.01);
      weights = weights.map((w, index) => w - SELF_TEST.learningRate * (gradient[index] as number));
    }
  });
});

describe.each(['cpu', 'wasm'] as const)('the self-test on %s', (backend) => {
  let tf: Tf;
  let undo: () => void = () => {};
  beforeAll(async () => {
    tf = await startBackend(backend);
  });
  afterEach(() => undo());

  const register = (config: KernelConfig) => {
    tf.unregisterKernel(config.kernelName, backend);
    tf.registerKernel(config);
  };
  /** Puts a fault into one kernel of the backend until the test ends. */
  const breakKernel = (kernelName: string, wrap: (right: KernelFunc) => KernelFunc) => {
    const right = tf.getKernel(kernelName, backend) as KernelConfig;
    register({ ...right, kernelFunc: wrap(right.kernelFunc) });
    undo = () => {
      undo = () => {};
      register(right);
    };
  };
  const zeros = ({ shape, dtype }: TensorInfo): Tensor => tf.zeros(shape, dtype);

  it('passes, and leaves no tensor behind', async () => {
    const before = tf.memory().numTensors;
    expect(await selfTest(tf)).toBeUndefined();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('catches products that are off by a thousandth', async () => {
    breakKernel('Multiply', (right) => (params) => {
      const { a, b } = params.inputs as { a: TensorInfo; b: TensorInfo };
      const scaled = right({ ...params, inputs: { a, b } }) as TensorInfo;
      return right({ ...params, inputs: { a: scaled, b: tf.scalar(1.001) } });
    });
    expect(await selfTest(tf)).toContain('wrong gradients (step 1 of the self-test is off by 0.');
  });

  it('catches a derivative that is always zero', async () => {
    breakKernel(
      'Step',
      () =>
        ({ inputs }) =>
          zeros(inputs.x as TensorInfo),
    );
    expect(await selfTest(tf)).toContain('wrong gradients');
  });

  it('catches integers that are lost in a transpose', async () => {
    breakKernel('Transpose', (right) => (params) => {
      const transposed = right(params) as TensorInfo;
      return transposed.dtype === 'int32' ? zeros(transposed) : transposed;
    });
    expect(await selfTest(tf)).toBe('transposes integers wrongly');
  });
});
