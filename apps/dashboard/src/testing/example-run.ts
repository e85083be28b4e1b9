import {
  type Device,
  type LoggedEvent,
  type RunConfig,
  type RunEvent,
  runConfigSchema,
} from '@tributary/protocol';

/** A small run: ten rounds, each with at least three clients. */
export const exampleConfig: RunConfig = runConfigSchema.parse({
  name: 'Example',
  task: { dataset: 'mnist', model: 'mlp-2nn' },
  partition: { partitioner: 'NaturalIdPartitioner' },
  cohort: { minClients: 3 },
  reporting: { quorum: 0.6, deadlineMs: 60_000 },
});

/** When the example's first event is logged, in Unix ms; each further one comes a second later. */
export const exampleStart = 1_700_000_000_000;

/** Numbers events as a log does. */
export const logged = (events: readonly RunEvent[]): LoggedEvent[] =>
  events.map((event, index) => ({ seq: index + 1, at: exampleStart + index * 1000, event }));

/** A digest made of one hex digit. */
export const digestOf = (digit: string): string => `sha256:${digit.repeat(64)}`;

export const joined = (...clientIds: string[]): RunEvent => ({
  type: 'presenceChanged',
  joined: Object.fromEntries(clientIds.map((clientId) => [clientId, deviceOf(clientId)])),
  left: {},
});

const deviceOf = (clientId: string): Device => ({
  kind: 'node',
  name: clientId.replace('-', ' '),
  backend: 'wasm',
  backendReason: '',
});

export const reported = (
  clientId: string,
  round: number,
): Extract<RunEvent, { type: 'updateReceived' }> => ({
  type: 'updateReceived',
  clientId,
  round,
  attempt: 1,
  digest: digestOf('b'),
  numExamples: 120,
  payloadBytes: 796_840,
  metrics: { steps: 12, trainMs: 4200, accuracyAfter: 0.9, backend: 'wasm' },
});

/** What the coordinator logs after the last report of a round's first attempt. */
export const committed = (round: number, accuracy: number): RunEvent[] => [
  {
    type: 'aggregated',
    round,
    attempt: 1,
    checkpoint: digestOf(String(round % 10)),
    optimizerState: null,
  },
  { type: 'evaluated', round, accuracy, loss: 1 - accuracy, bytesDown: 2_390_520 },
];

/** Three clients join, the run starts, all report, and round 1 is committed; round 2 is open. */
export const exampleEvents: readonly RunEvent[] = [
  joined('edge-1'),
  joined('edge-2'),
  joined('edge-10'),
  { type: 'runStarted', checkpoint: digestOf('a') },
  reported('edge-1', 1),
  reported('edge-2', 1),
  reported('edge-10', 1),
  ...committed(1, 0.75),
];
