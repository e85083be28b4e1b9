import { describe, expect, it } from 'vitest';
import { sharingFacts } from './sharing-facts.ts';
import { runOffer } from './testing/run-offer.ts';

describe('sharingFacts', () => {
  it('names the exact size of what leaves in each round', () => {
    const { leaves, costs } = sharingFacts([runOffer({ modelBytes: 797_248, rounds: 10 })]);
    expect(leaves[0]?.detail).toMatch(/^797 kB after each round/);
    expect(costs.find(({ title }) => title === 'Data')?.detail).toMatch(/^Up to 15\.9 MB/);
  });

  it('says that the public data set stands in for own data', () => {
    expect(sharingFacts([runOffer()]).stays[0]?.detail).toMatch(
      /a small part of the public data set MNIST handwritten digits, which stands in/,
    );
  });

  it('names each size and data set once', () => {
    const other = runOffer({ runId: 'two', modelBytes: 31_656 });
    const { leaves, stays } = sharingFacts([runOffer(), runOffer({ runId: 'three' }), other]);
    expect(leaves[0]?.detail).toMatch(/^797 kB, 31\.7 kB after each round/);
    expect(stays[0]?.detail.match(/MNIST/g)).toHaveLength(1);
  });

  it('promises nothing about sizes while there is no run', () => {
    expect(sharingFacts([]).leaves[0]?.detail).toMatch(/as soon as there is a run/);
  });
});
