interface Kernel {
  /** Filters' places, then inputs, then outputs: [...places, inputs, outputs]. */
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** [...places, inputs, outputs] → [outputs, inputs, ...places]. */
export const transposedKernel = ({ shape, values }: Kernel): Float32Array => {
  const [inputs, outputs] = shape.slice(-2) as [number, number];
  const places = values.length / (inputs * outputs);
  const turned = new Float32Array(values.length);
  let next = 0;
  for (let output = 0; output < outputs; output++) {
    for (let input = 0; input < inputs; input++) {
      for (let place = 0; place < places; place++) {
        turned[next++] = values[(place * inputs + input) * outputs + output] as number;
      }
    }
  }
  return turned;
};
