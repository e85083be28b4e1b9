import { createRandom, deriveSeed, type Random, type Seed } from '@tributary/fedavg';
import { z } from 'zod';

/** A positive number that differs from device to device: log-normal around its median. */
const spreadSchema = z.object({
  median: z.number().positive(),
  /** The standard deviation of the logarithm; 0 makes all devices alike, 1 is a factor of e. */
  sigma: z.number().min(0).max(5).default(0),
});
export type Spread = z.output<typeof spreadSchema>;

/** What the virtual devices and their networks are like. Times are virtual: nobody waits for them. */
export const fleetSchema = z.object({
  examplesPerS: spreadSchema.prefault({ median: 1000 }).meta({
    title: 'Speed',
    description: 'How many examples a device trains on in a second.',
  }),
  downMbps: spreadSchema.prefault({ median: 50 }),
  upMbps: spreadSchema.prefault({ median: 10 }),
  latencyMs: z.number().min(0).max(60_000).default(50),
  dropout: z.number().min(0).max(1).default(0).meta({
    title: 'Dropout',
    description: 'The probability that a device leaves in the middle of its work.',
  }),
  awayS: z.number().positive().default(300).meta({
    title: 'Time away',
    description:
      'How long a device that left stays away, on average, where devices do not come and go anyway.',
  }),
  /** Devices come and go: how long they stay and stay away, on average. Without it they stay. */
  sessions: z
    .object({ onlineS: z.number().positive(), offlineS: z.number().positive() })
    .optional(),
});
export type Fleet = z.output<typeof fleetSchema>;

/** One virtual device. */
export interface Device {
  readonly examplesPerS: number;
  readonly downMbps: number;
  readonly upMbps: number;
}

/** A device's own speeds, by its number; the same for the same seed, whatever the others are. */
export const createDevice = (fleet: Fleet, client: number, seed: Seed): Device => {
  const random = createRandom(deriveSeed(seed, 'device', client));
  const draw = ({ median, sigma }: Spread) => median * Math.exp(sigma * random.normal());
  return {
    examplesPerS: draw(fleet.examplesPerS),
    downMbps: draw(fleet.downMbps),
    upMbps: draw(fleet.upMbps),
  };
};

export interface RoundWork {
  /** Bytes of the model on its way down. */
  readonly modelBytes: number;
  /** Bytes of the update on its way up. */
  readonly updateBytes: number;
  /** Examples that are trained on, each as often as there are epochs. */
  readonly trainedExamples: number;
}

/** How long a round's work takes a device, in virtual ms: download, training, upload. */
export const workMs = (
  { examplesPerS, downMbps, upMbps }: Device,
  { modelBytes, updateBytes, trainedExamples }: RoundWork,
  { latencyMs }: Fleet,
): number => {
  const transferMs = (bytes: number, mbps: number) => latencyMs + (bytes * 8) / (mbps * 1000);
  const trainMs = (1000 * trainedExamples) / examplesPerS;
  return transferMs(modelBytes, downMbps) + trainMs + transferMs(updateBytes, upMbps);
};

/** When a device leaves during its work, as a share of the working time; undefined if it does not. */
export const drawDropout = ({ dropout }: Fleet, seed: Seed): number | undefined => {
  const random = createRandom(seed);
  return random.uniform() < dropout ? random.uniform() : undefined;
};

/** Exponentially distributed, in virtual ms. */
export const drawDurationMs = (meanS: number, random: Random): number =>
  -Math.log(1 - random.uniform()) * meanS * 1000;
