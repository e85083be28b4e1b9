import { z } from 'zod';

/** When a person lets this device take part. */
export const deviceLimitsSchema = z.object({
  /** The person pressed Pause. */
  isPaused: z.boolean(),
  /** No round is taken that might bring the bytes of both ways above this; null: any. */
  capBytes: z.number().int().positive().nullable(),
  onlyOnCharger: z.boolean(),
  onlyUnmetered: z.boolean(),
  /** Keeps the screen on. */
  keepsAwake: z.boolean(),
});
export type DeviceLimits = z.output<typeof deviceLimitsSchema>;

export const noLimits: DeviceLimits = {
  isPaused: false,
  capBytes: null,
  onlyOnCharger: false,
  onlyUnmetered: false,
  keepsAwake: false,
};
