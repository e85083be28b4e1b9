import { multiKrum as rule } from '../aggregators/multi-krum.ts';
import { strategyOver } from '../strategy-over.ts';

export const multiKrum = strategyOver(rule, {
  name: 'MultiKrum',
  summary: 'Averages the clients whose updates lie closest to the others.',
});
