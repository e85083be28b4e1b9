import type { Examples } from '@tributary/model-zoo';

type Values = Examples['features'] | Examples['labels'];

/** The same numbers in memory that all threads see. */
export const share = <Numbers extends Values>(values: Numbers): Numbers => {
  const Numbers = values.constructor as new (buffer: SharedArrayBuffer) => Numbers;
  const copy = new Numbers(new SharedArrayBuffer(values.byteLength));
  copy.set(values);
  return copy;
};

/** The same examples in memory that all threads see, without their natural ids. */
export const shareExamples = ({
  numExamples,
  featureShape,
  features,
  labels,
}: Examples): Examples => ({
  numExamples,
  featureShape,
  features: share(features),
  labels: share(labels),
});
