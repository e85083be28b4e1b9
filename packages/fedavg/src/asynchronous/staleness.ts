import { z } from 'zod';

/**
 * How much less a late update counts. The rules are those of Xie et al. 2019 ("Asynchronous Federated
 * Optimization", section 5.2): constant, polynomial and hinge.
 */
export const stalenessSchema = z.object({
  rule: z.enum(['constant', 'polynomial', 'hinge']).default('polynomial').meta({
    title: 'Rule',
    description:
      'Whether late updates count like fresh ones, ever less, or in full up to some rounds and then ever less.',
  }),
  a: z.number().positive().max(100).default(0.5).meta({
    title: 'Steepness (a)',
    description: 'How quickly late updates count less.',
  }),
  b: z.number().int().min(0).max(1000).default(4).meta({
    title: 'Grace (b)',
    description: 'With the hinge rule: so many rounds late still counts in full.',
  }),
});
export type StalenessRule = z.output<typeof stalenessSchema>;

/**
 * s(τ) in (0, 1]: 1, or (1 + τ)^−a, or 1 up to b and 1 / (a·(τ − b) + 1) beyond; s(0) = 1.
 * @param staleness τ: how many models were committed since the one that the update was trained from
 */
export const stalenessWeight = (staleness: number, { rule, a, b }: StalenessRule): number => {
  switch (rule) {
    case 'constant':
      return 1;
    case 'polynomial':
      return (1 + staleness) ** -a;
    case 'hinge':
      return staleness <= b ? 1 : 1 / (a * (staleness - b) + 1);
  }
};
