import type { Seed } from '@tributary/fedavg';
import type { Examples } from '../dataset.ts';
import { partitionExamples } from '../partition-examples.ts';
import type { Task } from '../task.ts';
import { type OpenDatasetOptions, openDataset } from './data-source.ts';

/** A data set and how it is divided among clients. */
export interface Division {
  readonly dataset: string;
  readonly partition: Task['partition'] & { readonly seed: Seed };
}

/** Training examples and their partitions, each loaded or computed once, when first asked for. */
export interface DividedData {
  /** The training examples. @throws as {@link openDataset} and the data set's loader do. */
  examples(dataset: string): Promise<Examples>;
  /** @returns for each partition the indices of its examples. */
  partitions(division: Division): Promise<Int32Array[]>;
}

/** @param options where the files are looked for */
export const createDividedData = (options: OpenDatasetOptions): DividedData => {
  const examples = remember(async (name: string) => {
    const { dataset, source } = await openDataset(name, options);
    return dataset.loadTrain(source);
  });
  const partitionsFor = remember(async (key: string) => {
    const { dataset, partition }: Division = JSON.parse(key);
    return partitionExamples(partition, await examples(dataset), partition.seed);
  });
  return {
    examples,
    partitions: ({ dataset, partition }) => partitionsFor(JSON.stringify({ dataset, partition })),
  };
};

/** Asks once for each key; what failed is asked for again. */
const remember = <Value>(
  ask: (key: string) => Promise<Value>,
): ((key: string) => Promise<Value>) => {
  const answers = new Map<string, Promise<Value>>();
  return (key) => {
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = ask(key);
    answers.set(key, answer);
    answer.catch(() => answers.delete(key));
    return answer;
  };
};
