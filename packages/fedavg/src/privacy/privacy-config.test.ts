import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { privacyConfigSchema } from './privacy-config.ts';
import { planPrivateRound } from './private-round.ts';

const central = (change: object = {}) => {
  const config = privacyConfigSchema.parse({ mode: 'central', ...change });
  if (config.mode !== 'central') throw new Error('not central');
  return config;
};

describe('the privacy settings', () => {
  it('are none unless asked for, and complete once a mode is chosen', () => {
    expect(privacyConfigSchema.parse(undefined)).toEqual({ mode: 'none' });
    expect(central()).toMatchObject({ clipNorm: 1, noiseMultiplier: 1, clipping: 'fixed' });
    expect(privacyConfigSchema.parse({ mode: 'local' })).toMatchObject({ delta: 1e-5 });
  });

  it('have a default, a title and a description for every field but the mode', () => {
    const { anyOf, oneOf } = z.toJSONSchema(privacyConfigSchema, { io: 'input' });
    const branches = (oneOf ?? anyOf ?? []) as { properties: Record<string, object> }[];
    expect(branches).toHaveLength(3);
    for (const { properties } of branches) {
      for (const [name, property] of Object.entries(properties)) {
        if (name === 'mode') continue;
        expect(property, name).toMatchObject({
          title: expect.any(String),
          description: expect.any(String),
          default: expect.anything(),
        });
      }
    }
  });

  it('refuse no noise, a budget of nothing, and a δ that gives a client away', () => {
    const refused = [
      { noiseMultiplier: 0 },
      { clipNorm: 0 },
      { epsilonBudget: 0 },
      { delta: 0 },
      { delta: 0.01, population: 100 },
      { targetQuantile: 1 },
    ];
    for (const change of refused) {
      expect(privacyConfigSchema.safeParse({ mode: 'central', ...change }).success).toBe(false);
    }
    expect(privacyConfigSchema.safeParse({ mode: 'both' }).success).toBe(false);
  });
});

describe('a private round', () => {
  const sampling = { fractionTrain: 0.1 };

  it('divides by the clients expected and is charged with the noise asked for', () => {
    expect(planPrivateRound(central({ population: 3000 }), sampling)).toEqual({
      expectedClients: 300,
      step: { noiseMultiplier: 1, samplingRate: 0.1 },
      sumNoiseMultiplier: 1,
    });
    const fixed = planPrivateRound(central({ sampling: 'fixed-size' }), sampling);
    expect(fixed.step.samplingRate).toBe(1);
  });

  it('takes more noise on the sum where the clip norm adapts', () => {
    const round = planPrivateRound(central({ population: 1000, clipping: 'adaptive' }), sampling);
    expect(round.sumNoiseMultiplier).toBeCloseTo(1.005037815259212, 12);
    expect(round.adaptiveClip).toMatchObject({ clippedCountStddev: 5, expectedClients: 100 });
    expect(round.step.noiseMultiplier).toBe(1);
    const few = central({ population: 100, clipping: 'adaptive' });
    expect(() => planPrivateRound(few, sampling)).toThrow(/more clients/);
  });
});
