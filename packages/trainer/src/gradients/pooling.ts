import type { Tensor } from '@tensorflow/tfjs-core';
import type { Tf } from '@tributary/model-zoo';
import type { Gradient, GradientFamily } from './gradient.ts';
import { runKernel } from './run-kernel.ts';

/** The largest number of each window: its gradient goes where that number was. */
const maxPool = (tf: Tf, kernel: string): Gradient => ({
  kernel,
  needs: ['x'],
  back: (dy, [x], attributes) => ({
    x: () => {
      const input = x as Tensor;
      const output = runKernel(tf, kernel, { x: input }, attributes);
      return runKernel(tf, `${kernel}Grad`, { dy, input, output }, attributes);
    },
  }),
});

const averagePool = (tf: Tf, kernel: string): Gradient => ({
  kernel,
  needs: ['x'],
  back: (dy, [x], attributes) => ({
    x: () => runKernel(tf, `${kernel}Grad`, { dy, input: x as Tensor }, attributes),
  }),
});

/** Windows of pictures and volumes, channels last. */
export const pooling: GradientFamily = (tf) => [
  maxPool(tf, 'MaxPool'),
  maxPool(tf, 'MaxPool3D'),
  averagePool(tf, 'AvgPool'),
  averagePool(tf, 'AvgPool3D'),
];
