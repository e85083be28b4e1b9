import type { Examples } from './dataset.ts';

/**
 * The examples of both, the second behind the first.
 * @throws {RangeError} when they are not of one kind
 */
export const joinExamples = (first: Examples, second: Examples): Examples => {
  if (String(first.featureShape) !== String(second.featureShape)) {
    throw new RangeError(
      `Examples of shape [${first.featureShape}] and [${second.featureShape}] do not go together.`,
    );
  }
  const { naturalIds, ...rest } = first;
  return {
    ...rest,
    numExamples: first.numExamples + second.numExamples,
    features: joinValues(first.features, second.features),
    labels: joinValues(first.labels, second.labels),
    ...(naturalIds &&
      second.naturalIds && { naturalIds: joinValues(naturalIds, second.naturalIds) }),
  };
};

const joinValues = <Values extends Examples['features']>(
  a: Values,
  b: Examples['features'],
): Values => {
  if (a.constructor !== b.constructor) {
    throw new RangeError(
      `Numbers in a ${a.constructor.name} and in a ${b.constructor.name} do not go together.`,
    );
  }
  const joined = new (a.constructor as new (length: number) => Values)(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
};
