import { trimmedMean } from '../aggregators/trimmed-mean.ts';
import { strategyOver } from '../strategy-over.ts';

export const fedTrimmedAvg = strategyOver(trimmedMean, {
  name: 'FedTrimmedAvg',
  summary: 'Averages every weight after the smallest and largest values are dropped.',
});
