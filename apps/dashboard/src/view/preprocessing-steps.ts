import { preprocessors } from '@tributary/model-zoo';
import type { TaskSpec } from '@tributary/protocol';

export type Step = TaskSpec['preprocessing'][number];

/** What a device does in a step, as a sentence; nothing where this page does not know the step. */
export const stepSentence = ({ name }: Step): string => preprocessors.find(name)?.description ?? '';

/** The title of a step; its name where this page does not know it. */
export const stepTitle = ({ name }: Step): string => preprocessors.find(name)?.title ?? name;
