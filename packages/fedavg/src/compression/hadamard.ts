import { createRandom, type Seed } from '../random.ts';

/**
 * The orthonormal Walsh–Hadamard transform, in place: x ↦ H·x / √n. It is its own inverse.
 * @param values a power of two of them
 */
export const transformHadamard = (values: Float32Array): void => {
  const n = values.length;
  let half = 1;
  // Three layers at a time: each value is read, rounded and written a third as often.
  for (; half * 8 <= n; half *= 8) mixEights(values, half);
  for (; half < n; half *= 2) mixPairs(values, half);
  const scale = 1 / Math.sqrt(n);
  for (let i = 0; i < n; i++) values[i] = (values[i] as number) * scale;
};

const mixPairs = (values: Float32Array, half: number): void => {
  for (let begin = 0; begin < values.length; begin += 2 * half) {
    for (let i = begin; i < begin + half; i++) {
      const a = values[i] as number;
      const b = values[i + half] as number;
      values[i] = a + b;
      values[i + half] = a - b;
    }
  }
};

const mixEights = (v: Float32Array, half: number): void => {
  for (let begin = 0; begin < v.length; begin += 8 * half) {
    for (let i = begin; i < begin + half; i++) {
      const a = v[i] as number;
      const b = v[i + half] as number;
      const c = v[i + 2 * half] as number;
      const d = v[i + 3 * half] as number;
      const e = v[i + 4 * half] as number;
      const f = v[i + 5 * half] as number;
      const g = v[i + 6 * half] as number;
      const h = v[i + 7 * half] as number;
      const ab = a + b;
      const ba = a - b;
      const cd = c + d;
      const dc = c - d;
      const ef = e + f;
      const fe = e - f;
      const gh = g + h;
      const hg = g - h;
      const s0 = ab + cd;
      const s1 = ba + dc;
      const s2 = ab - cd;
      const s3 = ba - dc;
      const t0 = ef + gh;
      const t1 = fe + hg;
      const t2 = ef - gh;
      const t3 = fe - hg;
      v[i] = s0 + t0;
      v[i + half] = s1 + t1;
      v[i + 2 * half] = s2 + t2;
      v[i + 3 * half] = s3 + t3;
      v[i + 4 * half] = s0 - t0;
      v[i + 5 * half] = s1 - t1;
      v[i + 6 * half] = s2 - t2;
      v[i + 7 * half] = s3 - t3;
    }
  }
};

/** Turns the sign of about half of the values over, in place, the same ones for the same seed. */
export const flipSigns = (values: Float32Array, seed: Seed): void => {
  const random = createRandom(seed);
  for (let begin = 0; begin < values.length; begin += 32) {
    const end = Math.min(begin + 32, values.length);
    for (let i = begin, bits = random.integer(0x1_0000_0000); i < end; i++, bits >>>= 1) {
      if (bits & 1) values[i] = -(values[i] as number);
    }
  }
};
