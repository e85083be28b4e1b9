import type { Examples } from './dataset.ts';
import { selectExamples } from './select-examples.ts';

/**
 * Every n-th example to each of n parts, for threads that each score one. A part need not look like
 * the whole: of digits in turn, every second one is even. There are as many parts as asked for; the
 * last ones are empty where there are fewer examples.
 */
export const divideExamples = (examples: Examples, parts: number): Examples[] =>
  Array.from({ length: parts }, (_, part) => {
    const length = Math.max(0, Math.ceil((examples.numExamples - part) / parts));
    return selectExamples(
      examples,
      Int32Array.from({ length }, (_unused, index) => part + index * parts),
    );
  });
