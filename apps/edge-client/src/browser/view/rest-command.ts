import type { ClientState, PauseReason } from '@tributary/client';
import type { DeviceLimits } from '../session/device-limits.ts';

/** What the browser tells of the device; null where it does not tell. */
export interface DeviceConditions {
  readonly isCharging: boolean | null;
  readonly isMetered: boolean | null;
}

/** Why a device should rest under its limits; null when it may work. What is not known stands in nobody's way. */
export const restReason = (
  { isPaused, onlyOnCharger, onlyUnmetered }: DeviceLimits,
  { isCharging, isMetered }: DeviceConditions,
): PauseReason | null => {
  if (isPaused) return 'asked';
  if (onlyOnCharger && isCharging === false) return 'on-battery';
  return onlyUnmetered && isMetered === true ? 'metered' : null;
};

type RestCommand = { readonly pause: PauseReason } | 'resume' | null;

/** What is to be said to a client so that it rests for this reason, or for none but its own. */
export const restCommand = (
  { connection, pause }: Pick<ClientState, 'connection' | 'pause'>,
  wanted: PauseReason | null,
): RestCommand => {
  if (connection === 'left' || connection === 'refused') return null;
  if (wanted !== null) return wanted === pause ? null : { pause: wanted };
  // The client itself knows when its cap has room again.
  return pause === null || pause === 'byte-limit' ? null : 'resume';
};
