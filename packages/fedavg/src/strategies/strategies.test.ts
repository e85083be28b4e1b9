import { strategyLaws } from '../testing/strategy-laws.ts';
import { strategies } from './registry.generated.ts';

for (const strategy of strategies.entries) strategyLaws(strategy);
