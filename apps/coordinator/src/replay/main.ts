/** `tributary replay <run>`: whether what a coordinator keeps of a run is true. */
import { describeReport, summariseReport } from './describe-report.ts';
import { HELP, parseReplayOptions } from './options.ts';
import { replay } from './replay.ts';

const WRONG_USAGE = 2;

const readOptions = () => {
  try {
    return parseReplayOptions(process.argv.slice(2), process.env);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return process.exit(WRONG_USAGE);
  }
};

const main = async (): Promise<void> => {
  const options = readOptions();
  if (options === null) {
    process.stdout.write(HELP);
    return;
  }
  const report = await replay(options);
  console.log(options.json ? JSON.stringify(summariseReport(report)) : describeReport(report));
  process.exitCode = report.faults.length === 0 ? 0 : 1;
};

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
