import { DatasetError } from '@tributary/model-zoo';

const MB = 2 ** 20;

/** What a device reads at most, so that a wrong file never takes its memory. */
export const LIMITS = {
  /** Of a table or text; its cells take some twenty times that in memory while they are checked. */
  textBytes: 32 * MB,
  /** Of one picture's file. */
  pictureBytes: 20 * MB,
  /** Of one picture when it is unpacked. */
  pictureMegapixels: 50,
  /** Files that are picked at once. */
  files: 20_000,
  /** Of all examples together, as the trainer holds them. */
  exampleBytes: 256 * MB,
} as const;

/** e.g. `64 MB` */
export const describeBytes = (bytes: number): string => {
  const inMb = bytes / MB;
  if (inMb < 1) return `${Math.max(1, Math.round(bytes / 1024))} kB`;
  return inMb < 1000 ? `${Math.round(inMb)} MB` : `${(inMb / 1024).toFixed(1)} GB`;
};

/** What would have to be held in memory. */
interface Demand {
  readonly file: string;
  readonly numExamples: number;
  readonly bytesEach: number;
}

/** @throws {DatasetError} `too-large` for more examples than a device holds at once */
export const requireExampleBytes = ({ file, numExamples, bytesEach }: Demand): void => {
  const bytes = numExamples * bytesEach;
  if (bytes <= LIMITS.exampleBytes) return;
  throw new DatasetError(
    'too-large',
    `${file}: ${numExamples} examples would take ${describeBytes(bytes)} of memory, and at most ${describeBytes(LIMITS.exampleBytes)} are held on a device. Bring fewer.`,
    { place: { file } },
  );
};
