import type { CategoryColumn, Column, Dataset, FileSource } from '../dataset.ts';
import { gzippedFile } from '../formats/gzipped-file.ts';
import { describeColumns, readTable, type TableSchema } from '../formats/read-table.ts';

const category = (name: string, categories: string): CategoryColumn => ({
  name,
  kind: 'category',
  categories: categories.split(', '),
});

const occupation = category(
  'occupation',
  'Tech-support, Craft-repair, Other-service, Sales, Exec-managerial, Prof-specialty, Handlers-cleaners, Machine-op-inspct, Adm-clerical, Farming-fishing, Transport-moving, Priv-house-serv, Protective-serv, Armed-Forces',
);

/** Names and categories as in UCI's adult.names, misspellings and all. */
const columns: readonly Column[] = [
  { name: 'age', kind: 'number', range: [17, 90] },
  category(
    'workclass',
    'Private, Self-emp-not-inc, Self-emp-inc, Federal-gov, Local-gov, State-gov, Without-pay, Never-worked',
  ),
  { name: 'fnlwgt', kind: 'number', range: [0, 1_500_000] },
  category(
    'education',
    'Bachelors, Some-college, 11th, HS-grad, Prof-school, Assoc-acdm, Assoc-voc, 9th, 7th-8th, 12th, Masters, 1st-4th, 10th, Doctorate, 5th-6th, Preschool',
  ),
  { name: 'education-num', kind: 'number', range: [1, 16] },
  category(
    'marital-status',
    'Married-civ-spouse, Divorced, Never-married, Separated, Widowed, Married-spouse-absent, Married-AF-spouse',
  ),
  occupation,
  category('relationship', 'Wife, Own-child, Husband, Not-in-family, Other-relative, Unmarried'),
  category('race', 'White, Asian-Pac-Islander, Amer-Indian-Eskimo, Other, Black'),
  category('sex', 'Female, Male'),
  { name: 'capital-gain', kind: 'number', range: [0, 99_999] },
  { name: 'capital-loss', kind: 'number', range: [0, 5_000] },
  { name: 'hours-per-week', kind: 'number', range: [0, 99] },
  category(
    'native-country',
    'United-States, Cambodia, England, Puerto-Rico, Canada, Germany, Outlying-US(Guam-USVI-etc), India, Japan, Greece, South, China, Cuba, Iran, Honduras, Philippines, Italy, Poland, Jamaica, Vietnam, Mexico, Portugal, Ireland, France, Dominican-Republic, Laos, Ecuador, Taiwan, Haiti, Columbia, Hungary, Guatemala, Nicaragua, Scotland, Thailand, Yugoslavia, El-Salvador, Trinadad&Tobago, Peru, Hong, Holand-Netherlands',
  ),
];

/** The test file writes `<=50K.` where the other writes `<=50K`, and begins with a line of its own. */
const schema: TableSchema = {
  columns,
  header: [...columns.map(({ name }) => name), 'income'],
  comment: '|',
  missing: ['?'],
  strict: true,
  target: {
    column: 'income',
    classes: [
      ['<=50K', '<=50K.'],
      ['>50K', '>50K.'],
    ],
  },
  naturalKey: occupation.name,
};

const load = (name: string) => async (source: FileSource) =>
  readTable(await source(name), schema, name);

const mirror = 'https://archive.ics.uci.edu/ml/machine-learning-databases/adult/';

/**
 * Adult (Becker & Kohavi 1996): the US census of 1994, 32,561 + 16,281 people. Natural ids are the
 * occupations rather than the countries, because nine of ten people come from one country; an
 * occupation stays a feature as well. 0 are the people who state none.
 */
export const adult: Dataset = {
  ...describeColumns(columns),
  table: schema,
  name: 'adult',
  title: 'Income by census',
  description:
    'What people told the US census of 1994 about their work and family, and whether they earn more than 50,000 dollars a year.',
  licence: 'CC BY 4.0',
  size: { train: 32_561, test: 16_281 },
  homepage: 'https://archive.ics.uci.edu/dataset/2/adult',
  numClasses: 2,
  classNames: ['at most 50,000 dollars', 'more than 50,000 dollars'],
  naturalUnit: 'occupation',
  naturalNames: ['not stated', ...occupation.categories],
  files: [
    gzippedFile('adult.data', {
      folder: 'tabular-adult',
      plain: '5b00264637dbfec36bdeaab5676b0b309ff9eb788d63554ca0a249491c86603d',
      gzipped: 'c7a2b4716a97f930123e0baf879188d701e798172631a654fc703d4b082907f3',
      mirrors: [`${mirror}adult.data`],
    }),
    gzippedFile('adult.test', {
      folder: 'tabular-adult',
      plain: 'a2a9044bc167a35b2361efbabec64e89d69ce82d9790d2980119aac5fd7e9c05',
      gzipped: '8a2c1bffa6e7ce5abfa43881ae5e87c4311ebc2b3cd526c9c40a43f19f06f799',
      mirrors: [`${mirror}adult.test`],
    }),
  ],
  loadTrain: load('adult.data.gz'),
  loadTest: load('adult.test.gz'),
};
