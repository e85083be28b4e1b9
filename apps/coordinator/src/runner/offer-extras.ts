import { wholeModel } from '@tributary/model-zoo';
import { frameBytes, type RunConfig, type RunOffer } from '@tributary/protocol';

/**
 * What an offer says of runs that promise privacy or adapt a model.
 * @param epsilon what has been spent; undefined before the first round, null where no bound can be given
 */
export const offerExtras = (
  { privacy, task }: Pick<RunConfig, 'privacy' | 'task'>,
  epsilon: number | null | undefined,
): Pick<RunOffer, 'privacy' | 'baseBytes'> => ({
  ...(privacy.mode !== 'none' && {
    privacy: {
      epsilon: epsilon === undefined ? 0 : epsilon,
      budget: privacy.epsilonBudget,
      delta: privacy.delta,
    },
  }),
  ...(task.adapter && { baseBytes: frameBytes('weights', wholeModel(task).manifest) }),
});
