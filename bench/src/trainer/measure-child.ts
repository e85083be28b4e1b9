/** Measures one thing in a process of its own and prints the figure. */
import { composedLstmStepsPerS } from './composed.ts';
import { oursStepsPerS } from './ours.ts';
import { profileStep } from './profile.ts';
import { plainMatmulGflops, stockCpuCnnStepsPerS, stockMlpStepsPerS } from './stock.ts';

const [what = '', name = '', seconds = '2'] = process.argv.slice(2);
const duration = Number(seconds);

const measures: Readonly<Record<string, () => Promise<unknown>>> = {
  ours: () => oursStepsPerS(name, { seconds: duration }),
  'composed-lstm': () => composedLstmStepsPerS(duration),
  'stock-mlp': () => stockMlpStepsPerS(duration),
  'stock-cpu-cnn': stockCpuCnnStepsPerS,
  matmul: () => plainMatmulGflops(duration),
  profile: () => profileStep(name),
};
const measure = measures[what];
if (!measure) throw new Error(`There is no measure "${what}".`);
process.stdout.write(`\n${JSON.stringify(await measure())}\n`);
process.exit(0);
