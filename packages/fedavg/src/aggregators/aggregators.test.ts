import { aggregatorLaws } from '../testing/aggregator-laws.ts';
import { aggregators } from './registry.generated.ts';

for (const rule of aggregators.entries) aggregatorLaws(rule);
