import { localDpSteps, seededNoiseSource, spentEpsilon } from '@tributary/fedavg';
import { type RunConfigInput, runConfigSchema } from '@tributary/protocol';
import { describe, expect, it } from 'vitest';
import { adaptedClipNorm, chargePrivacy } from './charge-privacy.ts';

const settings = (privacy: RunConfigInput['privacy'], fractionTrain = 0.1) =>
  runConfigSchema.parse({
    name: 'test',
    task: { dataset: 'mnist', model: 'mlp-2nn' },
    partition: { partitioner: 'IidPartitioner' },
    cohort: { fractionTrain },
    privacy,
  });
const central = { mode: 'central', population: 1000, delta: 1e-5, noiseMultiplier: 1 } as const;

describe('what a round is charged', () => {
  it('is nothing where nothing is promised', () => {
    expect(chargePrivacy(settings({ mode: 'none' }), { round: 3, openings: 3 })).toBeNull();
  });

  it('is all rounds so far, and what one more would bring, at the sampling rate of the coins', () => {
    const charge = chargePrivacy(settings(central), { round: 20, openings: 20 });
    const steps = (count: number) => [{ noiseMultiplier: 1, samplingRate: 0.1, steps: count }];
    expect(charge?.spent).toEqual(spentEpsilon(steps(20), 1e-5));
    expect(charge?.next).toEqual(spentEpsilon(steps(21), 1e-5));
    expect(charge?.spent.epsilon).toBe(Math.min(charge?.spent.rdp ?? 0, charge?.spent.pld ?? 0));
  });

  it('gains nothing from sampling that is no Poisson sampling', () => {
    const fixed = chargePrivacy(settings({ ...central, sampling: 'fixed-size' }), {
      round: 1,
      openings: 1,
    });
    const all = chargePrivacy(settings(central, 1), { round: 1, openings: 1 });
    expect(fixed).toEqual(all);
    expect(fixed?.spent.epsilon).toBeGreaterThan(
      chargePrivacy(settings(central), { round: 1, openings: 1 })?.spent.epsilon as number,
    );
  });

  it('counts a client that was in every round, where devices add the noise', () => {
    const charge = chargePrivacy(settings({ mode: 'local', noiseMultiplier: 5, delta: 1e-5 }), {
      round: 4,
      openings: 4,
    });
    expect(charge?.spent).toEqual(spentEpsilon([localDpSteps(5, 4)], 1e-5));
  });

  it('survives being written to a log, even without any bound', () => {
    const charge = chargePrivacy(settings({ ...central, noiseMultiplier: 0.01 }, 1), {
      round: 1000,
      openings: 1000,
    });
    expect(JSON.parse(JSON.stringify(charge))).toEqual(charge);
  });
});

describe('the clipping norm', () => {
  const updates = [0.2, 0.3, 5].map((norm, index) => ({
    ...{ digest: `sha256:${index}`, numExamples: 1, norm },
  }));
  const noise = seededNoiseSource(1);

  it('stays where it is fixed', () => {
    expect(adaptedClipNorm(settings(central), { clipNorm: null, updates }, noise)).toBeUndefined();
  });

  it('comes down when more updates than wanted are shorter, from where it is', () => {
    const adaptive = settings({
      ...{ ...central, clipping: 'adaptive', population: 30, delta: 1e-3 },
      ...{ noiseMultiplier: 0.1, targetQuantile: 0.1, clippedCountStddev: 0.2 },
    });
    const next = adaptedClipNorm(adaptive, { clipNorm: 2, updates }, noise) as number;
    expect(next).toBeLessThan(2);
    expect(next).toBeGreaterThan(1.5);
  });
});
