import type { Tf } from '@tributary/model-zoo';
import { BACKEND_TITLES, type BackendCandidate, type BackendName } from './backend-candidate.ts';
import { type BackendTrial, tryBackend, useBackend } from './backend-trial.ts';
import { registerGradients } from './gradients/register-gradients.ts';
import type { TimedModel } from './step-timing.ts';
import { TrainerError } from './trainer-error.ts';

/** Which backend trains, and why. */
export interface BackendChoice {
  readonly backend: BackendName;
  /** The GPU's name, where a GPU interface is used. */
  readonly adapter?: string;
  /** Median milliseconds per training step of the run's own model at batch 10. */
  readonly stepMs: number;
  /** One plain sentence for the person who lends the device. */
  readonly reason: string;
  readonly tried: readonly BackendTrial[];
}

export interface SelectBackendOptions extends TimedModel {
  readonly tf: Tf;
  /** In order of preference; the first is taken at once if it is right and runs on hardware. */
  readonly candidates: readonly BackendCandidate[];
  /** Use this one or fail. */
  readonly forced?: BackendName;
  /** Called after each backend that was tried. */
  readonly onTry?: (trial: BackendTrial) => void;
  /** How long one backend may take to get ready. */
  readonly limitMs?: number;
}

type Passed = BackendTrial & { readonly stepMs: number };

/**
 * Chooses the backend that trains and switches tfjs to it. A WebGPU adapter made of hardware that
 * passes the self-test wins at once. Otherwise all others are tried and the fastest that answers
 * rightly wins; software WebGL and WebGPU are often slower than WebAssembly. Last resorts (plain
 * JavaScript) are tried only when nothing else works, because one step of a larger model takes
 * seconds there and cannot be interrupted.
 *
 * @throws {TrainerError} `backend-unavailable`, naming each reason and the remedy.
 */
export const selectBackend = async (options: SelectBackendOptions): Promise<BackendChoice> => {
  const { tf, candidates, forced } = options;
  registerGradients(tf);
  if (forced) return await useForced(options, forced);
  const tried: BackendTrial[] = [];
  for (const lastResort of [false, true]) {
    for (const candidate of candidates) {
      if (Boolean(candidate.lastResort) !== lastResort) continue;
      const trial = await attempt(candidate, options);
      tried.push(trial);
      if (hasPassed(trial) && trial.backend === 'webgpu' && trial.software === false) {
        return choice(trial, tried, `WebGPU on ${trial.adapter}.`);
      }
    }
    const [fastest] = tried.filter(hasPassed).sort((a, b) => a.stepMs - b.stepMs);
    if (fastest) {
      await useBackend(tf, fastest.backend);
      return choice(fastest, tried, explain(fastest, tried));
    }
  }
  throw new TrainerError(
    'backend-unavailable',
    `No backend can train on this device: ${tried.map(sentencePart).join('; ')}. Try another browser, or update this one.`,
  );
};

const attempt = async (
  candidate: BackendCandidate,
  { tf, model, input, forced, limitMs, onTry }: SelectBackendOptions,
): Promise<BackendTrial> => {
  const limit = limitMs === undefined ? {} : { limitMs };
  const trial = await tryBackend(candidate, {
    tf,
    model,
    input,
    forced: forced !== undefined,
    ...limit,
  });
  onTry?.(trial);
  return trial;
};

const useForced = async (
  options: SelectBackendOptions,
  forced: BackendName,
): Promise<BackendChoice> => {
  const candidate = options.candidates.find(({ name }) => name === forced);
  const trial: BackendTrial = candidate
    ? await attempt(candidate, options)
    : { backend: forced, ok: false, reason: 'does not exist in this environment' };
  if (hasPassed(trial)) {
    return choice(
      trial,
      [trial],
      `${capitalised(BACKEND_TITLES[forced])}, because it was asked for.`,
    );
  }
  const others = options.candidates.map(({ name }) => name).filter((name) => name !== forced);
  throw new TrainerError(
    'backend-unavailable',
    `The backend "${forced}" was asked for, but ${sentencePart(trial)}. Leave the choice to the client, or ask for one of: ${others.join(', ')}.`,
  );
};

const hasPassed = (trial: BackendTrial): trial is Passed => trial.ok && trial.stepMs !== undefined;

const choice = (
  { backend, adapter, stepMs }: Passed,
  tried: readonly BackendTrial[],
  reason: string,
): BackendChoice => ({
  backend,
  ...(adapter === undefined ? {} : { adapter }),
  stepMs,
  reason,
  tried,
});

/** e.g. "WebGPU computes wrong gradients" */
const sentencePart = ({ backend, reason }: BackendTrial): string =>
  `${BACKEND_TITLES[backend]} ${reason}`;

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const explain = (fastest: Passed, tried: readonly BackendTrial[]): string => {
  const others = tried.filter((trial) => trial !== fastest).map(sentencePart);
  const title = capitalised(BACKEND_TITLES[fastest.backend]);
  if (others.length === 0) return `${title}, the only one there is here.`;
  return `${title}, which ${fastest.reason}: ${others.join('; ')}.`;
};
