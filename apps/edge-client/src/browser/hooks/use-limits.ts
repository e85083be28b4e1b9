import { useEffect } from 'react';
import type { Participation } from '../session/reduce-session.ts';
import type { SessionActions } from '../session/use-session.ts';
import { type DeviceConditions, restReason } from '../view/rest-command.ts';
import { useDeviceConditions } from './use-device-conditions.ts';
import { useWakeLock } from './use-wake-lock.ts';

/** Keeps a device that takes part to its limits. @returns what the browser tells of power and network */
export const useLimits = (
  { limits, client }: Participation,
  rest: SessionActions['rest'],
): DeviceConditions => {
  const conditions = useDeviceConditions();
  const reason = restReason(limits, conditions);
  useEffect(() => rest(reason), [reason, rest]);
  useWakeLock(limits.keepsAwake && client?.pause === null);
  return conditions;
};
