/** Measures one thing in a process of its own and prints the figure. */
import { oursStepsPerS } from './ours.ts';
import { profileStep } from './profile.ts';
import { plainMatmulGflops, stockCpuCnnStepsPerS, stockMlpStepsPerS } from './stock.ts';

const [what = '', name = '', seconds = '2'] = process.argv.slice(2);
const duration = Number(seconds);

const measures: Readonly<Record<string, () => Promise<unknown>>> = {
  ours: () => oursStepsPerS(name, { seconds: duration }),
  composed: () => oursStepsPerS(name, { seconds: duration, eager: true }),
  'stock-mlp': () => stockMlpStepsPerS(duration),
  'stock-cpu-cnn': stockCpuCnnStepsPerS,
  matmul: () => plainMatmulGflops(duration),
  profile: () => profileStep(name),
};
const measure = measures[what];
if (!measure) throw new Error(`There is no measure "${what}".`);
process.stdout.write(`\n${JSON.stringify(await measure())}\n`);
process.exit(0);
