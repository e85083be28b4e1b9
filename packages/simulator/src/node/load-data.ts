import { type OpenDatasetOptions, openDataset } from '@tributary/model-zoo/node';
import type { LoadedData } from '../prepare-run.ts';

/** @throws as `openDataset` and the data set's loader do */
export const loadData = async (
  name: string,
  options: OpenDatasetOptions,
): Promise<LoadedData & { readonly name: string }> => {
  const { dataset, source } = await openDataset(name, options);
  const [train, test] = await Promise.all([dataset.loadTrain(source), dataset.loadTest(source)]);
  return { name: dataset.name, dataset, train, test };
};
