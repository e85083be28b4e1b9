import type { CategoryColumn, Column, Dataset, Examples, FileSource } from '../dataset.ts';
import { gzippedFile } from '../formats/gzipped-file.ts';
import { halvesOf, holdOut } from '../formats/hold-out.ts';
import { describeColumns, readTable, type TableSchema } from '../formats/read-table.ts';
import { joinExamples, withNaturalId } from '../join-examples.ts';

const category = (name: string, categories: readonly string[]): CategoryColumn => ({
  name,
  kind: 'category',
  categories,
});

/** Names, units and categories as in UCI's heart-disease.names. */
const columns: readonly Column[] = [
  { name: 'age', kind: 'number', range: [20, 100] },
  category('sex', ['female', 'male']),
  category('cp', ['typical angina', 'atypical angina', 'non-anginal pain', 'asymptomatic']),
  { name: 'trestbps', kind: 'number', range: [0, 250] },
  { name: 'chol', kind: 'number', range: [0, 650] },
  category('fbs', ['at most 120 mg/dl', 'above 120 mg/dl']),
  category('restecg', ['normal', 'ST-T wave abnormality', 'left ventricular hypertrophy']),
  { name: 'thalach', kind: 'number', range: [50, 250] },
  category('exang', ['no', 'yes']),
  { name: 'oldpeak', kind: 'number', range: [-3, 7] },
  category('slope', ['upsloping', 'flat', 'downsloping']),
  { name: 'ca', kind: 'number', range: [0, 3] },
  category('thal', ['normal', 'fixed defect', 'reversible defect']),
];

const schema: TableSchema = {
  columns,
  header: [...columns.map(({ name }) => name), 'num'],
  codes: {
    sex: ['0', '1'],
    cp: ['1', '2', '3', '4'],
    fbs: ['0', '1'],
    restecg: ['0', '1', '2'],
    exang: ['0', '1'],
    slope: ['1', '2', '3'],
    thal: ['3', '6', '7'],
  },
  missing: ['?'],
  strict: true,
  target: { column: 'num', classes: [['0'], ['1', '2', '3', '4']] },
};

const file = (name: string, plain: string, gzipped: string) =>
  gzippedFile(name, {
    folder: 'tabular-heart-4sites',
    plain,
    gzipped,
    mirrors: [`https://archive.ics.uci.edu/ml/machine-learning-databases/heart-disease/${name}`],
  });

const files = [
  file(
    'processed.cleveland.data',
    'a74b7efa387bc9d108d7d0115d831fe9b414b29ae7124f331b622b4efa0427c8',
    '8ee02964362f00c289ad0742e142b8170e1776246392b8eed0750b6371f74058',
  ),
  file(
    'processed.hungarian.data',
    'd1ad108f785768cd3d7e82dc522e6f5a61eea93cccfb3a46ee8076f73fc3d796',
    '80afd757332a243867ba6cf5935b401a1d7cf48aca613ff2f939aa2122f6d963',
  ),
  file(
    'processed.switzerland.data',
    '834a405ccf5b66ab4056bb77794adc8df0b7125186454c0a1d002d33c6c3b314',
    '2887f41a827b530f6e473ea8342fb6e615af12bc7a54d08492afeed3b9f3cac6',
  ),
  file(
    'processed.va.data',
    'e7c93d8d0d2acdadfa4c5e8de768e2191e7f618b952e29623f1f0d5949ff6b8f',
    '86a746a96d45473e17bd51e96afd40d13fbefdcce14d3124ae999debb415cb07',
  ),
];

/** Fixed, so that every machine has the same halves. */
const SEED = 4;

const loadAll = async (source: FileSource): Promise<Examples> =>
  joinExamples(
    await Promise.all(
      files.map(async ({ name }, hospital) =>
        withNaturalId(readTable(await source(name), schema, name), hospital),
      ),
    ),
  );

/**
 * Heart disease (Janosi, Steinbrunn, Pfisterer & Detrano 1988; data of FLamby's Fed-Heart-Disease):
 * 920 patients of four hospitals, 13 columns of UCI's processed files, many of them missing. All rows
 * are kept, as published: Switzerland has 0 for every `chol`, and VA here and there, which no person
 * can have. A third of each hospital's and class's patients is drawn for the test half.
 */
export const heartDisease: Dataset = {
  ...describeColumns(columns),
  table: schema,
  name: 'heart-disease',
  title: 'Heart disease in four hospitals',
  description:
    'Patients examined for heart disease in Cleveland, Budapest, Switzerland and Long Beach.',
  licence: 'CC BY 4.0; name the investigators',
  size: { train: 613, test: 307 },
  homepage: 'https://archive.ics.uci.edu/dataset/45/heart+disease',
  missing: true,
  numClasses: 2,
  classNames: ['healthy', 'heart disease'],
  naturalUnit: 'hospital',
  naturalNames: ['Cleveland', 'Hungary', 'Switzerland', 'VA Long Beach'],
  files,
  ...halvesOf(loadAll, ({ labels, naturalIds = new Int32Array(labels.length) }) =>
    holdOut(
      naturalIds.map((hospital, row) => 2 * hospital + (labels[row] as number)),
      { testFraction: 1 / 3, seed: SEED },
    ),
  ),
};
