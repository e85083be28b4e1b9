import type { Tf } from '@tributary/model-zoo';
import type { AdapterDescription, BackendCandidate, BackendName } from './backend-candidate.ts';
import { selfTest } from './self-test.ts';
import { type TimedModel, timeStep } from './step-timing.ts';
import { withTimeLimit } from './time-limit.ts';

/** A backend that does not get ready in this time, shaders and all, is not worth waiting for. */
const HARDWARE_LIMIT_MS = 10_000;
/** A software adapter is rarely the fastest, so that a person should not wait long to learn it. */
const SOFTWARE_LIMIT_MS = 3_000;
/** One that was asked for may take its time: compiling on a software adapter is slow. */
const FORCED_LIMIT_MS = 60_000;
const TIMING_BUDGET_MS = 1_000;

/** What came of trying one backend. */
export interface BackendTrial {
  readonly backend: BackendName;
  readonly ok: boolean;
  /** A clause whose subject is the backend, e.g. "computes wrong gradients (step 1 …)". */
  readonly reason: string;
  /** Milliseconds per training step of the run's model, if it came that far. */
  readonly stepMs?: number;
  readonly adapter?: string;
  readonly software?: boolean;
}

interface TrialOptions extends TimedModel {
  readonly tf: Tf;
  readonly forced: boolean;
  readonly limitMs?: number;
}

/** Switches to a backend and makes sure that tfjs did not quietly take another. */
export const useBackend = async (tf: Tf, name: BackendName): Promise<void> => {
  const done = await tf.setBackend(name);
  await tf.ready();
  if (!done || tf.getBackend() !== name) {
    throw new Error(`does not start here (tfjs fell back to ${tf.getBackend() || 'nothing'})`);
  }
};

/** Loads one backend, tests that it answers rightly, and times a step. Never throws. */
export const tryBackend = async (
  candidate: BackendCandidate,
  { tf, model, input, forced, limitMs }: TrialOptions,
): Promise<BackendTrial> => {
  const { name } = candidate;
  let adapter: AdapterDescription | undefined;
  const found = () => (adapter ? { adapter: adapter.name, software: adapter.software } : {});
  const inTime = <T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    const usualMs = adapter?.software ? SOFTWARE_LIMIT_MS : HARDWARE_LIMIT_MS;
    const allowedMs = limitMs ?? (forced ? FORCED_LIMIT_MS : usualMs);
    return withTimeLimit(allowedMs, `is not ready after ${allowedMs / 1000} s`, work);
  };
  try {
    adapter = await inTime(() => candidate.load(tf, forced));
    return await inTime(async (signal) => {
      await useBackend(tf, name);
      signal.throwIfAborted();
      const fault = await selfTest(tf, signal);
      signal.throwIfAborted();
      if (fault) return { backend: name, ...found(), ok: false, reason: fault };
      const stepMs = await timeStep(tf, { model, input }, { budgetMs: TIMING_BUDGET_MS, signal });
      const reason = describeSpeed(stepMs, adapter);
      return { backend: name, ...found(), ok: true, reason, stepMs };
    });
  } catch (error) {
    return { backend: name, ...found(), ok: false, reason: clause(error) };
  }
};

const describeSpeed = (stepMs: number, adapter: AdapterDescription | undefined): string => {
  const pace = `takes ${stepMs < 10 ? stepMs.toFixed(1) : Math.round(stepMs)} ms a step`;
  return adapter?.software ? `${pace} on its software adapter (${adapter.name})` : pace;
};

const clause = (error: unknown): string =>
  error instanceof Error ? error.message.split('\n', 1).join('') : String(error);
