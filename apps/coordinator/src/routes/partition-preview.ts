import {
  countPartition,
  DatasetError,
  datasets,
  partitionExamples,
  summarisePartition,
} from '@tributary/model-zoo';
import type { DividedData } from '@tributary/model-zoo/node';
import {
  MAX_PREVIEWED_PARTITIONS,
  type PartitionPreview,
  type PartitionPreviewRequest,
  partitionPreviewRequestSchema,
  partitionPreviewSchema,
  rejectUnknown,
} from '@tributary/protocol';
import { describeRoute } from '../openapi/describe-route.ts';
import { checkPartition } from '../runner/check-partition.ts';
import type { App, RouteContext } from './context.ts';
import { RefusedError } from './refused-error.ts';

/** What the form for a new run shows before there is a run: who would get what. */
export const partitionPreviewRoutes = (app: App, { data, access }: RouteContext): void => {
  app.post(
    '/api/partition-preview',
    {
      onRequest: access.require,
      schema: describeRoute(
        {
          ...{ tag: 'demo data', opens: 'admins', changes: true },
          summary: 'How a run would divide its public data',
          answer: 'How many examples of what each of the first partitions would get.',
          refusals: ['invalid-config'],
        },
        { body: partitionPreviewRequestSchema, response: { 200: partitionPreviewSchema } },
      ),
    },
    async (request) => previewPartition(request.body, data),
  );
};

/** Not kept, unlike a run's partitions: a person who tries settings would fill the memory. */
const previewPartition = async (
  request: PartitionPreviewRequest,
  data: DividedData,
): Promise<PartitionPreview> => {
  const dataset = datasets.find(request.dataset);
  if (dataset === undefined) {
    const { code, detail } = rejectUnknown('dataset', request.dataset, datasets.names);
    throw new RefusedError(code, detail);
  }
  const checked = checkPartition(request.partition);
  if (!checked.ok) throw new RefusedError(checked.code, checked.detail);
  try {
    const examples = await data.examples(dataset.name);
    const partitions = partitionExamples(checked.partition, examples, checked.partition.seed);
    const { kind, legend, groups, counts } = countPartition(partitions, examples, dataset);
    return {
      kind,
      legend,
      groups: [...groups],
      counts: counts.slice(0, MAX_PREVIEWED_PARTITIONS).map((ofOne) => [...ofOne]),
      numExamples: examples.numExamples,
      summary: summarisePartition({ counts }),
    };
  } catch (error) {
    const isForPeople = error instanceof RangeError || error instanceof DatasetError;
    throw isForPeople ? new RefusedError('invalid-config', error.message) : error;
  }
};
