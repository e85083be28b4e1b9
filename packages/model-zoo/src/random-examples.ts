import { createRandom, deriveSeed, type Random, type Seed } from '@tributary/fedavg';
import type { DataSchema, TableDataSchema } from './data-schema.ts';
import type { Column, Examples } from './dataset.ts';

interface Amount {
  readonly numExamples: number;
  readonly seed: Seed;
}

/** How often a number that may be missing is. */
const MISSING_SHARE = 0.1;

/**
 * Examples that pass a schema's check and mean nothing: every value is drawn for itself, so there is nothing to
 * learn. They show whether a model fits its data, how long it takes and how many bytes go.
 */
export const randomExamples = (schema: DataSchema, { numExamples, seed }: Amount): Examples => {
  const random = createRandom(deriveSeed(seed, 'random examples'));
  switch (schema.kind) {
    case 'images': {
      const featureShape = [schema.height, schema.width, schema.channels];
      const size = schema.height * schema.width * schema.channels;
      const features = Uint8Array.from({ length: numExamples * size }, () => random.integer(256));
      return { numExamples, featureShape, features, labels: classes(schema, numExamples, random) };
    }
    case 'table':
      return randomRows(schema, numExamples, random);
    case 'texts': {
      const features = Int32Array.from({ length: numExamples * schema.length }, () =>
        letter(random),
      );
      const featureShape = [schema.length];
      return { numExamples, featureShape, features, labels: classes(schema, numExamples, random) };
    }
    case 'next-character': {
      const { length } = schema;
      const tokens = [...schema.alphabet].length;
      const draw = () =>
        Int32Array.from({ length: numExamples * length }, () => random.integer(tokens));
      return { numExamples, featureShape: [length], features: draw(), labels: draw() };
    }
  }
};

const randomRows = (
  { columns, target }: TableDataSchema,
  numExamples: number,
  random: Random,
): Examples => {
  const features = new Float32Array(numExamples * columns.length);
  for (let at = 0; at < features.length; at++) {
    features[at] = cellOf(columns[at % columns.length] as Column, random);
  }
  const shared = { numExamples, featureShape: [columns.length], features };
  return target.kind === 'class'
    ? { ...shared, labels: classes(target, numExamples, random) }
    : { ...shared, labels: Float32Array.from({ length: numExamples }, () => random.normal()) };
};

const cellOf = (column: Column, random: Random): number => {
  const isMissing = column.mayBeMissing === true && random.uniform() < MISSING_SHARE;
  if (column.kind === 'category')
    return isMissing ? 0 : 1 + random.integer(column.categories.length);
  const [low, high] = column.range;
  return isMissing ? Number.NaN : low + random.uniform() * (high - low);
};

/** Each class as often as any other. */
const classes = (
  { classes: names }: { readonly classes: readonly unknown[] },
  numExamples: number,
  random: Random,
): Int32Array =>
  random.shuffle(Int32Array.from({ length: numExamples }, (_, at) => at % names.length));

/** A small letter, or now and then a space. */
const letter = (random: Random): number =>
  random.uniform() < 1 / 6 ? 32 : 97 + random.integer(26);
