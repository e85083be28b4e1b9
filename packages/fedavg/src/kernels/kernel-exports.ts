/**
 * What `packages/fedavg/assembly/index.ts` exports; it says what each does. Addresses and strides are
 * in bytes. Values are float32 in rows; all but the dequantisers work on whole sixteens of columns.
 */
export interface KernelExports {
  openSums(sums: number, length: number): void;
  closeSums(sums: number, length: number, count: number): void;
  foldScaled(
    sums: number,
    values: number,
    stride: number,
    scales: number,
    count: number,
    length: number,
  ): void;
  dequantiseInt8(at: number, count: number, scale: number): void;
  dequantiseInt4(at: number, count: number, scale: number): void;
  meanOfRange(
    to: number,
    values: number,
    stride: number,
    count: number,
    length: number,
    pairs: number,
    numPairs: number,
    from: number,
    until: number,
    tile: number,
  ): void;
  meanOfClosest(
    to: number,
    values: number,
    stride: number,
    count: number,
    length: number,
    pairs: number,
    numPairs: number,
    keep: number,
    tile: number,
  ): void;
  addProducts(
    products: number,
    values: number,
    stride: number,
    count: number,
    length: number,
    wide: number,
  ): void;
  mixRows(
    to: number,
    values: number,
    stride: number,
    matrix: number,
    mixes: number,
    count: number,
    length: number,
    tile: number,
  ): void;
}
