import { type DataSpec, findData } from './describe-data.ts';
import { type ModelSpec, modelTitle } from './layers-model.ts';
import { tasks } from './tasks/registry.generated.ts';

/** What a run is about, for somebody who has never heard of it. */
export interface TaskDescription {
  /** What is learnt, one sentence. */
  readonly goal: string;
  readonly dataTitle: string;
  /** Empty where nothing is known. */
  readonly dataDescription: string;
  readonly modelTitle: string;
}

/** Names that the zoo does not know (an older one wrote them) stand as they are. */
export const describeTask = (task: {
  readonly dataset: DataSpec;
  readonly model: ModelSpec;
}): TaskDescription => {
  const data = findData(task.dataset);
  const dataTitle = data?.title ?? String(task.dataset);
  return {
    goal: goalOf(task) ?? `Learns from the data set “${dataTitle}”.`,
    dataTitle,
    dataDescription: data?.description ?? '',
    modelTitle: modelTitle(task.model),
  };
};

/** The template of the same data tells it, whatever the model. */
const goalOf = ({ dataset, model }: Parameters<typeof describeTask>[0]): string | undefined => {
  const sameData = tasks.entries.filter((task) => task.dataset === dataset);
  return (sameData.find((task) => task.model === model) ?? sameData[0])?.description;
};
