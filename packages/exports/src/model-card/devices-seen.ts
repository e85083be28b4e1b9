import type { Device, LoggedEvent } from '@tributary/protocol';

/** How many clients trained how: by the kind of device, and by what it calls itself. */
export interface DevicesSeen {
  readonly platforms: Readonly<Record<string, number>>;
  readonly backends: Readonly<Record<string, number>>;
}

/** Who joined a run, by its log; each client counts once, as it was when it came last. */
export const devicesSeen = (events: Iterable<Pick<LoggedEvent, 'event'>>): DevicesSeen => {
  const devices = new Map<string, Device>();
  for (const { event } of events) {
    if (event.type !== 'presenceChanged') continue;
    for (const [clientId, device] of Object.entries(event.joined)) devices.set(clientId, device);
  }
  const all = [...devices.values()];
  return {
    platforms: countBy(all, ({ kind, name }) => (kind === 'browser' ? name : 'Node')),
    backends: countBy(all, ({ backend }) => backend ?? 'none yet'),
  };
};

/** The most frequent first. */
const countBy = (
  devices: readonly Device[],
  read: (device: Device) => string,
): Record<string, number> => {
  const counts = new Map<string, number>();
  for (const device of devices) counts.set(read(device), (counts.get(read(device)) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([, a], [, b]) => b - a));
};
