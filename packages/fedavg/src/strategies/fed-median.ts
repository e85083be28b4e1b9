import { coordinateMedian } from '../aggregators/coordinate-median.ts';
import { strategyOver } from '../strategy-over.ts';

export const fedMedian = strategyOver(coordinateMedian, {
  name: 'FedMedian',
  summary:
    'Takes the middle value of every weight, which a minority of bad clients cannot move far.',
});
