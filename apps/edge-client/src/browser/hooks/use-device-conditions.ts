import { useEffect, useState } from 'react';
import type { DeviceConditions } from '../view/rest-command.ts';

/** https://w3c.github.io/battery, where a browser has it. */
interface Battery extends EventTarget {
  readonly charging: boolean;
}
/** https://wicg.github.io/netinfo, where a browser has it. */
interface Network extends EventTarget {
  readonly type?: string;
  readonly saveData?: boolean;
}
type Telling = Navigator & {
  readonly getBattery?: () => Promise<Battery>;
  readonly connection?: Network;
};

/** Mobile data and whoever asks for little data count as metered; what has no type is not known. */
const isMetered = ({ type, saveData }: Network): boolean | null => {
  if (saveData || type === 'cellular') return true;
  return type === 'wifi' || type === 'ethernet' ? false : null;
};

const nothingKnown: DeviceConditions = { isCharging: null, isMetered: null };

/** What the browser tells of power and network, as it changes. */
export const useDeviceConditions = (): DeviceConditions => {
  const [conditions, setConditions] = useState(nothingKnown);
  useEffect(() => {
    const { connection, getBattery }: Telling = navigator;
    const stopping = new AbortController();
    const { signal } = stopping;
    const listen = (target: EventTarget, types: readonly string[], read: () => void) => {
      for (const type of types) target.addEventListener(type, read, { signal });
      read();
    };
    if (connection) {
      listen(connection, ['change'], () =>
        setConditions((known) => ({ ...known, isMetered: isMetered(connection) })),
      );
    }
    getBattery?.call(navigator).then(
      (battery) => {
        if (signal.aborted) return;
        listen(battery, ['chargingchange'], () =>
          setConditions((known) => ({ ...known, isCharging: battery.charging })),
        );
      },
      // A page may be forbidden to ask.
      () => undefined,
    );
    return () => stopping.abort();
  }, []);
  return conditions;
};
