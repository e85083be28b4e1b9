import type { SimulationInput } from '../simulation-config.ts';
import { activity } from './activity.ts';

/** What each strategy that keeps something on the device is worth to the device. */
export const personalisation: SimulationInput = {
  ...activity,
  name: 'personalisation',
  title: 'Activity of 30 people: strategies with a model for each',
  description:
    '30 people (Reyes-Ortiz et al. 2016), each with the last quarter of every activity kept back. Strategies that keep each device a model of its own against the one model of FedAvg, and against what each person could learn alone.',
  compare: { local: { epochs: 20 } },
  variants: ['FedAvg', 'FedPer', 'FedRep', 'Ditto'].map((name) => ({
    name,
    run: { strategy: { name } },
  })),
};
