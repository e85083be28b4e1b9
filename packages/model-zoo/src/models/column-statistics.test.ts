import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { countWeights } from '@tributary/fedavg';
import { describe, expect, it } from 'vitest';
import { buildModel } from '../model.ts';
import type { ModelInput } from '../model-input.ts';
import { examplesOf } from '../testing/examples-of.ts';
import { columnStatistics } from './column-statistics.ts';

const table: ModelInput = {
  featureShape: [3],
  numClasses: 2,
  categories: [0, 5, 0],
  missing: true,
};

describe('column-statistics', () => {
  it('solves for the means of presence, of x and of x² over one device’s rows', () => {
    const rows = Float32Array.of(0.5, 3, Number.NaN, 1, 0, 0.25);
    const { manifest, solve, init } = buildModel(columnStatistics, table);
    expect(manifest.map(({ name }) => name)).toEqual(['present', 'mean', 'meanOfSquares']);
    expect([...(solve?.(examplesOf([3], rows)) ?? [])]).toEqual([
      ...[1, 0, 0.5],
      ...[0.75, 0, 0.125],
      ...[0.625, 0, 0.03125],
    ]);
    expect(init(1)).toEqual(new Float32Array(countWeights(manifest)));
  });

  it('takes the channels of windows and pictures for columns, and bytes for parts of 255', () => {
    const windows = buildModel(columnStatistics, { featureShape: [2, 2], numClasses: 2 });
    const moments = Float32Array.of(0, 1, 1, 3);
    expect([...(windows.solve?.(examplesOf([2, 2], moments)) ?? [])]).toEqual([
      1, 1, 0.5, 2, 0.5, 5,
    ]);
    const pictures = buildModel(columnStatistics, { featureShape: [1, 2, 1], numClasses: 2 });
    const bytes = Uint8Array.of(0, 255, 255, 255);
    expect([...(pictures.solve?.(examplesOf([1, 2, 1], bytes)) ?? [])]).toEqual([1, 0.75, 0.75]);
  });

  it('answers with a zero for every class', async () => {
    const { forward } = buildModel(columnStatistics, table);
    const logits = tf.tidy(() => forward(tf, [], tf.ones([4, 3])));
    expect(logits.shape).toEqual([4, 2]);
    expect([...(await logits.data())]).toEqual(Array(8).fill(0));
    logits.dispose();
  });

  it('refuses text', () => {
    const text: ModelInput = { featureShape: [9], numClasses: 2, featureKind: 'text' };
    expect(() => buildModel(columnStatistics, text)).toThrow('averages numbers');
  });
});
