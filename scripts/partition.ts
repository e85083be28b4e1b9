/**
 * `pnpm partition <dataset>`: shows how a data set would be divided among clients, as a summary with
 * bars for the terminal, as a picture (`--out`) or as JSON.
 */
import { writeFile } from 'node:fs/promises';
import {
  countPartition,
  DatasetError,
  drawPartition,
  printPartition,
  summarisePartition,
} from '@tributary/model-zoo';
import { openDataset } from '@tributary/model-zoo/node';
import { describeIssues } from '@tributary/protocol';
import { z } from 'zod';
import { divide, listParams } from './partition/divide.ts';
import { formatSummary } from './partition/format-summary.ts';
import { type PartitionOptions, parsePartitionOptions } from './partition/options.ts';

/** As many clients as fit a screen; the picture has all of them. */
const MAX_ROWS = 40;

const showPartition = async (options: PartitionOptions): Promise<void> => {
  const { dataset, source } = await openDataset(options.dataset, { dataDir: options.dataDir });
  const examples = await dataset.loadTrain(source);
  const { partitions, params, axis } = divide(examples, options);
  const picture = countPartition(partitions, examples, { ...dataset, axis });
  const summary = summarisePartition(picture);
  const title = `${dataset.title} by ${options.partitioner}`;
  const subtitle = listParams({ ...params, seed: options.seed });
  if (options.out !== undefined) {
    await writeFile(options.out, drawPartition(picture, { title, subtitle }));
  }
  if (options.json) {
    const { partitioner, seed } = options;
    const asked = { dataset: dataset.name, partitioner, params, seed };
    console.log(
      JSON.stringify({ ...asked, numExamples: examples.numExamples, summary, ...picture }),
    );
    return;
  }
  const total = axis === 'columns' ? (examples.featureShape[0] ?? 0) : examples.numExamples;
  const bars = printPartition(picture, {
    columns: process.stdout.columns || 80,
    colour: process.stdout.isTTY && process.env.NO_COLOR === undefined,
    maxRows: MAX_ROWS,
  });
  console.log([`${title}\n${subtitle}`, formatSummary(summary, picture, total), bars].join('\n\n'));
};

/** A sentence for what people can mend; anything else is a mistake of ours and keeps its stack. */
const explain = (error: unknown): string | undefined => {
  if (error instanceof z.ZodError) return `The parameters do not fit: ${describeIssues(error)}`;
  const isOfSystem = error instanceof Error && 'syscall' in error;
  const isForPeople = error instanceof RangeError || error instanceof DatasetError || isOfSystem;
  return isForPeople ? error.message : undefined;
};

try {
  await showPartition(parsePartitionOptions(process.argv.slice(2)));
} catch (error) {
  const message = explain(error);
  if (message === undefined) throw error;
  console.error(`error: ${message}`);
  process.exitCode = 1;
}
