/**
 * Texts as the features of examples: Int32Array [texts, maxLength] of Unicode code points, filled up
 * with zeros. What is longer is cut.
 */
export const textFeatures = (texts: readonly string[], maxLength: number): Int32Array => {
  const features = new Int32Array(texts.length * maxLength);
  texts.forEach((text, row) => {
    let at = 0;
    for (const character of text) {
      if (at === maxLength) break;
      features[row * maxLength + at++] = character.codePointAt(0) as number;
    }
  });
  return features;
};
