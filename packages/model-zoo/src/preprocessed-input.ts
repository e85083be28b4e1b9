import { type DataSpec, describeData } from './describe-data.ts';
import type { ModelInput } from './model-input.ts';
import { describePreprocessed } from './preprocess.ts';
import type { Task } from './task.ts';

/**
 * What a task's model meets: its data set's examples after its preprocessing.
 * @throws {RangeError} when a step is unknown or does not fit; the message names it
 */
export const preprocessedInput = ({
  dataset,
  preprocessing = [],
}: Pick<Task, 'preprocessing'> & { readonly dataset: DataSpec }): ModelInput =>
  describePreprocessed(describeData(dataset), preprocessing);
