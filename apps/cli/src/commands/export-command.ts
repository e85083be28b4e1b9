import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../connection.ts';
import { wholeNumber } from '../parse-value.ts';
import { UsageError } from '../usage-error.ts';

/** As `packages/exports` calls them, which is only loaded where it is needed. */
const FORMATS = {
  tfjs: 'a zip for tf.loadLayersModel',
  safetensors: 'all weights by name',
  onnx: 'for ONNX Runtime and most others',
  card: 'a model card in Markdown',
  'card-json': 'the same facts for programs',
  csv: 'the metrics, a row a round',
  jsonl: 'the metrics, an object a round',
  tensorboard: 'the metrics as an event file',
} as const;

interface ExportFlags extends ConnectionFlags {
  readonly format: keyof typeof FORMATS;
  readonly round?: number;
  readonly output?: string;
}

/** `tributary run export`: a run's model, its card or its metrics as a file. */
export const addExportCommand = (run: Command): void => {
  const list = Object.entries(FORMATS).map(([name, about]) => `  ${name.padEnd(13)}${about}`);
  withConnection(
    run
      .command('export')
      .description("Write a run's model, its card or its metrics to a file.")
      .argument('<run>', "the run's id")
      .addOption(
        new Option('--format <name>', 'what to write')
          .choices(Object.keys(FORMATS))
          .makeOptionMandatory(),
      )
      .option(
        '--round <n>',
        'the model after this round; the newest without it',
        wholeNumber(0, 100_000),
      )
      .option('-o, --output <file>', 'a file, a folder, or - for standard output; here without it')
      .addHelpText('after', `\nFormats:\n${list.join('\n')}`),
  ).action(async (runId: string, { format, round, output: target, ...flags }: ExportFlags) => {
    if (target === '-' && flags.json) {
      throw new UsageError('Both would be written to standard output: leave out --json.');
    }
    const connection = connect(flags);
    const { exportRun } = await import('../export-run.ts');
    const { name, bytes } = await exportRun(connection, { runId, format, round });
    if (target === '-') {
      process.stdout.write(bytes);
      return;
    }
    const path = await pathFor(name, target);
    await writeFile(path, bytes);
    connection.output.result({ path, format, bytes: bytes.length }, () => path);
  });
};

/** In the folder that was named, or under the name that was given. */
const pathFor = async (name: string, target = '.'): Promise<string> => {
  const isFolder = await stat(target).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return isFolder ? join(target, name) : target;
};
