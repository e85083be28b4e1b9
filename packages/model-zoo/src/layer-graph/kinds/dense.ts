import { z } from 'zod';
import { dense, denseWeights } from '../../layers/dense.ts';
import type { Tensor, Tf } from '../../model.ts';
import { activate, activationSchema } from '../activation.ts';
import { layerKind, onlyShape } from '../layer-kind.ts';

/** x ↦ f(xW + b) over the last axis: kernel [inputs, units], bias [units]. */
export const denseKind = layerKind({
  params: z.strictObject({
    units: z.number().int().min(1).max(1_000_000),
    useBias: z.boolean().default(true),
    activation: activationSchema.default('linear'),
  }),
  build: ({ name, params: { units, useBias, activation }, shapes }) => {
    const before = onlyShape(shapes);
    const inputs = before.at(-1) as number;
    const shape = [...before.slice(0, -1), units];
    const project = (tf: Tf, rows: Tensor, weights: readonly Tensor[]): Tensor =>
      useBias ? dense(tf, rows, weights) : tf.matMul(rows, weights[0] as Tensor);
    return {
      shape,
      weights: denseWeights(name, inputs, units).slice(0, useBias ? 2 : 1),
      forward: (tf, [x], weights) => {
        const values = x as Tensor;
        const sum =
          shape.length === 1
            ? project(tf, values, weights)
            : tf.reshape(project(tf, tf.reshape(values, [-1, inputs]), weights), [-1, ...shape]);
        return activate(tf, sum, activation);
      },
    };
  },
});
