const REPLACEMENT = 0xfffd;

/** What of a number is no Unicode code point stands for a character that cannot be read. */
const isCodePoint = (point: number): boolean =>
  point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff);

/** Text from Unicode code points, up to the first zero. */
export const textOf = (points: Int32Array): string => {
  let text = '';
  for (const point of points) {
    if (point === 0) break;
    text += String.fromCodePoint(isCodePoint(point) ? point : REPLACEMENT);
  }
  return text;
};
