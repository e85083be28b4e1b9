import type { ClientId, Device } from '@tributary/protocol';
import { shortId } from './format.ts';

export type Devices = Readonly<Record<ClientId, Device>>;

/** What people call a client: its device's name, or the beginning of its id. */
export const clientName = (devices: Devices, clientId: ClientId): string =>
  devices[clientId]?.name || shortId(clientId);

const collator = new Intl.Collator('en-GB', { numeric: true });

/** Orders names as a person counts: "edge 2" stands before "edge 10". */
export const compareNames = (a: string, b: string): number => collator.compare(a, b);
