import { expect, it } from 'vitest';
import { RUN_STATE_FORMAT, type RunState } from './run-state.ts';
import { clientIds, randomRun, testConfig } from './testing/random-run.ts';

const asynchronous = testConfig({ strategy: { name: 'FedBuff', hyperparams: { bufferSize: 2 } } });

/** The names of everything in a value, clients and places in lists left out. */
const pathsOf = (value: unknown, path = ''): string[] => {
  if (Array.isArray(value)) return value.flatMap((item) => pathsOf(item, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, item]) =>
    pathsOf(item, `${path}.${clientIds.includes(name) ? '*' : name}`),
  );
};

it('states of another shape have another format', () => {
  const states: RunState[] = [testConfig(), asynchronous].flatMap((config) =>
    [1, 2, 3, 4].flatMap((seed) => randomRun(seed, config).map(({ after }) => after)),
  );
  const shape = [...new Set(states.flatMap((state) => pathsOf(state)))].sort();
  // Whoever changes this list raises the number, or starts will go on from states that they do not understand.
  expect({ format: RUN_STATE_FORMAT, shape }).toMatchInlineSnapshot(`
    {
      "format": 1,
      "shape": [
        ".attempt",
        ".clients.*.device.backend",
        ".clients.*.device.backendReason",
        ".clients.*.device.kind",
        ".clients.*.device.name",
        ".clients.*.joinedAt",
        ".flight",
        ".flight.bufferSize",
        ".flight.holdUntil",
        ".flight.members.*.member.at",
        ".flight.members.*.member.code",
        ".flight.members.*.member.digest",
        ".flight.members.*.member.metrics.backend",
        ".flight.members.*.member.metrics.steps",
        ".flight.members.*.member.metrics.trainMs",
        ".flight.members.*.member.numExamples",
        ".flight.members.*.member.payloadBytes",
        ".flight.members.*.member.reason",
        ".flight.members.*.member.status",
        ".flight.members.*.plan.attempt",
        ".flight.members.*.plan.checkpoint",
        ".flight.members.*.plan.round",
        ".flight.members.*.plan.sentAt",
        ".flight.rebased",
        ".history[].accuracy",
        ".history[].aggregatedAt",
        ".history[].attempt",
        ".history[].broadcast",
        ".history[].bytesDown",
        ".history[].bytesUp",
        ".history[].checkpoint",
        ".history[].clipNorm",
        ".history[].closedAt",
        ".history[].cohort.*.at",
        ".history[].cohort.*.base",
        ".history[].cohort.*.code",
        ".history[].cohort.*.digest",
        ".history[].cohort.*.metrics.backend",
        ".history[].cohort.*.metrics.steps",
        ".history[].cohort.*.metrics.trainMs",
        ".history[].cohort.*.numExamples",
        ".history[].cohort.*.payloadBytes",
        ".history[].cohort.*.reason",
        ".history[].cohort.*.staleness",
        ".history[].cohort.*.status",
        ".history[].committedAt",
        ".history[].iterate",
        ".history[].loss",
        ".history[].openedAt",
        ".history[].optimizerState",
        ".history[].round",
        ".history[].spent",
        ".model",
        ".model.broadcast",
        ".model.checkpoint",
        ".model.clipNorm",
        ".model.iterate",
        ".model.optimizerState",
        ".openings",
        ".participants.*",
        ".participants.*.digest",
        ".participants.*.round",
        ".phase.aggregatedAt",
        ".phase.candidate.broadcast",
        ".phase.candidate.checkpoint",
        ".phase.candidate.clipNorm",
        ".phase.candidate.iterate",
        ".phase.candidate.optimizerState",
        ".phase.closedAt",
        ".phase.cohort.*.at",
        ".phase.cohort.*.base",
        ".phase.cohort.*.code",
        ".phase.cohort.*.digest",
        ".phase.cohort.*.metrics.backend",
        ".phase.cohort.*.metrics.steps",
        ".phase.cohort.*.metrics.trainMs",
        ".phase.cohort.*.numExamples",
        ".phase.cohort.*.payloadBytes",
        ".phase.cohort.*.reason",
        ".phase.cohort.*.staleness",
        ".phase.cohort.*.status",
        ".phase.deadlineAt",
        ".phase.holdUntil",
        ".phase.name",
        ".phase.numClients",
        ".phase.openedAt",
        ".phase.plans",
        ".phase.plans.*.attempt",
        ".phase.plans.*.checkpoint",
        ".phase.plans.*.round",
        ".phase.plans.*.sentAt",
        ".phase.privacy",
        ".phase.since",
        ".phase.wanted",
        ".round",
        ".samplingKey",
        ".status",
        ".statusReason",
      ],
    }
  `);
});
