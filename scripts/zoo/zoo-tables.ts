import { readdirSync } from 'node:fs';
import { type Strategy, strategies } from '@tributary/fedavg';
import {
  type Dataset,
  datasets,
  type Model,
  models,
  type Partitioner,
  type Preprocessor,
  partitioners,
  preprocessors,
  type Task,
  tasks,
} from '@tributary/model-zoo';
import { presets, type SimulationInput } from '@tributary/simulator';
import { markdownTable, type TableColumn } from '@tributary/terminal';
import type { z } from 'zod';
import { describeExample, takenBy, typicalWeights } from './model-facts.ts';

const NONE = '–';
const ZOO = '../packages/model-zoo/src';

const number = (value: number): string => value.toLocaleString('en');
const code = (text: string): string => `\`${text}\``;
const named = (folder: string): TableColumn<{ readonly name: string }> => ({
  head: 'name',
  cell: ({ name }) => `[${code(name)}](${folder}/${fileOf(folder, name)})`,
});
const titled: TableColumn<{ readonly title: string }> = {
  head: 'title',
  cell: ({ title }) => title,
};

/** The file of a folder that an entry stands in: `FedAvgM` in `fed-avg-m.ts`, `QFedAvg` in `q-fed-avg.ts`. */
const fileOf = (folder: string, name: string): string => {
  const plain = (text: string) => text.replaceAll(/[^A-Za-z0-9]/g, '').toLowerCase();
  const file = readdirSync(new URL(`../${folder}`, import.meta.url)).find(
    (candidate) => plain(candidate.replace(/\.ts$/, '')) === plain(name),
  );
  if (!file) throw new Error(`No file in ${folder} is called after "${name}".`);
  return file;
};

const settingsOf = (schema: z.ZodObject): string =>
  Object.keys(schema.shape).map(code).join(', ') || NONE;

export const modelTable = (): string =>
  markdownTable<Model>(models.entries, [
    named(`${ZOO}/models`),
    titled,
    { head: 'weights', cell: (model) => number(typicalWeights(model)) },
    { head: 'on', cell: ({ typicalDataset }) => code(typicalDataset) },
    { head: 'takes', cell: (model) => takenBy(model).join(', ') },
    { head: 'source', cell: ({ paper }) => paper ?? NONE },
  ]);

const learntFrom = (dataset: Dataset): string => {
  const { target, numClasses, classNames } = dataset;
  if (target === 'number') return `a number: ${classNames.join(', ')}`;
  const isNext = describeExample(dataset) === 'tokens, each with its next';
  return isNext ? `the next of ${numClasses} tokens` : `${numClasses} classes`;
};

/** A page about it, or else where its first file is published. */
const originOf = ({ homepage, files }: Dataset): string => {
  const mirror = files[0]?.mirrors[0];
  const address = homepage ?? (mirror && new URL('.', mirror).href);
  return address ? `[${new URL(address).host}](${address})` : NONE;
};

export const datasetTable = (): string =>
  markdownTable<Dataset>(datasets.entries, [
    named(`${ZOO}/datasets`),
    titled,
    { head: 'train', cell: ({ size }) => number(size.train) },
    { head: 'test', cell: ({ size }) => number(size.test) },
    {
      head: 'examples',
      cell: (dataset) => `${describeExample(dataset)}, ${dataset.featureShape.join(' × ')}`,
    },
    { head: 'to be learnt', cell: learntFrom },
    { head: 'natural clients', cell: ({ naturalUnit }) => naturalUnit ?? NONE },
    { head: 'licence', cell: ({ licence }) => licence },
    { head: 'from', cell: originOf },
  ]);

export const partitionerTable = (): string =>
  markdownTable<Partitioner>(partitioners.entries, [
    named(`${ZOO}/partitioners`),
    { head: 'what it does', cell: ({ summary }) => summary },
    { head: 'divides', cell: ({ axis }) => axis ?? 'examples' },
    { head: 'settings', cell: ({ params }) => settingsOf(params) },
  ]);

export const preprocessorTable = (): string =>
  markdownTable<Preprocessor>(preprocessors.entries, [
    named(`${ZOO}/preprocessors`),
    { head: 'what it does', cell: ({ description }) => description },
    {
      head: 'when',
      cell: ({ when }) => (when === 'training' ? 'anew in every epoch of training' : 'once'),
    },
    { head: 'settings', cell: ({ params }) => settingsOf(params) },
  ]);

export const taskTable = (): string =>
  markdownTable<Task>(tasks.entries, [
    named(`${ZOO}/tasks`),
    titled,
    { head: 'data set', cell: ({ dataset }) => code(dataset) },
    { head: 'model', cell: ({ model }) => code(model) },
    { head: 'clients', cell: ({ partition }) => code(partition.partitioner) },
    {
      head: 'preprocessing',
      cell: ({ preprocessing = [] }) =>
        preprocessing.map(({ name }) => code(name)).join(', ') || NONE,
    },
    { head: 'epochs', cell: ({ clientWork }) => number(clientWork.epochs) },
    { head: 'batch', cell: ({ clientWork }) => number(clientWork.batchSize) },
    { head: 'rate', cell: ({ clientWork }) => String(clientWork.learningRate) },
  ]);

export const strategyTable = (): string =>
  markdownTable<Strategy>(strategies.entries, [
    named('../packages/fedavg/src/strategies'),
    { head: 'what it does', cell: ({ summary }) => summary },
    { head: 'settings', cell: ({ hyperparams }) => settingsOf(hyperparams) },
    { head: 'source', cell: ({ paper }) => paper },
  ]);

export const presetTable = (): string =>
  markdownTable<SimulationInput>(presets.entries, [
    named('../packages/simulator/src/presets'),
    titled,
    { head: 'what it does', cell: ({ description = NONE }) => description },
  ]);
