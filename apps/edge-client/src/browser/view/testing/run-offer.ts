import { describeTask } from '@tributary/model-zoo';
import type { InvitedRun, RunOffer } from '@tributary/protocol';

/** A run offer for tests: MNIST with the 2NN, three rounds of ten done. */
export const runOffer = (changes: Partial<RunOffer> = {}): RunOffer => ({
  runId: 'run-mnist',
  name: 'MNIST demo',
  task: { dataset: 'mnist', model: 'mlp-2nn', preprocessing: [] },
  partition: { partitioner: 'NaturalIdPartitioner', params: {}, seed: 1 },
  strategy: 'FedAvg',
  status: 'running',
  round: 3,
  rounds: 10,
  modelBytes: 797_248,
  updateBytes: 797_248,
  accuracy: 0.912,
  loss: 0.31,
  ...changes,
});

/** The same as an invitation shows it. */
export const invitedRun = (changes: Partial<RunOffer> = {}): InvitedRun => {
  const offer = runOffer(changes);
  return { ...offer, about: describeTask(offer.task) };
};
