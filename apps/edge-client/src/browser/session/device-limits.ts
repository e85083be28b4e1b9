/** When a person lets this device take part. */
export interface DeviceLimits {
  /** The person pressed Pause. */
  readonly isPaused: boolean;
  /** No round is taken that might bring the bytes of both ways above this; null: any. */
  readonly capBytes: number | null;
  readonly onlyOnCharger: boolean;
  readonly onlyUnmetered: boolean;
  /** Keeps the screen on. */
  readonly keepsAwake: boolean;
}

export const noLimits: DeviceLimits = {
  isPaused: false,
  capBytes: null,
  onlyOnCharger: false,
  onlyUnmetered: false,
  keepsAwake: false,
};
