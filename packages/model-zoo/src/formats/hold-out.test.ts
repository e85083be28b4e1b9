import { describe, expect, it } from 'vitest';
import { halvesOf, holdOut } from './hold-out.ts';

const groups = Int32Array.from({ length: 330 }, (_, row) => (row % 11 === 0 ? 2 : row % 2));

describe('holdOut', () => {
  it('takes the same fraction of every group, and every example once', () => {
    const { train, test } = holdOut(groups, { testFraction: 0.2, seed: 1 });
    const countOf = (half: Int32Array, group: number) =>
      half.filter((row) => groups[row] === group).length;
    expect([0, 1, 2].map((group) => countOf(test, group))).toEqual([30, 30, 6]);
    expect([...train, ...test].sort((a, b) => a - b)).toEqual([...groups.keys()]);
    expect(train).toEqual(Int32Array.from(train).sort());
  });

  it('draws the same halves by the same seed, and others by another', () => {
    const draw = (seed: number) => holdOut(groups, { testFraction: 0.2, seed }).test;
    expect(draw(1)).toEqual(draw(1));
    expect(draw(2)).not.toEqual(draw(1));
  });
});

describe('halvesOf', () => {
  it('loads either half of what is published in one piece', async () => {
    const labels = Int32Array.from(groups);
    const all = {
      numExamples: 330,
      featureShape: [1],
      features: Float32Array.from(labels),
      labels,
    };
    const { loadTrain, loadTest } = halvesOf(
      async () => all,
      (examples) => holdOut(examples.labels as Int32Array, { testFraction: 0.2, seed: 1 }),
    );
    const source = async () => new Uint8Array();
    const [train, test] = [await loadTrain(source), await loadTest(source)];
    expect([train.numExamples, test.numExamples]).toEqual([264, 66]);
    expect([...train.labels, ...test.labels].sort()).toEqual([...labels].sort());
  });
});
