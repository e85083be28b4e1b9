import { gatherTile, TILE_BYTES } from './tile';

/** Carries out a sorting network on all columns of a tile: after it, rows lie in ascending order. */
@inline
function sortTile(tile: usize, pairs: usize, numPairs: i32): void {
  const end = pairs + (<usize>numPairs << 3);
  for (; pairs < end; pairs += 8) {
    const a = tile + <usize>load<u32>(pairs) * TILE_BYTES;
    const b = tile + <usize>load<u32>(pairs, 4) * TILE_BYTES;
    const x0 = v128.load(a);
    const y0 = v128.load(b);
    v128.store(a, f32x4.pmin(x0, y0));
    v128.store(b, f32x4.pmax(x0, y0));
    const x1 = v128.load(a, 16);
    const y1 = v128.load(b, 16);
    v128.store(a, f32x4.pmin(x1, y1), 16);
    v128.store(b, f32x4.pmax(x1, y1), 16);
    const x2 = v128.load(a, 32);
    const y2 = v128.load(b, 32);
    v128.store(a, f32x4.pmin(x2, y2), 32);
    v128.store(b, f32x4.pmax(x2, y2), 32);
    const x3 = v128.load(a, 48);
    const y3 = v128.load(b, 48);
    v128.store(a, f32x4.pmin(x3, y3), 48);
    v128.store(b, f32x4.pmax(x3, y3), 48);
  }
}

@inline
function storeMeanOfFour(to: usize, tile: usize, from: i32, until: i32): void {
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  for (let row = from; row < until; row++) {
    const values = v128.load(tile + <usize>row * TILE_BYTES);
    low = f64x2.add(low, f64x2.promote_low_f32x4(values));
    high = f64x2.add(high, f64x2.promote_low_f32x4(i64x2.shuffle(values, values, 1, 0)));
  }
  const count = f64x2.splat(<f64>(until - from));
  const a = f32x4.demote_f64x2_zero(f64x2.div(low, count));
  const b = f32x4.demote_f64x2_zero(f64x2.div(high, count));
  v128.store(to, i64x2.shuffle(a, b, 0, 2));
}

/**
 * to[j] = the mean of the values of rank `from` to `until − 1` in column j: a median, a trimmed mean.
 * Works on whole sixteens of columns: there must be room for them.
 * @param values float32, `count` rows that are `stride` bytes apart
 * @param pairs the sorting network: pairs of rows, two u32 each
 * @param tile 64 bytes per row
 */
export function meanOfRange(
  to: usize,
  values: usize,
  stride: usize,
  count: i32,
  length: i32,
  pairs: usize,
  numPairs: i32,
  from: i32,
  until: i32,
  tile: usize,
): void {
  const end = to + (<usize>length << 2);
  for (; to < end; to += 64, values += 64) {
    gatherTile(tile, values, stride, count);
    sortTile(tile, pairs, numPairs);
    storeMeanOfFour(to, tile, from, until);
    storeMeanOfFour(to + 16, tile + 16, from, until);
    storeMeanOfFour(to + 32, tile + 32, from, until);
    storeMeanOfFour(to + 48, tile + 48, from, until);
  }
}

@inline
function at(column: usize, row: i32): f64 {
  return <f64>load<f32>(column + <usize>row * TILE_BYTES);
}

@inline
function closestMean(column: usize, count: i32, keep: i32): f32 {
  const middle = count >> 1;
  const median = count & 1 ? at(column, middle) : (at(column, middle - 1) + at(column, middle)) / 2;
  let from = 0;
  let until = count;
  while (until - from > keep) {
    if (median - at(column, from) > at(column, until - 1) - median) from++;
    else until--;
  }
  let sum: f64 = 0;
  for (let row = from; row < until; row++) sum += at(column, row);
  return <f32>(sum / <f64>keep);
}

/** to[j] = the mean of the `keep` values of column j that are closest to its median; else as above. */
export function meanOfClosest(
  to: usize,
  values: usize,
  stride: usize,
  count: i32,
  length: i32,
  pairs: usize,
  numPairs: i32,
  keep: i32,
  tile: usize,
): void {
  const end = to + (<usize>length << 2);
  for (; to < end; to += 64, values += 64) {
    gatherTile(tile, values, stride, count);
    sortTile(tile, pairs, numPairs);
    for (let lane: usize = 0; lane < 64; lane += 4) {
      store<f32>(to + lane, closestMean(tile + lane, count, keep));
    }
  }
}
