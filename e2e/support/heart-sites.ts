import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Seed } from '@tributary/fedavg';
import {
  type CheckedData,
  checkTable,
  guessHeader,
  localFile,
  mapColumns,
  openTable,
} from '@tributary/local-data';
import {
  dataSchemaOf,
  datasets,
  describeData,
  type Examples,
  holdOut,
  joinExamples,
  preprocess,
  preprocessedInput,
  type TableDataSchema,
  taskModel,
  tasks,
} from '@tributary/model-zoo';
import { openDataset } from '@tributary/model-zoo/node';
import type { Trainer } from '@tributary/trainer';

const dataDir =
  process.env.TRIBUTARY_DATA_DIR ||
  fileURLToPath(new URL('../../../../shared/data', import.meta.url));

const { name: dataset, files } = datasets.get('heart-disease');

/** UCI's files may be absent where the tests run. */
export const hasHeartFiles = existsSync(`${dataDir}/tabular-heart-4sites`);

const schema = dataSchemaOf(dataset) as TableDataSchema;
const { model, preprocessing = [], clientWork } = tasks.get('heart-disease');

/** What every hospital brings, as a run asks for it. */
export const heartTask = {
  dataset: { ...schema, title: 'Patients of a hospital' },
  model,
  preprocessing: [...preprocessing],
};

/** One hospital's rows as its file has them: no names of columns, `?` for what is missing. */
export interface Site {
  readonly name: string;
  readonly train: readonly string[];
  /** Nobody trains on these. */
  readonly heldOut: readonly string[];
}

/** A third of each hospital's patients, drawn from both classes alike, is held out. */
export const readSites = async (): Promise<Site[]> => {
  const { source } = await openDataset(dataset, { dataDir, offline: true });
  return Promise.all(
    files.map(async ({ name }) => {
      const lines = new TextDecoder()
        .decode(await source(name))
        .trim()
        .split('\n');
      const { labels } = (await examplesOf(lines)).examples;
      const halves = holdOut(labels as Int32Array, { testFraction: 1 / 3, seed: 7 });
      const pick = (rows: Int32Array) => Array.from(rows, (row) => lines[row] ?? '');
      return { name, train: pick(halves.train), heldOut: pick(halves.test) };
    }),
  );
};

/** Lines of a hospital's file as a page would read them. */
const examplesOf = async (lines: readonly string[]): Promise<CheckedData> => {
  const file = localFile(new Blob([lines.join('\n')]), 'site.data');
  const table = await openTable(file, guessHeader([]), { hasHeader: false });
  return checkTable(table, mapColumns(table, schema), schema);
};

const prepared = async (lines: readonly string[]): Promise<Examples> =>
  preprocess((await examplesOf(lines)).examples, describeData(schema), preprocessing);

/** Accuracy on the held-out rows of all hospitals together. */
export const pooledAccuracy = async (
  trainer: Trainer,
  sites: readonly Site[],
  weights: Float32Array,
): Promise<number> => {
  await trainer.prepare({ model, input: preprocessedInput(heartTask), backend: 'wasm' });
  const examples = joinExamples(await Promise.all(sites.map(({ heldOut }) => prepared(heldOut))));
  const { accuracy } = await trainer.evaluate({ weights, examples });
  return accuracy ?? 0;
};

/** What a hospital makes of the model alone, in so many epochs over its own rows. */
export const trainAlone = async (
  trainer: Trainer,
  site: Site,
  { epochs, seed }: { readonly epochs: number; readonly seed: Seed },
): Promise<Float32Array> => {
  await trainer.prepare({ model, input: preprocessedInput(heartTask), backend: 'wasm' });
  await trainer.load(await prepared(site.train));
  const { batchSize = 8, learningRate = 0.1 } = clientWork ?? {};
  const weights = taskModel(heartTask).init(seed);
  const { delta } = await trainer.train({
    weights,
    work: { epochs, batchSize, learningRate },
    seed,
  });
  return weights.map((weight, at) => weight + (delta[at] ?? 0));
};
