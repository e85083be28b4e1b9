import { median } from '../median.ts';
import type { KernelTime } from './profile.ts';
import { runMeasure } from './run-measure.ts';

const REPEATS = 3;

/**
 * Floating-point operations of one step of the CNN at batch 10: two for each multiplication of the
 * forward pass, as many for the filters' gradients, and as many for the inputs' but the first layer's.
 */
export const cnnStepFlops = (): number => {
  const batch = 10;
  const conv1 = batch * 28 * 28 * (5 * 5 * 1) * 32;
  const conv2 = batch * 14 * 14 * (5 * 5 * 32) * 64;
  const dense1 = batch * (7 * 7 * 64) * 512;
  const dense2 = batch * 512 * 10;
  return 2 * (2 * conv1 + 3 * (conv2 + dense1 + dense2));
};

/** The figures of `pnpm bench trainer`, all from one run on WebAssembly, one thread. */
export interface TrainerFigures {
  readonly mlp2nnStepsPerS: number;
  readonly cnnStepsPerS: number;
  readonly lstmStepsPerS: number;
  readonly stockMlpStepsPerS: number;
  readonly stockCpuCnnStepsPerS: number;
  readonly composedLstmStepsPerS: number;
  readonly plainMatmulGflops: number;
  readonly cnnGflops: number;
  readonly cnnRoofline: number;
}

/**
 * The training engine beside stock tfjs on WebAssembly. The measures take turns, because the machine
 * may be shared: what slows one slows its neighbour, and the ratio stays.
 */
export const measureTrainer = async (): Promise<TrainerFigures> => {
  const series: Record<string, number[]> = {};
  const add = async (key: string, what: string, name = '', seconds = 2): Promise<void> => {
    const values = series[key] ?? [];
    series[key] = values;
    values.push(await runMeasure<number>(what, { name, seconds }));
  };
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    await add('mlp', 'ours', 'mlp-2nn');
    await add('stockMlp', 'stock-mlp');
    await add('matmul', 'matmul');
    await add('cnn', 'ours', 'cnn', 3);
    await add('matmul', 'matmul');
    await add('lstm', 'ours', 'char-lstm', 3);
    await add('composed', 'composed-lstm', '', 3);
  }
  await add('cpuCnn', 'stock-cpu-cnn');
  const figure = (key: string) => median(series[key] ?? []);
  const cnnGflops = (figure('cnn') * cnnStepFlops()) / 1e9;
  return {
    mlp2nnStepsPerS: round(figure('mlp')),
    cnnStepsPerS: round(figure('cnn')),
    lstmStepsPerS: round(figure('lstm')),
    stockMlpStepsPerS: round(figure('stockMlp')),
    stockCpuCnnStepsPerS: round(figure('cpuCnn')),
    composedLstmStepsPerS: round(figure('composed')),
    plainMatmulGflops: round(figure('matmul')),
    cnnGflops: round(cnnGflops),
    cnnRoofline: round(cnnGflops / figure('matmul')),
  };
};

const round = (value: number): number => Number(value.toPrecision(4));

/** `pnpm bench trainer`: the figures, and without `--json` where a step's time goes. */
export const benchTrainer = async (json: boolean): Promise<void> => {
  const figures = await measureTrainer();
  if (json) {
    console.log(JSON.stringify(figures));
    return;
  }
  console.table(figures);
  for (const name of ['mlp-2nn', 'cnn', 'char-lstm']) {
    console.log(`\nA step of ${name}, by kernel:`);
    console.table(await runMeasure<KernelTime[]>('profile', { name }));
  }
};
