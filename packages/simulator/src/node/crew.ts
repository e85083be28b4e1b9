import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { divideExamples, poolScores } from '@tributary/model-zoo';
import type { Digest } from '@tributary/protocol';
import type { Crew, ExampleSet, Score } from '../crew.ts';
import type { CrewData } from '../crew-data.ts';
import type { CrewAnswer, CrewAnswers, CrewMessage } from './crew-messages.ts';
import { share, shareExamples } from './shared-examples.ts';

export interface CrewOptions extends CrewData {
  /** As many as there are cores, without it. */
  readonly threads?: number | undefined;
}

/** Orders that a thread has in hand: the next one lies ready when it has finished one. */
const IN_HAND = 6;

/** Worker threads that share the examples and carry out orders in turn. */
export const createCrew = ({ threads = availableParallelism(), ...options }: CrewOptions): Crew => {
  const train = shareExamples(options.train);
  const [shards, heldOut] = [options.shards, options.heldOut].map((lists) => lists.map(share));
  const hands = divideExamples(options.test, threads).map((part) =>
    hire({
      ...options,
      ...(options.base && { base: share(options.base) }),
      ...{ train, shards, heldOut, test: shareExamples(part) },
    } as CrewData),
  );
  const waiting: Job[] = [];
  let published: Digest | undefined;

  const dispatch = (): void => {
    while (waiting.length > 0) {
      const free = hands.reduce((a, b) => (b.load() < a.load() ? b : a));
      if (free.load() >= IN_HAND) return;
      const job = waiting.shift() as Job;
      if (job.signal?.aborted) job.reject(job.signal.reason);
      else ask(free, job.message).then(job.resolve, job.reject);
    }
  };
  /** Whatever a thread has finished, orders may be waiting for it. */
  const ask = (hand: Hand, message: Order) => hand.ask(message).finally(dispatch);
  /** To whoever is free first. */
  const order = <Type extends Order['type']>(
    message: Extract<Order, { type: Type }>,
    signal?: AbortSignal,
  ): Promise<CrewAnswers[Type]> =>
    new Promise((resolve, reject) => {
      waiting.push({ message, signal, resolve: resolve as Job['resolve'], reject });
      dispatch();
    });
  return {
    threads,
    publish: (digest, frame) => {
      if (digest === published) return;
      published = digest;
      const shared = share(frame);
      for (const hand of hands) hand.tell({ type: 'publish', digest, frame: shared });
    },
    recycle: (frames) => {
      hands.forEach((hand, part) => {
        const memory = frames.flatMap(({ buffer }, index) =>
          index % hands.length === part ? [buffer as ArrayBuffer] : [],
        );
        if (memory.length > 0) hand.tell({ type: 'recycle', memory }, memory);
      });
    },
    train: (work, signal) => order({ type: 'train', order: work }, signal),
    evaluate: async (model, set: ExampleSet): Promise<Score> =>
      set.name === 'test'
        ? poolScores(
            await Promise.all(
              hands.map((hand) => ask(hand, { type: 'evaluate', model, set }) as Promise<Score>),
            ),
          )
        : order({ type: 'evaluate', model, set }),
    close: async () => {
      await Promise.all(hands.map((hand) => hand.dismiss()));
    },
  };
};

type Order = CrewMessage extends infer Message
  ? Message extends { id: number }
    ? Omit<Message, 'id'>
    : never
  : never;

interface Job {
  readonly message: Order;
  readonly signal: AbortSignal | undefined;
  resolve(result: NonNullable<CrewAnswer['result']>): void;
  reject(reason: unknown): void;
}

type Hand = ReturnType<typeof hire>;

/** One thread, and the questions that it has not answered yet. */
const hire = (data: CrewData) => {
  const worker = new Worker(new URL('./crew-worker.mjs', import.meta.url), {
    workerData: data,
    execArgv: [],
  });
  const open = new Map<number, Pick<Job, 'resolve' | 'reject'>>();
  let ids = 0;
  /** Why it answers no more; nobody would hear of an order that went to it after its end. */
  let ended: Error | undefined;
  const fail = (error: Error) => {
    ended ??= error;
    for (const { reject } of open.values()) reject(error);
    open.clear();
  };
  const hear = ({ id, result, error }: CrewAnswer): void => {
    const question = open.get(id);
    open.delete(id);
    if (result) question?.resolve(result);
    else question?.reject(new Error(error ?? 'A thread of the simulator gave no answer.'));
  };
  worker.on('message', (answers: readonly CrewAnswer[]) => answers.forEach(hear));
  worker.on('error', fail);
  worker.on('exit', (code) =>
    fail(new Error(`A thread of the simulator ended with code ${code}.`)),
  );
  let outbox: CrewMessage[] = [];
  let transfers: ArrayBuffer[] = [];
  const flush = (): void => {
    worker.postMessage(outbox, transfers);
    [outbox, transfers] = [[], []];
  };
  /** What is said in one turn goes out together: waking another thread costs more than its work may. */
  const tell = (message: CrewMessage, given: readonly ArrayBuffer[] = []): void => {
    if (outbox.push(message) === 1) queueMicrotask(flush);
    transfers.push(...given);
  };
  return {
    load: () => open.size,
    tell,
    ask: (message: Order): Promise<NonNullable<CrewAnswer['result']>> =>
      new Promise((resolve, reject) => {
        if (ended) return reject(ended);
        const id = ids++;
        open.set(id, { resolve, reject });
        tell({ ...message, id });
      }),
    dismiss: async () => {
      await worker.terminate();
    },
  };
};
