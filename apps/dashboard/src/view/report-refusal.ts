import { findData } from '@tributary/model-zoo';
import type { TaskSpec } from '@tributary/protocol';

/** Why no checkpoint of a run can be looked at class by class; null where it can. */
export const reportRefusal = ({ dataset }: Pick<TaskSpec, 'dataset'>): string | null => {
  if (typeof dataset !== 'string') {
    return 'Only the clients have examples for this run, so the coordinator has nothing to test a checkpoint on. What the clients measured on their own stands with the rounds.';
  }
  return findData(dataset)?.target === 'number'
    ? 'This run predicts a number, so there are no classes to take one for another.'
    : null;
};
