import { describe, expect, it } from 'vitest';
import { readWhole } from '../delta-reader.ts';
import { createRandom, deriveSeed } from '../random.ts';
import { compressWithFeedback } from './compress-with-feedback.ts';
import type { Stage } from './compressor.ts';
import { openPipeline } from './open-pipeline.ts';

const manifest = [{ name: 'kernel', shape: [20, 25] }];
const SIZE = 500;
const RATE = 0.05;

/**
 * Two clients with badly conditioned quadratics, fᵢ(w) = ½ Σ λⱼ(wⱼ − 1)² ± Σ bⱼwⱼ. They pull in opposite
 * directions where b is large, so what matters to both is the smallest part of what each has to say
 * (after Beznosikov et al. 2020, "On Biased Compression for Distributed Learning", example 1).
 */
interface Scene {
  readonly stages: readonly Stage[];
  /** Where and how much the clients disagree. */
  readonly pull: (index: number) => number;
}

const curvature = (index: number): number => 0.02 + 0.98 * (index / SIZE) ** 2;

/** The share of the mean loss that is left after so many rounds. */
const lossLeft = (scene: Scene, { feedback, rounds }: { feedback: boolean; rounds: number }) => {
  const weights = new Float64Array(SIZE);
  const clients = [1, -1].map((side) => ({ side, kept: {} as Kept }));
  for (let round = 0; round < rounds; round++) {
    const deltas = clients.map((client) => {
      const delta = Float32Array.from(weights, (w, j) => {
        return -RATE * (curvature(j) * (w - 1) + client.side * scene.pull(j));
      });
      const random = createRandom(deriveSeed(1, round, client.side));
      const sent = compressWithFeedback(
        scene.stages,
        { delta, manifest, residual: client.kept.residual },
        { random, memory: client.kept.memory },
      );
      if (feedback) client.kept = sent;
      return decode(scene.stages, sent.payload);
    });
    for (const delta of deltas) {
      delta.forEach((value, j) => {
        weights[j] = (weights[j] as number) + value / clients.length;
      });
    }
  }
  return loss(weights) / loss(new Float64Array(SIZE));
};

interface Kept {
  readonly residual?: Float32Array;
  readonly memory?: Float32Array;
}

const loss = (weights: Float64Array): number =>
  weights.reduce((sum, w, j) => sum + (curvature(j) * (w - 1) ** 2) / 2, 0);

const decode = (stages: readonly Stage[], payload: Uint8Array): Float32Array => {
  const opened = openPipeline(stages, payload, manifest);
  if (!opened.ok) throw new Error(opened.reason);
  return readWhole(opened.delta);
};

const float32: Stage = { name: 'float32', params: {} };
const int8: Stage = { name: 'int8', params: {} };
const topK: Stage = { name: 'top-k', params: { fraction: 0.01 } };
const sign: Stage = { name: 'sign', params: {} };
const lowRank: Stage = { name: 'low-rank', params: { rank: 1, iterations: 1 } };

const fewPlaces = (index: number): number => (index % 100 === 7 ? 5 : 0);
const everywhere = (index: number): number => (index % 2 === 0 ? 2 : -2);

const scenes: (Scene & { readonly title: string; readonly alone: number })[] = [
  { title: 'top-k 1 %', alone: 0.99, stages: [topK, float32], pull: fewPlaces },
  { title: 'top-k 1 %, int8', alone: 0.99, stages: [topK, int8], pull: fewPlaces },
  { title: 'top-k 1 %, sign', alone: 0.99, stages: [topK, sign], pull: fewPlaces },
  { title: 'sign', alone: 0.99, stages: [sign], pull: everywhere },
  // The agreed part is never quite orthogonal to what one pair of columns catches.
  { title: 'low rank', alone: 0.1, stages: [lowRank, float32], pull: everywhere },
];

describe.each(scenes)('Error feedback with $title', (scene) => {
  it('reaches the optimum that compression alone stays away from', () => {
    expect(lossLeft(scene, { feedback: false, rounds: 600 })).toBeGreaterThan(scene.alone);
    expect(lossLeft(scene, { feedback: true, rounds: 600 })).toBeLessThan(0.01);
  });
});

describe('A residual', () => {
  it('is what was to be sent less what was decoded', () => {
    const random = createRandom(3);
    const draw = () => Float32Array.from({ length: SIZE }, () => random.normal());
    const [delta, residual] = [draw(), draw()];
    const sent = compressWithFeedback([sign], { delta, manifest, residual }, { random });
    const decoded = decode([sign], sent.payload);
    for (let j = 0; j < SIZE; j++) {
      const whole = (decoded[j] as number) + (sent.residual[j] as number);
      expect(whole).toBeCloseTo((delta[j] as number) + (residual[j] as number), 5);
    }
  });

  it('does not remember what is not finite', () => {
    const delta = new Float32Array(SIZE).fill(1);
    delta[3] = Number.NaN;
    const { residual, payload } = compressWithFeedback(
      [topK, int8],
      { delta, manifest },
      { random: createRandom(1) },
    );
    expect(residual.every(Number.isFinite)).toBe(true);
    expect(decode([topK, int8], payload).every(Number.isFinite)).toBe(false);
  });

  it('must be as long as the delta', () => {
    const delta = new Float32Array(SIZE);
    const residual = new Float32Array(SIZE - 1);
    expect(() =>
      compressWithFeedback([sign], { delta, manifest, residual }, { random: createRandom(1) }),
    ).toThrow(RangeError);
  });
});
