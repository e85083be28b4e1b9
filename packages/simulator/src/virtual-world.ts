import { createRandom, deriveSeed, type Seed } from '@tributary/fedavg';
import { createDevice, type Device, drawDropout, drawDurationMs, type Fleet } from './fleet.ts';

/** Where a client is between two comings and goings. Plain data, for snapshots. */
export interface Presence {
  readonly online: boolean;
  /** When that changes, in virtual ms; null if never. */
  readonly until: number | null;
  /** How often it has changed; tells a planned change from one that was overtaken. */
  readonly changes: number;
}

/** The virtual devices: how fast they are, and when they come and go. Chance comes from the seed. */
export interface VirtualWorld {
  readonly presences: readonly Presence[];
  device(client: number): Device;
  /** Turns a client's presence over at `now`; returns the new one. */
  change(client: number, now: number): Presence;
  /**
   * When the client will leave if it begins work of `durationMs` now, if it does before the end. A client
   * that is to drop out of this very work gets a new presence that says so.
   */
  leavesDuring(
    client: number,
    work: { readonly now: number; readonly durationMs: number; readonly seed: Seed },
  ): Presence | undefined;
}

export const createVirtualWorld = (
  {
    fleet,
    seed,
    clients,
  }: { readonly fleet: Fleet; readonly seed: Seed; readonly clients: number },
  from?: readonly Presence[],
): VirtualWorld => {
  const presences: Presence[] = from
    ? [...from]
    : Array.from({ length: clients }, (_, client) => firstPresence(fleet, client, seed));
  const devices = Array.from({ length: clients }, (_, client) => createDevice(fleet, client, seed));
  const of = (client: number): Presence => presences[client] as Presence;

  return {
    presences,
    device: (client) => devices[client] as Device,
    change: (client, now) => {
      const { online, changes } = of(client);
      const random = createRandom(deriveSeed(seed, 'session', client, changes + 1));
      const meanS = online ? (fleet.sessions?.offlineS ?? fleet.awayS) : fleet.sessions?.onlineS;
      const until = meanS === undefined ? null : now + drawDurationMs(meanS, random);
      presences[client] = { online: !online, until, changes: changes + 1 };
      return of(client);
    },
    leavesDuring: (client, { now, durationMs, seed: workSeed }) => {
      const { until, changes } = of(client);
      // Whoever comes back to the same work is not bound to leave it again.
      const share = drawDropout(fleet, deriveSeed(workSeed, 'return', changes));
      const dropsAt = share === undefined ? Number.POSITIVE_INFINITY : now + share * durationMs;
      if (dropsAt < (until ?? Number.POSITIVE_INFINITY)) {
        presences[client] = { online: true, until: dropsAt, changes: changes + 1 };
      } else if (until === null || until >= now + durationMs) {
        return undefined;
      }
      return of(client);
    },
  };
};

/** In the middle of a session or of an absence, in the proportion of their lengths. */
const firstPresence = ({ sessions }: Fleet, client: number, seed: Seed): Presence => {
  if (!sessions) return { online: true, until: null, changes: 0 };
  const { onlineS, offlineS } = sessions;
  const random = createRandom(deriveSeed(seed, 'session', client, 0));
  const online = random.uniform() < onlineS / (onlineS + offlineS);
  return { online, until: drawDurationMs(online ? onlineS : offlineS, random), changes: 0 };
};
