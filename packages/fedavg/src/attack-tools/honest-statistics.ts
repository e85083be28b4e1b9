import type { AttackScene } from '../attack.ts';

/** The honest updates; where there are none, what this client would have sent. */
const seen = ({ honest, own }: AttackScene): readonly Float32Array[] =>
  honest.length > 0 ? honest : [own];

/** The mean of the honest updates, per coordinate, in float64. */
export const honestMean = (scene: AttackScene): Float64Array => {
  const rows = seen(scene);
  const mean = new Float64Array(scene.own.length);
  for (const row of rows) {
    for (let j = 0; j < mean.length; j++) mean[j] = (mean[j] as number) + (row[j] as number);
  }
  return mean.map((sum) => sum / rows.length);
};

/** Their standard deviation, per coordinate, over n − 1 as in ByzFL; 0 of a single one. */
export const honestDeviation = (scene: AttackScene, mean: Float64Array): Float64Array => {
  const rows = seen(scene);
  const squares = new Float64Array(mean.length);
  for (const row of rows) {
    for (let j = 0; j < mean.length; j++) {
      squares[j] = (squares[j] as number) + ((row[j] as number) - (mean[j] as number)) ** 2;
    }
  }
  return squares.map((sum) => Math.sqrt(sum / Math.max(1, rows.length - 1)));
};
