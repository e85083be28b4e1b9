import { describe, expect, it } from 'vitest';
import { sharingFacts } from './sharing-facts.ts';
import { runOffer } from './testing/run-offer.ts';

describe('sharingFacts', () => {
  it('names the exact size of what leaves in each round', () => {
    const run = runOffer({ modelBytes: 797_248, updateBytes: 199_900, rounds: 10 });
    const { leaves, costs } = sharingFacts([run]);
    expect(leaves[0]?.detail).toMatch(/^Up to 200 kB after each round/);
    expect(costs.find(({ title }) => title === 'Data')?.detail).toMatch(
      /all 10 rounds up to 2 MB up and 7\.97 MB down/,
    );
  });

  it('says how many rounds are to go', () => {
    const time = (run = runOffer()) =>
      sharingFacts([run]).costs.find(({ title }) => title === 'Time')?.detail;
    expect(time()).toMatch(/There are 7 rounds to go\./);
    expect(time(runOffer({ rounds: 500 }))).toMatch(/497 rounds to go, which can take hours/);
  });

  it('names each size once', () => {
    const other = runOffer({ runId: 'two', updateBytes: 31_656 });
    const { leaves } = sharingFacts([runOffer(), runOffer({ runId: 'three' }), other]);
    expect(leaves[0]?.detail).toMatch(/^Up to 797 kB after each round/);
  });

  it('says which layers and models never leave the device', () => {
    const kept = (method: string) =>
      sharingFacts([runOffer({ method })])
        .stays.map(({ detail }) => detail)
        .join(' ');
    expect(kept('local-layers')).toMatch(/layers of the model are this device’s own/);
    expect(kept('ditto')).toMatch(/A personal model/);
    expect(kept('sgd')).not.toMatch(/never sent/);
  });

  it('admits that noise covers the changes, not the numbers about the training', () => {
    const [, numbers] = sharingFacts([runOffer({ compression: [] })]).leaves;
    expect(numbers?.detail).not.toMatch(/noise/);
    const { leaves } = sharingFacts([runOffer({ protection: 'noise-on-device' })]);
    expect(leaves.find(({ title }) => title === numbers?.title)?.detail).toMatch(/No noise/);
  });

  it('promises nothing about sizes while there is no run', () => {
    expect(sharingFacts([]).leaves[0]?.detail).toMatch(/as soon as there is a run/);
  });
});
