import type { QuadraticClient } from './quadratic-client.ts';

/** Three clients who disagree, with different curvatures, so that plain averaging settles beside the goal. */
export const someQuadratics: readonly QuadraticClient[] = [
  { curvature: [1, 4, 0.5], optimum: [1, -2, 3], stepsPerEpoch: 5, numExamples: 10 },
  { curvature: [3, 0.5, 1], optimum: [-1, 2, 0.5], stepsPerEpoch: 5, numExamples: 20 },
  { curvature: [0.25, 2, 2], optimum: [4, 0, -1], stepsPerEpoch: 5, numExamples: 40 },
];

export const quadraticManifest = [
  { name: 'body', shape: [2] },
  { name: 'head', shape: [1] },
];

/** Where Σ pₖ·Fₖ is lowest: Σ pₖ·aₖ·bₖ / Σ pₖ·aₖ, weight by weight. */
export const jointOptimum = (
  clients: readonly QuadraticClient[],
  weigh: (client: QuadraticClient) => number = () => 1,
): number[] => {
  const sum = (i: number, of: (a: number, b: number) => number) =>
    clients.reduce(
      (total, client) =>
        total + weigh(client) * of(client.curvature[i] as number, client.optimum[i] as number),
      0,
    );
  return (clients[0]?.curvature ?? []).map((_, i) => sum(i, (a, b) => a * b) / sum(i, (a) => a));
};

/** The largest difference between two vectors. */
export const distance = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Math.max(...Array.from(a, (value, i) => Math.abs(value - (b[i] as number))));
