import type { ImagesSchema } from '@tributary/model-zoo';
import type { AskedData } from '../asked-data.ts';
import { type Findings, noFindings } from '../findings.ts';
import { requireExampleBytes } from '../limits.ts';
import type { SizedPicture } from './check-pictures.ts';

/**
 * Makes examples to ask about of all pictures, those without a class too.
 * @param errors what was found in files that could not be read
 * @throws {DatasetError} `too-large` for more pictures than a device holds
 */
export const askPictures = (
  pictures: readonly SizedPicture[],
  { height, width, channels }: ImagesSchema,
  errors: Findings = noFindings,
): AskedData => {
  const size = height * width * channels;
  const numExamples = pictures.length;
  requireExampleBytes({ file: pictures.at(-1)?.name ?? '', numExamples, bytesEach: size });
  const features = new Uint8Array(numExamples * size);
  for (const [at, { pixels }] of pictures.entries()) features.set(pixels, at * size);
  return {
    examples: { numExamples, featureShape: [height, width, channels], features },
    targets: Float32Array.from(pictures, ({ label }) => label ?? Number.NaN),
    places: pictures.map(({ name }) => ({ file: name })),
    numFaulty: errors.total,
    errors,
    warnings: noFindings,
  };
};
