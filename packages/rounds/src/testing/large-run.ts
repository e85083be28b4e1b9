import { createRandom, deriveSeed, type Random } from '@tributary/fedavg';
import {
  type ClientId,
  type Device,
  type LoggedEvent,
  type RunConfig,
  type RunEvent,
  runConfigSchema,
} from '@tributary/protocol';

export interface LargeRun {
  readonly config: RunConfig;
  /** The log in parts of a round each. */
  readonly parts: () => Generator<readonly LoggedEvent[]>;
}

interface LargeRunOptions {
  readonly clients: number;
  readonly rounds: number;
  readonly seed?: number;
}

const START = Date.UTC(2026, 0, 5, 9);
const hex = (random: Random, digits: number): string =>
  Array.from({ length: digits / 8 }, () =>
    random
      .integer(2 ** 32)
      .toString(16)
      .padStart(8, '0'),
  ).join('');

/**
 * The log of a long run with many clients, as a coordinator would have written it: everybody is asked in every round,
 * a few go away, decline or are refused, one in a hundred pulls against the others, and all learn.
 */
export const largeRun = ({ clients, rounds, seed = 1 }: LargeRunOptions): LargeRun => {
  const config = runConfigSchema.parse({
    name: `${clients} clients, ${rounds} rounds`,
    task: { dataset: 'mnist', model: 'mlp-2nn' },
    partition: { partitioner: 'NaturalIdPartitioner' },
    rounds,
    cohort: { minClients: Math.ceil(clients / 2) },
    reporting: { quorum: 0.5, deadlineMs: 60_000 },
  });
  return { config, parts: () => logOf({ clients, rounds, seed }) };
};

function* logOf({ clients, rounds, seed }: Required<LargeRunOptions>) {
  const random = createRandom(deriveSeed(seed, 'large-run'));
  const members = Array.from({ length: clients }, (_, index) => memberOf(index, random));
  let seq = 0;
  let at = START;
  const log = (events: readonly (readonly [ms: number, event: RunEvent])[]): LoggedEvent[] =>
    events.map(([ms, event]) => {
      seq += 1;
      at += ms;
      return { seq, at, event };
    });
  const joined = Object.fromEntries(members.map(({ clientId, device }) => [clientId, device]));
  yield log([
    [0, { type: 'presenceChanged', joined, left: {} }],
    [1_000, { type: 'runStarted', checkpoint: digest(random) }],
  ]);
  for (let round = 1; round <= rounds; round++)
    yield log(roundOf(round, { members, random, rounds }));
}

interface Member {
  readonly clientId: ClientId;
  readonly device: Device;
  /** How long it trains, in ms. */
  readonly trainMs: number;
  readonly isHostile: boolean;
}

const platforms = ['Chrome on Android', 'Safari on iPhone', 'Firefox on Windows', 'Node on Linux'];
const backends = ['webgpu', 'wasm', 'wasm', 'webgl', 'cpu'] as const;

const memberOf = (index: number, random: Random): Member => {
  const platform = platforms[index % platforms.length] as string;
  return {
    clientId: hex(random, 64),
    device: {
      kind: platform.startsWith('Node') ? 'node' : 'browser',
      name: `device ${index + 1}`,
      backend: backends[index % backends.length] as (typeof backends)[number],
      backendReason: 'It was the fastest of those that passed the self-test.',
      platform,
    },
    trainMs: 1_500 * Math.exp(0.5 * random.normal()),
    isHostile: index % 100 === 42,
  };
};

const digest = (random: Random): string => `sha256:${hex(random, 64)}`;

interface World {
  readonly members: readonly Member[];
  readonly random: Random;
  readonly rounds: number;
}

type Timed = readonly [ms: number, event: RunEvent];

const roundOf = (round: number, { members, random, rounds }: World): Timed[] => {
  // Learning slows down, and is never quite smooth.
  const learnt = 0.97 * (1 - Math.exp((-6 * round) / rounds)) + 0.004 * random.normal();
  const accuracy = Math.min(1, Math.max(0.05, learnt));
  const loss = Math.max(0.02, 2.3 * (1 - accuracy));
  const cosines: Record<string, number> = {};
  const events: Timed[] = [];
  const gone: Record<ClientId, Device> = {};
  const order = members
    .map((member) => ({ member, afterMs: arrivalOf(member, random) }))
    .sort((a, b) => a.afterMs - b.afterMs);
  let lastMs = 0;
  for (const { member, afterMs } of order) {
    const { clientId, device } = member;
    const chance = random.uniform();
    const event: RunEvent =
      chance < 0.004
        ? { type: 'roundDeclined', clientId, round, reason: 'Its battery is low.' }
        : chance < 0.008
          ? { type: 'updateRejected', clientId, round, code: 'not-finite' }
          : chance < 0.012
            ? { type: 'presenceChanged', joined: {}, left: { [clientId]: 'transport close' } }
            : reportOf(member, { round, accuracy, loss, random });
    if (event.type === 'presenceChanged') gone[clientId] = device;
    if (event.type === 'updateReceived') {
      const cosine = (member.isHostile ? -0.7 : 0.8) + 0.05 * random.normal();
      cosines[event.digest] = Math.round(1e4 * cosine) / 1e4;
    }
    events.push([afterMs - lastMs, event]);
    lastMs = afterMs;
  }
  return [
    ...events,
    ...(Object.keys(gone).length > 0
      ? [[50, { type: 'presenceChanged', joined: gone, left: {} }] as const]
      : []),
    [
      400,
      {
        ...{ type: 'aggregated', round, attempt: 1, checkpoint: digest(random) },
        ...{ optimizerState: null, cosines },
      },
    ],
    [300, { type: 'evaluated', round, accuracy, loss, bytesDown: members.length * 796_000 }],
  ];
};

/** Download, training and upload. */
const arrivalOf = ({ trainMs }: Member, random: Random): number =>
  150 + Math.round(1.1 * trainMs) + 200 + random.integer(150);

const reportOf = (
  { clientId, device, trainMs, isHostile }: Member,
  {
    round,
    accuracy,
    loss,
    random,
  }: { round: number; accuracy: number; loss: number; random: Random },
): RunEvent => {
  const own = Math.min(1, Math.max(0, accuracy - 0.02 + 0.03 * random.normal()));
  return {
    ...{ type: 'updateReceived', clientId, round, attempt: 1, digest: digest(random) },
    numExamples: 60 + random.integer(200),
    payloadBytes: 796_840,
    norm: (isHostile ? 9 : 1) * Math.exp(0.2 * random.normal()),
    uploadMs: 20 + random.integer(200),
    metrics: {
      ...{ steps: 12, trainMs: Math.round(trainMs * (0.9 + 0.2 * random.uniform())) },
      ...{ accuracyBefore: own, lossBefore: loss * 1.1, accuracyAfter: own, lossAfter: loss },
      backend: device.backend ?? 'cpu',
    },
  };
};
