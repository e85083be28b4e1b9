import { z } from 'zod';
import { layerKind, plainLayer, type Shape } from '../layer-kind.ts';

const wordsOf = (shapes: readonly Shape[]): string =>
  shapes.map((shape) => `[${shape.join(', ')}]`).join(' and ');

const requireSeveral = (shapes: readonly Shape[]): readonly [Shape, Shape, ...Shape[]] => {
  const [first, second, ...others] = shapes;
  if (!first || !second) throw new RangeError(`it has ${shapes.length} inputs, but joins several`);
  return [first, second, ...others];
};

/** The sum of inputs that are shaped alike. */
export const addKind = layerKind({
  params: z.strictObject({}),
  build: ({ shapes }) => {
    const [first, ...others] = requireSeveral(shapes);
    if (others.some((shape) => `${shape}` !== `${first}`)) {
      throw new RangeError(`it adds what is shaped alike, but gets ${wordsOf(shapes)}`);
    }
    return plainLayer(first, (tf, inputs) => inputs.reduce((sum, x) => tf.add(sum, x)));
  },
});

/** One after the other along the last axis. */
export const concatenateKind = layerKind({
  params: z.strictObject({}),
  build: ({ shapes }) => {
    const [first, ...others] = requireSeveral(shapes);
    const places = `${first.slice(0, -1)}`;
    if (
      others.some((shape) => `${shape.slice(0, -1)}` !== places || shape.length !== first.length)
    ) {
      throw new RangeError(`it joins along the last axis alone, but gets ${wordsOf(shapes)}`);
    }
    const channels = shapes.reduce((sum, shape) => sum + (shape.at(-1) as number), 0);
    return plainLayer([...first.slice(0, -1), channels], (tf, inputs) =>
      tf.concat([...inputs], first.length),
    );
  },
});
