import type { ClientId, Device } from '@tributary/protocol';
import type { Devices } from './client-name.ts';
import type { ClientTally } from './client-tally.ts';

const backends: readonly string[] = ['webgpu', 'webgl', 'wasm', 'cpu'];

/** The devices, each with what it trained with: many join a run before they have chosen that. */
export const devicesAsTrained = (
  devices: Devices,
  tallies: ReadonlyMap<ClientId, Pick<ClientTally, 'backend'>>,
): Devices =>
  Object.fromEntries(
    Object.entries(devices).map(([clientId, device]) => {
      const backend = tallies.get(clientId)?.backend ?? '';
      const isNews = device.backend === null && backends.includes(backend);
      return [clientId, isNews ? { ...device, backend: backend as Device['backend'] } : device];
    }),
  );
