import { krum as rule } from '../aggregators/krum.ts';
import { strategyOver } from '../strategy-over.ts';

export const krum = strategyOver(rule, {
  name: 'Krum',
  summary: 'Follows the one client whose update lies closest to the others.',
});
