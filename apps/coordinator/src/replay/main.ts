/** `tributary replay <run>`: whether what a coordinator keeps of a run is true. */
import { orWrongUsage } from '../or-wrong-usage.ts';
import { describeReport, summariseReport } from './describe-report.ts';
import { HELP, parseReplayOptions } from './options.ts';
import { replay } from './replay.ts';

const main = async (): Promise<void> => {
  const options = orWrongUsage(() => parseReplayOptions(process.argv.slice(2), process.env));
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
