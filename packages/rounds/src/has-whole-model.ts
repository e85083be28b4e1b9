import { buildStrategy, methodOf } from '@tributary/fedavg';
import type { RunConfig } from '@tributary/protocol';

/**
 * Whether the global model is one that can be tested by itself. Where devices keep some layers, those of the
 * global model are as they were in the beginning.
 */
export const hasWholeModel = ({ strategy }: Pick<RunConfig, 'strategy'>): boolean =>
  methodOf(buildStrategy(strategy)).name !== 'local-layers';
