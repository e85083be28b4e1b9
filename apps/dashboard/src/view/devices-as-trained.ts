import { type ClientId, deviceSchema } from '@tributary/protocol';
import type { Devices } from './client-name.ts';
import type { ClientTally } from './client-tally.ts';

/** The devices, each with what it trained with: many join a run before they have chosen that. */
export const devicesAsTrained = (
  devices: Devices,
  tallies: ReadonlyMap<ClientId, Pick<ClientTally, 'backend'>>,
): Devices =>
  Object.fromEntries(
    Object.entries(devices).map(([clientId, device]) => {
      if (device.backend !== null) return [clientId, device];
      // Clients may write anything there.
      const { data } = deviceSchema.shape.backend.safeParse(tallies.get(clientId)?.backend);
      return [clientId, data ? { ...device, backend: data } : device];
    }),
  );
