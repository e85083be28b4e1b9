import { type BuiltStrategy, buildStrategy } from '@tributary/fedavg';
import type { RunConfig } from '@tributary/protocol';

type Asynchronous = NonNullable<BuiltStrategy['asynchronous']>;

/** Strategies follow from their settings, and the reducer asks with every event. */
const known = new WeakMap<RunConfig['strategy'], Asynchronous | null>();

/** How a run's strategy gathers updates without waiting for anybody; null where a cohort is awaited. */
export const asynchronousOf = ({ strategy }: Pick<RunConfig, 'strategy'>): Asynchronous | null => {
  const found = known.get(strategy);
  if (found !== undefined) return found;
  const asynchronous = buildStrategy(strategy).asynchronous ?? null;
  known.set(strategy, asynchronous);
  return asynchronous;
};
