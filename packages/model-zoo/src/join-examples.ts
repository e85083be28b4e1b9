import type { Examples } from './dataset.ts';

/**
 * Puts examples of several files or halves one after another. All or none have natural ids.
 * @throws {RangeError} when there are none, or they differ in shape or kind.
 */
export const joinExamples = (parts: readonly Examples[]): Examples => {
  const [first] = parts;
  if (first === undefined) throw new RangeError('There are no examples to join.');
  const naturalIds = parts.flatMap((part) => (part.naturalIds ? [part.naturalIds] : []));
  const alike = parts.every(({ featureShape }) => `${featureShape}` === `${first.featureShape}`);
  if (!alike || ![0, parts.length].includes(naturalIds.length)) {
    throw new RangeError(
      'Examples of different shapes, or with and without ids, cannot be joined.',
    );
  }
  return {
    numExamples: parts.reduce((total, { numExamples }) => total + numExamples, 0),
    featureShape: first.featureShape,
    features: joinArrays(parts.map(({ features }) => features)),
    labels: joinArrays(parts.map(({ labels }) => labels)),
    ...(naturalIds.length > 0 && { naturalIds: joinArrays(naturalIds) }),
  };
};

type Values = Examples['features'];

const joinArrays = <Kind extends Values>(parts: readonly Kind[]): Kind => {
  const [first] = parts as readonly [Kind, ...Kind[]];
  const create = first.constructor as new (length: number) => Kind;
  if (parts.some((part) => part.constructor !== create)) {
    throw new RangeError('Examples of different kinds cannot be joined.');
  }
  const joined = new create(parts.reduce((total, { length }) => total + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
};

/** The examples as all made by one person or place. */
export const withNaturalId = (examples: Examples, naturalId: number): Examples => ({
  ...examples,
  naturalIds: new Int32Array(examples.numExamples).fill(naturalId),
});
