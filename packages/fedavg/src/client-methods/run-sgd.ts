import type { ClientMethod } from './client-method.ts';

/**
 * ClientUpdate of FedAvg (McMahan et al. 2017, "Communication-Efficient Learning of Deep Networks from
 * Decentralized Data", algorithm 1): trains from the global weights and sends what has changed.
 */
export const runSgd: ClientMethod<unknown> = async (_, { global, train }) => {
  const trained = await train({ start: global });
  return { update: trained.delta, memory: null, trained };
};
