import type { ImagesSchema } from '@tributary/model-zoo';

/** A picture as a decoder unpacks it. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** RGBA, [height, width, 4]. */
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** What a picture is brought to. */
export type PictureSize = Pick<ImagesSchema, 'height' | 'width' | 'channels'>;

/**
 * Brings a picture to size: the largest part around its middle that has the right proportions, each pixel the mean
 * of the area that it covers; what is transparent lies on white. Grey is Rec. 601's luma.
 * @returns bytes [height, width, channels]
 */
export const fitPicture = (pixels: Pixels, size: PictureSize): Uint8Array => {
  const { left, top, width, height } = cropAround(pixels, size);
  const columns = spans(left, width, size.width);
  const rows = spans(top, height, size.height);
  const fitted = new Uint8Array(size.height * size.width * size.channels);
  const color = new Float64Array(3);
  rows.forEach((row, y) => {
    columns.forEach((column, x) => {
      averageArea(pixels, { row, column }, color);
      const at = (y * size.width + x) * size.channels;
      const [red = 0, green = 0, blue = 0] = color;
      if (size.channels === 1) fitted[at] = Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
      else fitted.set(color.map(Math.round), at);
    });
  });
  return fitted;
};

/** The largest part around the middle with the proportions that are asked for; in pixels, not rounded. */
const cropAround = (
  { width, height }: Pick<Pixels, 'width' | 'height'>,
  size: Pick<PictureSize, 'width' | 'height'>,
) => {
  const scale = Math.min(width / size.width, height / size.height);
  const [wide, high] = [size.width * scale, size.height * scale];
  return { left: (width - wide) / 2, top: (height - high) / 2, width: wide, height: high };
};

/** Pixels of one line that a target pixel covers, and how much of each. */
interface Span {
  readonly first: number;
  readonly weights: Float64Array;
}

const spans = (start: number, length: number, count: number): Span[] =>
  Array.from({ length: count }, (_, at) => {
    const from = start + (length * at) / count;
    const to = start + (length * (at + 1)) / count;
    const first = Math.floor(from + ROUNDING);
    const weights = Float64Array.from(
      { length: Math.max(1, Math.ceil(to - ROUNDING) - first) },
      (_, offset) => Math.min(to, first + offset + 1) - Math.max(from, first + offset),
    );
    return { first, weights };
  });

/** Far less than a pixel: keeps a sum's last bit from reaching beyond the edge. */
const ROUNDING = 1e-6;

const averageArea = (
  { width, data }: Pixels,
  { row, column }: { readonly row: Span; readonly column: Span },
  color: Float64Array,
): void => {
  let [red, green, blue, total] = [0, 0, 0, 0];
  for (let y = 0; y < row.weights.length; y++) {
    for (let x = 0; x < column.weights.length; x++) {
      const at = 4 * ((row.first + y) * width + column.first + x);
      const area = (row.weights[y] as number) * (column.weights[x] as number);
      const opacity = (area * (data[at + 3] as number)) / 255;
      const white = 255 * (area - opacity);
      red += opacity * (data[at] as number) + white;
      green += opacity * (data[at + 1] as number) + white;
      blue += opacity * (data[at + 2] as number) + white;
      total += area;
    }
  }
  color[0] = red / total;
  color[1] = green / total;
  color[2] = blue / total;
};
