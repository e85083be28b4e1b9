import { createRandom, deriveSeed, type Seed, type WeightEntry } from '@tributary/fedavg';

/** A weight of a layer and how its first values are drawn. */
export interface InitialWeight extends WeightEntry {
  fill(seed: Seed): Float32Array;
}

const sizeOf = (shape: readonly number[]): number =>
  shape.reduce((size, length) => size * length, 1);

/** Uniform in ±limit. Every weight draws from a stream of its own name. */
export const uniform = (name: string, shape: readonly number[], limit: number): InitialWeight => ({
  name,
  shape: [...shape],
  fill: (seed) => {
    const random = createRandom(deriveSeed(seed, 'init', name.replace(/\/kernel$/, '')));
    return Float32Array.from({ length: sizeOf(shape) }, () => (2 * random.uniform() - 1) * limit);
  },
});

/**
 * Uniform in ±√(6 / (fan in + fan out)): Glorot & Bengio 2010, equation 16. For a filter [kh, kw, in,
 * out] both fans count its kh·kw places.
 */
export const glorotUniform = (name: string, shape: readonly number[]): InitialWeight => {
  const [inputs, outputs] = shape.slice(-2) as [number, number];
  const places = sizeOf(shape.slice(0, -2));
  return uniform(name, shape, Math.sqrt(6 / (places * (inputs + outputs))));
};

/** Normal around 0. */
export const normal = (
  name: string,
  shape: readonly number[],
  deviation: number,
): InitialWeight => ({
  name,
  shape: [...shape],
  fill: (seed) => {
    const random = createRandom(deriveSeed(seed, 'init', name));
    return Float32Array.from({ length: sizeOf(shape) }, () => random.normal() * deviation);
  },
});

/**
 * Normal with variance 2 / fan in, for layers before a ReLU: He et al. 2015, equation 10.
 * @param fanIn how many inputs a unit has; without it every axis but the last counts
 */
export const heNormal = (
  name: string,
  shape: readonly number[],
  fanIn: number = sizeOf(shape.slice(0, -1)),
): InitialWeight => normal(name, shape, Math.sqrt(2 / fanIn));

/** The same number everywhere. */
export const constant = (name: string, shape: readonly number[], value: number): InitialWeight => ({
  name,
  shape: [...shape],
  fill: () => new Float32Array(sizeOf(shape)).fill(value),
});

/** The initial weights one after another, as one flat vector. */
export const fillWeights = (weights: readonly InitialWeight[], seed: Seed): Float32Array => {
  const whole = new Float32Array(weights.reduce((total, { shape }) => total + sizeOf(shape), 0));
  let offset = 0;
  for (const weight of weights) {
    const values = weight.fill(seed);
    whole.set(values, offset);
    offset += values.length;
  }
  return whole;
};

/** Names and shapes alone. */
export const manifestOf = (weights: readonly InitialWeight[]): WeightEntry[] =>
  weights.map(({ name, shape }) => ({ name, shape: [...shape] }));
