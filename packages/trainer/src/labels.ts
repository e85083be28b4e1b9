/**
 * Makes sure that a model has a logit for every label; numbers to be predicted are not classes.
 * @throws {RangeError} otherwise
 */
export const assertLabels = (labels: Int32Array | Float32Array, numClasses: number): void => {
  if (labels instanceof Float32Array) return;
  const odd = labels.find((label) => label < 0 || label >= numClasses);
  if (odd === undefined) return;
  throw new RangeError(
    `An example has label ${odd}, but the model knows classes 0 to ${numClasses - 1}. Build the model for this data set.`,
  );
};
