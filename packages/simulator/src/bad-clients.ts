import { packUpdate } from '@tributary/client';
import {
  attacks,
  createRandom,
  deriveSeed,
  type FlatWeights,
  poisonsUpdates,
  type Seed,
  type UpdateAttack,
} from '@tributary/fedavg';
import { screenDelta } from '@tributary/rounds';
import { z } from 'zod';
import type { FinishedWork, WorkOrder, WorkOutcome } from './crew.ts';
import { decodeWeights } from './decode-weights.ts';

/** Clients that mean harm, and how. */
export const attackSpecSchema = z.strictObject({
  name: z.enum(attacks.names as [string, ...string[]]),
  params: z.record(z.string(), z.unknown()).default({}),
  /** The share of all clients that are bad. */
  fraction: z.number().gt(0).lt(1).default(0.2),
});
export type AttackSpec = z.output<typeof attackSpecSchema>;

/** The bad clients of a simulation. They know what the honest ones of their round send. */
export interface BadClients {
  includes(client: number): boolean;
  /** Tells of work that was begun, anybody's. */
  observe(order: WorkOrder, work: Promise<WorkOutcome>): void;
  /** What is sent in the end: the work itself, or what a bad client makes of it. */
  answer(order: WorkOrder, work: WorkOutcome): Promise<WorkOutcome>;
}

const nobody: BadClients = {
  includes: () => false,
  observe: () => undefined,
  answer: async (_, work) => work,
};

interface Crowd {
  /** How many clients there are; which of them are bad follows from the seed alone. */
  readonly clients: number;
  readonly seed: Seed;
  /** Whether their rounds have no common beginning. */
  readonly asynchronous?: boolean;
}

export const createBadClients = (
  spec: AttackSpec | undefined,
  { clients, seed, asynchronous = false }: Crowd,
): BadClients => {
  if (!spec) return nobody;
  const rule = attacks.get(spec.name);
  const bad = drawBad(clients, { fraction: spec.fraction, seed });
  const includes = (client: number) => bad.has(client);
  // Whoever only trains on false labels sends what it learns from them.
  if (!poisonsUpdates(rule)) return { ...nobody, includes };
  const works = createWorkBook(asynchronous);
  return {
    includes,
    observe: (order, work) => {
      const delta = work.then((outcome) => (outcome.ok ? deltaOf(outcome) : undefined));
      // Whether anyone still waits for it is decided later.
      delta.catch(() => undefined);
      works.note(order, { client: order.client, isBad: includes(order.client), delta });
    },
    answer: async (order, work) => {
      const isBad = work.ok && includes(order.client);
      const known = isBad && (await works.known(order));
      works.end(order);
      if (!work.ok || !known) return work;
      const { members, honest } = known;
      const own = await deltaOf(work);
      const craft = {
        honest,
        own: own.values,
        numClients: members,
        numMalicious: members - honest.length,
      };
      return send(order, work, { ...own, values: craftWith(rule, spec, craft, order) });
    },
  };
};

const drawBad = (
  clients: number,
  { fraction, seed }: { readonly fraction: number; readonly seed: Seed },
): ReadonlySet<number> => {
  const everybody = Int32Array.from({ length: clients }, (_, client) => client);
  createRandom(deriveSeed(seed, 'malicious')).shuffle(everybody);
  return new Set(everybody.subarray(0, Math.round(fraction * clients)));
};

interface Member {
  readonly client: number;
  readonly isBad: boolean;
  readonly delta: Promise<FlatWeights | undefined>;
}

/**
 * Who works together, and what they will send: those of a round, until it is over, or in an asynchronous run
 * everybody who is at work.
 */
const createWorkBook = (asynchronous: boolean) => {
  const books = new Map<string, Map<number, Member>>();
  const keyOf = ({ plan }: WorkOrder) => (asynchronous ? '' : `${plan.round}/${plan.attempt}`);
  return {
    note: (order: WorkOrder, member: Member): void => {
      const key = keyOf(order);
      const book = books.get(key) ?? new Map<number, Member>();
      books.set(key, book.set(order.client, member));
      const [oldest] = books.keys();
      // Late work belongs to the round before at most.
      if (books.size > 2 && oldest !== undefined) books.delete(oldest);
    },
    end: (order: WorkOrder): void => {
      if (asynchronous) books.get(keyOf(order))?.delete(order.client);
    },
    known: async (order: WorkOrder) => {
      const book = [...(books.get(keyOf(order))?.values() ?? [])];
      // In the order of the clients, whoever began first: a resumed simulation must come out the same.
      const sorted = book.filter(({ isBad }) => !isBad).sort((a, b) => a.client - b.client);
      const sent = await Promise.all(sorted.map(({ delta }) => delta));
      const honest = sent.flatMap((delta) => (delta ? [delta.values] : []));
      return { members: honest.length + book.filter(({ isBad }) => isBad).length, honest };
    },
  };
};

const deltaOf = async ({ frame }: FinishedWork): Promise<FlatWeights> => {
  const { manifest, values } = decodeWeights(frame, 'delta');
  // The frame's memory is written over once the round is committed.
  return { manifest, values: values.slice() };
};

type Craft = Parameters<UpdateAttack['craft']>[0];

const craftWith = (
  rule: UpdateAttack,
  spec: AttackSpec,
  knowledge: Omit<Craft, 'random'>,
  { plan }: WorkOrder,
): Float32Array =>
  rule.craft(
    { ...knowledge, random: createRandom(deriveSeed(plan.seed, 'attack')) },
    rule.params.parse(spec.params),
  );

/** A bad client keeps to the wire format, or it would not be heard; it need not clip or add noise. */
const send = async (
  { plan }: WorkOrder,
  work: FinishedWork,
  delta: FlatWeights,
): Promise<WorkOutcome> => {
  const upload = { ...plan.upload, noise: null, errorFeedback: false };
  const memory = work.memory.before;
  const packed = await packUpdate(delta, { upload, seed: plan.seed, memory });
  const { manifest } = delta;
  const screened = screenDelta(packed.frame, {
    ...{ manifest, method: plan.work.method },
    ...{ stages: upload.stages, maxNorm: null },
  });
  return screened.ok
    ? { ...work, frame: packed.frame, digest: packed.digest, norm: screened.norm }
    : screened;
};
