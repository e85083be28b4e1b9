import { z } from 'zod';
import { norm2 } from '../../vector.ts';
import { defineTransform, unreadable } from '../compressor.ts';
import { type FactoredPart, planFactors } from '../factor-plan.ts';
import { factoredDelta } from '../factored-delta.ts';
import { type Factors, factorise } from '../factorise.ts';
import { floatsAt, writeFloats } from '../little-endian.ts';
import { writeScaled } from '../power-of-two-scale.ts';

/**
 * Side information: a float32 scale per column pair and per plain tensor. They are taken out of the
 * values so that a codec whose blocks straddle tensors serves large and small ones alike.
 */
export const lowRank = defineTransform({
  name: 'low-rank',
  summary: "Sends each of the model's matrices as the product of two thin ones.",
  paper:
    'Vogels, Karimireddy and Jaggi 2019, PowerSGD: Practical Low-Rank Gradient Compression for Distributed Optimization',
  formula: 'M ≈ P·Qᵀ with P = orthonormalise(M·Q₋), Q = Mᵀ·P; Q₋ from the last round',
  cost: 'rank·(rows + cols) values per matrix; O(rank·d) time per iteration; the client keeps rank·cols values per matrix',
  combines:
    'First in a pipeline, with error feedback; in front of any codec. Not with "top-k", which would break the factors.',
  lossless: false,
  params: z.object({
    rank: z.number().int().min(1).max(64).default(2).meta({
      title: 'Rank',
      description: 'How many columns the thin matrices have; more are closer and cost more bytes.',
    }),
    iterations: z.number().int().min(1).max(8).default(2).meta({
      title: 'Iterations',
      description:
        'Steps towards the best approximation. One is the paper’s; two help clients that are seldom drawn.',
    }),
  }),
  unbiased: () => false,
  refuse: (_, [before]) =>
    before === undefined
      ? undefined
      : `"low-rank" needs the model's matrices, and behind "${before}" there are none left. Put "low-rank" first.`,
  errorBound: (values) => norm2(values) * (1 + 1e-6),
  restLength: ({ manifest, params: { rank } }) => planFactors(manifest, rank).restLength,
  maxSideBytes: ({ manifest, params: { rank } }) => 4 * planFactors(manifest, rank).scaleCount,
  encode: (values, { manifest, params: { rank, iterations }, random, memory }) => {
    const plan = planFactors(manifest, rank);
    const rest = new Float32Array(plan.restLength);
    const scales = new Float32Array(plan.scaleCount);
    const starts =
      memory?.length === plan.memoryLength ? memory.slice() : new Float32Array(plan.memoryLength);
    for (const part of plan.parts) {
      if (part.kind === 'plain') {
        const plain = values.subarray(part.begin, part.begin + part.length);
        scales[part.scaleBegin] = writeScaled(plain, rest.subarray(part.restBegin));
        continue;
      }
      const matrix = values.subarray(part.begin, part.begin + part.rows * part.cols);
      const start = starts.subarray(part.memoryBegin, part.memoryBegin + rank * part.cols);
      const factors = factorise(matrix, part, { start, iterations, random });
      start.set(factors.q);
      writeFactors(factors, part, { rest, scales });
    }
    const side = new Uint8Array(scales.byteLength);
    writeFloats(scales, side);
    return { side, rest, memory: starts };
  },
  decode: (side, rest, { size, manifest, params: { rank } }) => {
    const plan = planFactors(manifest, rank);
    if (side.length !== 4 * plan.scaleCount) {
      return unreadable(`${plan.scaleCount} scales of the factors are wanted`);
    }
    const scales = floatsAt(side, 0, plan.scaleCount);
    return { ok: true, delta: factoredDelta(plan, { rest, scales, size }) };
  },
});

const writeFactors = (
  { p, q }: Factors,
  { rows, cols, rank, restBegin, scaleBegin }: FactoredPart,
  { rest, scales }: { rest: Float32Array; scales: Float32Array },
): void => {
  for (let k = 0; k < rank; k++) {
    const pScale = writeScaled(
      p.subarray(k * rows, (k + 1) * rows),
      rest.subarray(restBegin + k * rows, restBegin + (k + 1) * rows),
    );
    const qBegin = restBegin + rank * rows + k * cols;
    const qScale = writeScaled(
      q.subarray(k * cols, (k + 1) * cols),
      rest.subarray(qBegin, qBegin + cols),
    );
    scales[scaleBegin + k] = pScale * qScale;
  }
};
