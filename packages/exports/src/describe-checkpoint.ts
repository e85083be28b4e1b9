import {
  completeSteps,
  describeData,
  describePreprocessed,
  type ModelInput,
  modelTitle,
} from '@tributary/model-zoo';
import type { TaskSpec } from '@tributary/protocol';
import type { TrainedCheckpoint } from './checkpoint-formats.ts';

/** What an exported model says: what its last layer does, or for classes what a softmax makes of that. */
export const outputOf = ({ dataset }: TaskSpec): 'probabilities' | 'logits' =>
  describeData(dataset).target === 'number' ? 'logits' : 'probabilities';

/** What an example is when the model meets it, in a sentence. */
export const describeInput = ({ dataset, preprocessing }: TaskSpec): string => {
  const input = describePreprocessed(describeData(dataset), preprocessing);
  const kind = input.featureKind === 'tokens' ? 'indices of tokens' : 'numbers';
  const steps = preprocessing.length === 0 ? '' : ', after the preprocessing';
  return `[batch, ${input.featureShape.join(', ')}] of ${kind}${steps}${pictureNote(input)}`;
};

const pictureNote = ({ featureShape, featureKind }: ModelInput): string =>
  featureShape.length === 3 && !featureKind
    ? '; pictures are [height, width, channels], 0 to 1 before any step'
    : '';

/** What stands in an exported file beside the weights: texts by key. */
export const describeCheckpoint = ({
  config: { name, task },
  round,
  digest,
}: TrainedCheckpoint): Record<string, string> => {
  const data = describeData(task.dataset);
  return {
    producer: 'Tributary',
    run: name,
    round: `${round}`,
    checkpoint: digest,
    data: data.title,
    classes: JSON.stringify(data.classNames),
    model: modelTitle(task.model),
    input: describeInput(task),
    preprocessing: JSON.stringify(completeSteps(data, task.preprocessing)),
  };
};
