import { bulyan as rule } from '../aggregators/bulyan.ts';
import { strategyOver } from '../strategy-over.ts';

export const bulyan = strategyOver(rule, {
  name: 'Bulyan',
  summary: 'Picks clients as Krum does and averages the values closest to their median.',
});
