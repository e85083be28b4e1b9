/**
 * Batcher's merge-exchange network (Knuth, The Art of Computer Programming 3, 5.2.2, Algorithm M):
 * pairs (i, j), i < j, whose values are to be exchanged if they are out of order, without those that
 * make no difference to the ranks that are wanted.
 * @param count how many values it sorts; at least 1
 * @param from the lowest rank that is wanted
 * @param until one above the highest
 */
export const sortingNetwork = (count: number, from = 0, until = count): Uint32Array => {
  const pairs = mergeExchange(count);
  const wanted = new Uint8Array(count).fill(1, from, until);
  const kept: [number, number][] = [];
  for (const [low, high] of pairs.reverse()) {
    if (!wanted[low] && !wanted[high]) continue;
    wanted[low] = 1;
    wanted[high] = 1;
    kept.push([low, high]);
  }
  return Uint32Array.from(kept.reverse().flat());
};

const mergeExchange = (count: number): [number, number][] => {
  const pairs: [number, number][] = [];
  const top = 2 ** Math.max(0, Math.ceil(Math.log2(count)) - 1);
  for (let p = top; p >= 1; p /= 2) {
    let r = 0;
    let d = p;
    for (let q = top; ; q /= 2) {
      for (let i = 0; i < count - d; i++) if ((i & p) === r) pairs.push([i, i + d]);
      if (q === p) break;
      d = q - p;
      r = p;
    }
  }
  return pairs;
};
