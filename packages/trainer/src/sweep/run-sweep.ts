import type { Tf } from '@tributary/model-zoo';
import { type CaseValues, evaluateCase } from './evaluate-case.ts';
import { relativeError } from './relative-error.ts';
import type { SweepCase } from './sweep-case.ts';
import { sweepCases } from './sweep-cases.ts';

/** Float32 sums of some hundred terms stay within 1e-5; half precision does not come near. */
const TOLERANCE = 1e-4;

/** How one case came out on a backend, against the references. */
export interface SweepResult {
  readonly name: string;
  readonly ok: boolean;
  /** Relative to the largest number of the reference. */
  readonly forwardError: number;
  /** One per real input. */
  readonly gradientErrors: readonly number[];
  /** Why it could not be computed at all. */
  readonly message?: string;
}

/**
 * What every case should give, computed on the cpu backend, whose arithmetic is float64 and whose
 * results are rounded to float32. That backend must be the current one.
 */
export const computeReferences = async (tf: Tf): Promise<CaseValues[]> => {
  if (tf.getBackend() !== 'cpu') throw new Error('References are computed on the cpu backend.');
  const references: CaseValues[] = [];
  for (const sweepCase of sweepCases) {
    try {
      references.push(await evaluateCase(tf, sweepCase));
    } catch (cause) {
      throw new Error(`The case "${sweepCase.name}" has no reference: ${reasonOf(cause)}`, {
        cause,
      });
    }
  }
  return references;
};

/** Computes one case on the current backend and compares it. Never throws. */
export const checkCase = async (
  tf: Tf,
  sweepCase: SweepCase,
  reference: CaseValues,
): Promise<SweepResult> => {
  const { name, tolerance = TOLERANCE } = sweepCase;
  try {
    const values = await evaluateCase(tf, sweepCase);
    const sameShape = values.shape.join() === reference.shape.join();
    const forwardError = sameShape
      ? relativeError(values.forward, reference.forward)
      : Number.POSITIVE_INFINITY;
    const gradientErrors = reference.gradients.map((gradient, index) =>
      relativeError(values.gradients[index] ?? [], gradient),
    );
    const ok = [forwardError, ...gradientErrors].every((error) => error <= tolerance);
    return { name, ok, forwardError, gradientErrors };
  } catch (error) {
    const forwardError = Number.POSITIVE_INFINITY;
    return { name, ok: false, forwardError, gradientErrors: [], message: reasonOf(error) };
  }
};

/** Computes all cases on the current backend. `tf.memory()` is afterwards what it was before. */
export const runSweep = async (
  tf: Tf,
  references: readonly CaseValues[],
): Promise<SweepResult[]> => {
  const byName = new Map(references.map((reference) => [reference.name, reference]));
  const results: SweepResult[] = [];
  for (const sweepCase of sweepCases) {
    const reference = byName.get(sweepCase.name);
    if (!reference) throw new Error(`There is no reference for the case "${sweepCase.name}".`);
    results.push(await checkCase(tf, sweepCase, reference));
  }
  return results;
};

const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
