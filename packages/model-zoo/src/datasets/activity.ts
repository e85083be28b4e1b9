import type { Dataset, Examples, FileSource } from '../dataset.ts';
import { badFormat } from '../formats/bad-format.ts';
import { gzippedFile } from '../formats/gzipped-file.ts';
import { readTable, type TableSchema } from '../formats/read-table.ts';
import { readWindows } from '../formats/read-windows.ts';
import { selectExamples } from '../select-examples.ts';

const STEPS = 128;
const WINDOWS = 'hapt-windows-128x6-int16le.bin.gz';
const META = 'hapt-windows-meta.csv.gz';

/** The accelerometer's unit in g and the gyroscope's in rad/s, of one step of the file's integers. */
const ACCELERATION = 1 / 720;
const ROTATION = (0.0175 * Math.PI) / 180;

/** The file numbers them from 1; 7 to 12 are the transitions between postures. */
const classNames = ['walking', 'upstairs', 'downstairs', 'sitting', 'standing', 'lying'];
const NUM_ACTIVITIES = 12;

/** As published (Reyes-Ortiz et al. 2016): these nine people's windows are for testing. */
const testPeople: ReadonlySet<number> = new Set([2, 4, 9, 10, 12, 13, 18, 20, 24]);

const schema: TableSchema = {
  columns: [],
  target: {
    column: 'activity',
    classes: Array.from({ length: NUM_ACTIVITIES }, (_, at) => [String(at + 1)]),
  },
  naturalKey: 'user',
};

const loadAll = async (source: FileSource): Promise<Examples> => {
  const meta = readTable(await source(META), schema, META);
  const unitOfChannel = [...Array(3).fill(ACCELERATION), ...Array(3).fill(ROTATION)];
  const features = readWindows(await source(WINDOWS), { steps: STEPS, unitOfChannel }, WINDOWS);
  const featureShape = [STEPS, unitOfChannel.length];
  const numWindows = features.length / (STEPS * unitOfChannel.length);
  if (numWindows !== meta.numExamples) {
    throw badFormat(
      { file: META },
      `found ${meta.numExamples} rows, expected ${numWindows}, one for each window of ${WINDOWS}`,
    );
  }
  return { ...meta, featureShape, features };
};

const load =
  (isTest: boolean) =>
  async (source: FileSource): Promise<Examples> => {
    const all = await loadAll(source);
    const rows = Int32Array.from(all.labels.keys()).filter(
      (row) =>
        (all.labels[row] as number) < classNames.length &&
        testPeople.has(all.naturalIds?.[row] as number) === isTest,
    );
    return selectExamples(all, rows);
  };

/**
 * Human activities and postural transitions (Reyes-Ortiz et al. 2016): windows of 2.56 s at 50 Hz from
 * a telephone at the waist, acceleration in g and rotation in rad/s, each along three axes. The six
 * basic activities only: the transitions are too few, 518 windows of 10,929. Natural ids are the 30
 * people, from 1, 21 of them in the training half and the other nine in the test half.
 */
export const activity: Dataset = {
  name: 'activity',
  title: 'Activities by telephone',
  description:
    'What thirty people’s telephones felt while their owners walked, climbed stairs, sat, stood or lay.',
  licence: 'conflicting statements; for tests only',
  size: { train: 7_415, test: 2_996 },
  homepage:
    'https://archive.ics.uci.edu/dataset/341/smartphone+based+recognition+of+human+activities+and+postural+transitions',
  featureShape: [STEPS, 6],
  numClasses: classNames.length,
  classNames,
  naturalUnit: 'person',
  files: [
    gzippedFile('hapt-windows-128x6-int16le.bin', {
      folder: 'hapt',
      plain: '0fe5093fb028146a6f1e52101756f79f494f8b254c2cf8577301529ba9ea918d',
      gzipped: '7b39f9f126f4586af33e5a7434954cf0d9f7479dea26f3d7e3a0aecd57b49cef',
    }),
    gzippedFile('hapt-windows-meta.csv', {
      folder: 'hapt',
      plain: '60b588ea6ef3fc7f7edb269122d8aa7124e4a60edb1c869c2d8730e4d5a8bf3e',
      gzipped: 'c0c98b7ce567812ea2cb2239d4d8affd271eca002460be75e151aaa56ae01f43',
    }),
  ],
  loadTrain: load(false),
  loadTest: load(true),
};
