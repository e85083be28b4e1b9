import type { ImagesSchema } from '@tributary/model-zoo';
import { type CheckedData, countClasses } from '../data-report.ts';
import { collectFindings, type Findings, noFindings } from '../findings.ts';
import { requireExampleBytes } from '../limits.ts';

/** A picture that has been brought to size, wherever it came from. */
export interface SizedPicture {
  /** What to call it: a file's path, or "Drawing 3". */
  readonly name: string;
  /** [height, width, channels] */
  readonly pixels: Uint8Array;
  /** The index of its class; null while it has none. */
  readonly label: number | null;
}

/**
 * Makes examples of all pictures that have a class.
 * @param errors what was found in files that could not be read
 * @returns features as bytes [pictures, height, width, channels]
 * @throws {DatasetError} `too-large` for more pictures than a device holds
 */
export const checkPictures = (
  pictures: readonly SizedPicture[],
  { classes, height, width, channels }: ImagesSchema,
  errors: Findings = noFindings,
): CheckedData => {
  const warnings = collectFindings();
  const size = height * width * channels;
  const sorted = pictures.filter(({ label }) => label !== null);
  for (const { name } of pictures.filter(({ label }) => label === null)) {
    warnings.add({ file: name }, 'it has no class yet and is left out');
  }
  requireExampleBytes({
    ...{ file: sorted.at(-1)?.name ?? '', numExamples: sorted.length },
    bytesEach: size,
  });
  const features = new Uint8Array(sorted.length * size);
  for (const [at, { pixels }] of sorted.entries()) features.set(pixels, at * size);
  const labels = Int32Array.from(sorted, ({ label }) => label as number);
  return {
    examples: {
      numExamples: sorted.length,
      featureShape: [height, width, channels],
      features,
      labels,
    },
    report: {
      numExamples: sorted.length,
      numFaulty: errors.total,
      classes: countClasses(labels, classes),
      missing: [],
      errors,
      warnings: warnings.findings,
    },
  };
};
