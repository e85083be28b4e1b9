import {
  type DataSchema,
  type Examples,
  examplesFromIdx,
  joinExamples,
  publicDataset,
  randomExamples,
  withNaturalId,
} from '@tributary/model-zoo';
import { describeRejection, isRejection, type RunConfig, shardsSchema } from '@tributary/protocol';
import { faultsSentence, isInOneFile, readOwnFile } from './read-own-file.ts';
import type { ExampleSource } from './try-out-messages.ts';

interface Wanted {
  readonly config: RunConfig;
  readonly source: ExampleSource;
  /** How many virtual clients share the examples. */
  readonly clients: number;
  /** Hears what does not pass the check in a file of the person's own. */
  readonly onFaults: (sentence: string) => void;
}

/** Of each client: a few batches, whatever their size. */
const MOST_EXAMPLES = 200;
const RANDOM_EXAMPLES = 48;

/**
 * The examples of a dry run, each with its client's number as its natural id.
 * @throws when the coordinator has none or cannot be reached; {DatasetError} for a file that is no such table
 */
export const gatherExamples = async ({
  config,
  source,
  clients,
  onFaults,
}: Wanted): Promise<Examples> => {
  const { dataset } = config.task;
  if (typeof dataset === 'string') return fetchShards(config, clients);
  if (source.kind !== 'file' || !isInOneFile(dataset)) {
    return dealOut(drawExamples(dataset, { config, clients }), clients);
  }
  const checked = await readOwnFile(dataset, source.file);
  const faults = faultsSentence(checked);
  if (faults !== null) onFaults(faults);
  return dealOut(checked.examples, clients);
};

/** The shards of the first clients, thinned out. */
const fetchShards = async (
  { task, partition }: Pick<RunConfig, 'task' | 'partition'>,
  clients: number,
): Promise<Examples> => {
  const { name, ...layout } = publicDataset(task.dataset);
  const query = new URLSearchParams({
    partition: JSON.stringify(partition),
    atMost: String(Math.ceil(MOST_EXAMPLES / Math.max(1, clients / 10))),
  });
  const path = `/api/datasets/${encodeURIComponent(name)}/shards`;
  const counted = await ask(`${path}?${query}`);
  const { numPartitions } = shardsSchema.parse(await counted.json());
  const parts = Array.from({ length: Math.min(clients, numPartitions) }, async (_, shard) => {
    const [images, labels] = await Promise.all(
      ['images', 'labels'].map(async (part) => {
        const answer = await ask(`${path}/${shard}/${part}.idx?${query}`);
        return new Uint8Array(await answer.arrayBuffer());
      }),
    );
    const files = { images: images as Uint8Array, labels: labels as Uint8Array };
    const named = { images: 'images.idx', labels: 'labels.idx', ...layout };
    return withNaturalId(examplesFromIdx(files, named), shard);
  });
  return joinExamples(await Promise.all(parts));
};

/**
 * The weights that a model of somebody's own begins with; undefined where the seed draws them.
 * @throws as {@link gatherExamples} does
 */
export const fetchFirstWeights = async ({
  task: { model },
}: Pick<RunConfig, 'task'>): Promise<Uint8Array | undefined> => {
  if (typeof model === 'string' || model.weights === undefined) return undefined;
  const answer = await ask(`/api/checkpoints/${model.weights}`);
  return new Uint8Array(await answer.arrayBuffer());
};

const ask = async (path: string): Promise<Response> => {
  const answer = await fetch(path).catch((cause: unknown) => {
    throw new Error('The coordinator cannot be reached. Check that it is running.', { cause });
  });
  if (answer.ok) return answer;
  const refusal: unknown = await answer.json().catch(() => null);
  throw new Error(
    isRejection(refusal)
      ? describeRejection(refusal)
      : `The coordinator answered with the status ${answer.status}.`,
  );
};

const drawExamples = (
  schema: DataSchema,
  { config, clients }: Pick<Wanted, 'config' | 'clients'>,
): Examples =>
  randomExamples(schema, {
    numExamples: clients * Math.max(RANDOM_EXAMPLES, 2 * config.clientWork.batchSize),
    seed: config.seed,
  });

/** One after another to each client in turn. */
const dealOut = (examples: Examples, clients: number): Examples => ({
  ...examples,
  naturalIds: Int32Array.from({ length: examples.numExamples }, (_, at) => at % clients),
});
