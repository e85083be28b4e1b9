import type { Digest, TaskSpec } from '@tributary/protocol';
import { type Confusion, createEvaluator, type EvaluatorOptions } from './evaluator.ts';

/** Looks closer at single checkpoints when somebody asks, beside the tests that rounds wait for. */
export interface Reporter {
  /**
   * What a checkpoint takes for what, on the data set's test examples; the newest answers are remembered.
   * @returns null while too many others wait
   * @throws when the test set or the model cannot be had or the thread fails
   */
  report(task: TaskSpec, checkpoint: Digest): Promise<Confusion> | null;
  close(): Promise<void>;
}

export interface ReporterOptions extends EvaluatorOptions {
  /** How long the thread and its examples stay in memory after the last answer. */
  readonly idleMs?: number;
}

/** An admin looks at a few; whoever asks for all of a run has to wait. */
const MAX_WAITING = 4;
const MAX_REMEMBERED = 200;
const IDLE_MS = 60_000;

/** A thread of its own, so that no round ever waits behind somebody's question; one thing after the other. */
export const createReporter = ({ idleMs = IDLE_MS, ...options }: ReporterOptions): Reporter => {
  const evaluator = createEvaluator({ ...options, threads: 1 });
  const remembered = new Map<string, Promise<Confusion>>();
  let waiting = 0;
  let idle: NodeJS.Timeout | undefined;

  const compute = async (task: TaskSpec, checkpoint: Digest): Promise<Confusion> => {
    clearTimeout(idle);
    waiting += 1;
    try {
      return await evaluator.confuse(task, checkpoint);
    } finally {
      waiting -= 1;
      if (waiting === 0) idle = setTimeout(() => void evaluator.rest(), idleMs).unref();
    }
  };
  const remember = (key: string, answer: Promise<Confusion>): Promise<Confusion> => {
    remembered.set(key, answer);
    answer.catch(() => remembered.delete(key));
    const [oldest] = remembered.keys();
    if (remembered.size > MAX_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
    return answer;
  };
  return {
    report: (task, checkpoint) => {
      const key = JSON.stringify([task, checkpoint]);
      const known = remembered.get(key);
      if (known) return known;
      return waiting >= MAX_WAITING ? null : remember(key, compute(task, checkpoint));
    },
    close: async () => {
      clearTimeout(idle);
      await evaluator.close();
    },
  };
};
