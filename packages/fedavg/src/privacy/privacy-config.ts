import { z } from 'zod';

const clipAndNoise = {
  clipNorm: z.number().positive().max(1000).default(1).meta({
    title: 'Clip norm',
    description:
      'Updates with a larger L2 norm are scaled down to it, so that no client can move the model further.',
  }),
  noiseMultiplier: z.number().min(0.01).max(1000).default(1).meta({
    title: 'Noise multiplier',
    description:
      'Standard deviation of the noise in clip norms. More noise, more privacy, less accuracy.',
  }),
  delta: z.number().positive().lt(1).default(1e-5).meta({
    title: 'Delta',
    description:
      'The chance that the promise may fail. It should be far below one over the number of clients.',
  }),
  epsilonBudget: z.number().positive().max(1e6).default(8).meta({
    title: 'Privacy budget (ε)',
    description:
      'The run ends before it would spend more. Below 1 is strong, above 10 protects little.',
  }),
};

const centralSettings = z.object({
  ...clipAndNoise,
  population: z.number().int().min(1).max(1e9).default(100).meta({
    title: 'Population',
    description:
      'How many clients could take part. The sum is divided by the number expected, a fraction of this.',
  }),
  sampling: z.enum(['poisson', 'fixed-size']).default('poisson').meta({
    title: 'Sampling',
    description:
      'Poisson draws every client by a secret coin, which makes privacy cheaper. With cohorts of a fixed size every client counts as taking part in every round.',
  }),
  clipping: z.enum(['fixed', 'adaptive']).default('fixed').meta({
    title: 'Clipping',
    description: 'Keep the clip norm, or let it follow a quantile of the norms of the updates.',
  }),
  targetQuantile: z.number().gt(0).lt(1).default(0.5).meta({
    title: 'Target quantile',
    description: 'Adaptive clipping: the share of the updates that should stay unclipped.',
  }),
  clipLearningRate: z.number().positive().max(10).default(0.2).meta({
    title: 'Clip learning rate',
    description: 'Adaptive clipping: how fast the clip norm follows the quantile.',
  }),
  clippedCountStddev: z.number().min(0).max(100_000).default(0).meta({
    title: 'Noise on the count',
    description:
      'Adaptive clipping: standard deviation of the noise on how many are unclipped; 0 is a twentieth of the clients.',
  }),
});

/** The modes as a form offers them, each with the settings that it has. */
export const privacyModes = {
  none: {
    title: 'None',
    description: 'No noise. The coordinator learns what updates give away.',
    settings: z.object({}),
  },
  central: {
    title: 'Central',
    description: 'The coordinator clips every update and adds noise to their sum.',
    settings: centralSettings,
  },
  local: {
    title: 'Local',
    description:
      'Every client adds noise to its own update before sending it. Needs no trust and very many clients.',
    settings: z.object({
      ...clipAndNoise,
      // Nothing hides an update but its own noise: with a tenth of it not even one round fits the budget.
      noiseMultiplier: clipAndNoise.noiseMultiplier.default(10),
    }),
  },
} as const;

const noneSchema = z.object({ mode: z.literal('none') });
const localSchema = privacyModes.local.settings.extend({ mode: z.literal('local') });
const centralSchema = centralSettings
  .extend({ mode: z.literal('central') })
  .refine(({ delta, population }) => delta < 1 / population, {
    path: ['delta'],
    message:
      'Delta must be below one over the population, or giving a client away would be allowed.',
  });

/** The `privacy` section of a run's settings. The form, the API and the run's log use this schema. */
export const privacyConfigSchema = z
  .discriminatedUnion('mode', [noneSchema, centralSchema, localSchema])
  .default({ mode: 'none' })
  .meta({
    title: 'Differential privacy',
    description: 'How much the model may reveal of any one client.',
  });

export type PrivacyConfig = z.output<typeof privacyConfigSchema>;
export type CentralPrivacy = Extract<PrivacyConfig, { mode: 'central' }>;
export type LocalPrivacy = Extract<PrivacyConfig, { mode: 'local' }>;
