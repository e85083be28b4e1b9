import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { CheckpointName } from '../choose-checkpoint.ts';
import { type ConnectionFlags, connect, withConnection } from '../connection.ts';
import { checkpointName } from '../parse-value.ts';
import { UsageError } from '../usage-error.ts';

/** `tributary model …`: what a run has learnt, put to use. */
export const addModelCommands = (program: Command): void => {
  const model = program.command('model').description('Use what a run has learnt.');
  addPredict(model);
};

const PREDICT_NOTES = `
The file is read as \`tributary client --file\` reads it, and never leaves this machine:
  a table      CSV or TSV, the columns by their names; that of the answer may be missing, or empty
  texts        a line each of a .txt, a table with a column of them, or a folder of files
  pictures     one, or a folder of them; folders in it that are called like classes say what is in them
  a text       of whose lines the next character is predicted
Where the file says what is right, the share of right answers follows, or the mean error of numbers.

Examples:
  tributary model predict --run RUN --file patients.csv
  tributary model predict --run RUN --file photos/ --checkpoint latest
  tributary model predict --run RUN --file patients.csv --json > answers.jsonl`;

interface PredictFlags extends ConnectionFlags {
  readonly run: string;
  readonly file: string;
  readonly checkpoint?: CheckpointName;
  readonly header: boolean;
  readonly leaveOutFaulty?: boolean;
}

const addPredict = (model: Command): void => {
  withConnection(
    model
      .command('predict')
      .description("Ask a run's model about a file or folder of your own, on this machine.")
      .requiredOption('--run <run>', "the run's id")
      .requiredOption('--file <file>', 'a table, a text, a picture, or a folder of them')
      .option(
        '--checkpoint <name>',
        'latest, current, a round or a digest; without it the current one, or the latest while none is',
        checkpointName,
      )
      .option(
        '--no-header',
        'the table has no row of names: its columns stand in the order of the schema',
      )
      .option('--leave-out-faulty', 'go on without rows or pictures that have a fault')
      .addHelpText('after', PREDICT_NOTES),
  ).action(async ({ run, file, checkpoint, header, leaveOutFaulty, ...flags }: PredictFlags) => {
    if (!existsSync(file)) throw new UsageError(`There is no file or folder ${file}.`);
    const connection = connect(flags);
    // What reads files and asks models is only loaded where it is needed.
    const { predictFile } = await import('../predict/predict-file.ts');
    await predictFile(connection, {
      ...{ runId: run, path: file, checkpoint, leaveOutFaulty },
      ...(!header && { hasHeader: false }),
    });
  });
};
