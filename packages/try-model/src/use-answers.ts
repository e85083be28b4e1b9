import type { Prediction, UnlabelledExamples } from '@tributary/trainer';
import { useEffect, useState } from 'react';
import type { LazyModel } from './use-model.ts';

export interface Answers {
  /** One for each checkpoint that was asked; of the last example, until the next answers are there. */
  readonly predictions: readonly Prediction[];
  readonly isAsking: boolean;
  readonly error: Error | null;
}

const nothing: Answers = { predictions: [], isAsking: false, error: null };

/** Asks each of the checkpoints about an example, and again whenever one of them is another. */
export const useAnswers = (
  model: LazyModel,
  digests: readonly string[],
  example: UnlabelledExamples | null,
): Answers => {
  const [answers, setAnswers] = useState(nothing);
  const asked = digests.join();
  useEffect(() => {
    if (example === null) {
      setAnswers(nothing);
      return;
    }
    let isStale = false;
    const show = (next: Answers) => {
      if (!isStale) setAnswers(next);
    };
    setAnswers(({ predictions }) => ({ predictions, isAsking: true, error: null }));
    const ask = async (digest: string) =>
      (await model.open()).ask(await model.weights(digest), example);
    Promise.all(digests.map(ask))
      .then((predictions) => show({ predictions, isAsking: false, error: null }))
      .catch((error) => show({ predictions: [], isAsking: false, error: asError(error) }));
    return () => {
      isStale = true;
    };
  }, [model, asked, example]);
  return answers;
};

export const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error(String(error));
