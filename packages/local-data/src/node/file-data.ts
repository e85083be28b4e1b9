import { type DataSpec, DatasetError, dataSchemaOf, type Examples } from '@tributary/model-zoo';
import type { CheckedData, DataReport } from '../data-report.ts';
import { splitExamples } from '../split-examples.ts';
import type { TableReading } from '../tables/open-table.ts';
import { readOwnData } from './read-own-data.ts';

export interface FileDataOptions extends TableReading {
  /** A table, a text, or a folder with a folder for each class. */
  readonly path: string;
  /** Of the examples, that are only scored on; a fifth unless given. */
  readonly validationShare?: number;
  /** Goes on without rows or files that have a fault; without it they are an error. */
  readonly leaveOutFaulty?: boolean;
  /** Hears what was found, faults and warnings too. */
  readonly onReport?: (report: DataReport) => void;
}

/** What a client asks its data for; a part of the client library's `DataNeed`. */
interface FileDataNeed {
  readonly task: { readonly dataset: DataSpec };
}

const VALIDATION_SHARE = 0.2;
const SEED = 1;

/**
 * A client's own file or folder as its data, checked by the schema of the run that asks; a `DataProvider` of the
 * client library.
 * @returns rejects with a `DatasetError` for data that do not fit, `bad-format` with the first fault
 */
export const fileData =
  ({
    path,
    validationShare = VALIDATION_SHARE,
    leaveOutFaulty = false,
    onReport,
    ...reading
  }: FileDataOptions) =>
  async ({
    task,
  }: FileDataNeed): Promise<
    Examples | { readonly train: Examples; readonly validation: Examples }
  > => {
    const schema = dataSchemaOf(task.dataset);
    if (schema === undefined) {
      throw new RangeError(`Nobody brings data of this kind as files: ${String(task.dataset)}.`);
    }
    const checked = await readOwnData(path, schema, reading);
    onReport?.(checked.report);
    requireSound(checked, path, leaveOutFaulty);
    const { train, validation } = splitExamples(checked.examples, { validationShare, seed: SEED });
    return validation === undefined ? train : { train, validation };
  };

const requireSound = ({ report }: CheckedData, path: string, leaveOutFaulty: boolean): void => {
  const { errors, numExamples, numFaulty, warnings } = report;
  const [first] = errors.shown;
  if (first !== undefined && (!leaveOutFaulty || numExamples === 0)) {
    const others = errors.total > 1 ? ` There are ${errors.total - 1} more faults.` : '';
    const advice = numExamples > 0 ? ` Mend them, or leave out what has one (${numFaulty}).` : '';
    throw new DatasetError('bad-format', first.message + others + advice, { place: first.place });
  }
  if (numExamples === 0) {
    const reason = warnings.shown[0]?.message ?? '';
    throw new DatasetError(
      'bad-format',
      `There is nothing to train on in ${path}. ${reason}`.trim(),
    );
  }
};
