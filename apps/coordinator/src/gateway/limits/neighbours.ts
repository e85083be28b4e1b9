import type { FlowLimits, Limits } from '../../limits.ts';
import { addressKey } from './address-key.ts';
import { type Flow, judgeFlow, noFlow, pour } from './flow.ts';

/** What all connections of one address have in common. */
export interface Neighbour {
  connections: number;
  /** New connections, as messages of no bytes. */
  arrivals: Flow;
  flow: Flow;
}

/** The addresses that are connected, or were a moment ago. */
export interface Neighbours {
  of(address: string | undefined): Neighbour;
  /** Counts a connection; false when it is one too many and was not counted. */
  admit(neighbour: Neighbour, now: number): boolean;
  /** Forgets addresses that have gone and owe nothing. */
  sweep(now: number): void;
}

type NeighbourLimits = Pick<
  Limits,
  | 'maxConnectionsPerAddress'
  | 'connectBurstPerAddress'
  | 'connectsPerSecondPerAddress'
  | 'addressFlow'
>;

export const createNeighbours = (limits: NeighbourLimits): Neighbours => {
  const byKey = new Map<string, Neighbour>();
  const arriving: FlowLimits = {
    messageBurst: limits.connectBurstPerAddress,
    messagesPerSecond: limits.connectsPerSecondPerAddress,
    burstBytes: 0,
    bytesPerSecond: 0,
  };
  const isEmpty = ({ arrivals, flow }: Neighbour, now: number) => {
    const nothing = { messages: 0, bytes: 0 };
    const owed = pour(flow, nothing, { limits: limits.addressFlow, now });
    const came = pour(arrivals, nothing, { limits: arriving, now });
    return owed.messages === 0 && owed.bytes === 0 && came.messages === 0;
  };
  return {
    of: (address) => {
      const key = addressKey(address);
      const known = byKey.get(key);
      if (known !== undefined) return known;
      const neighbour = { connections: 0, arrivals: noFlow, flow: noFlow };
      byKey.set(key, neighbour);
      return neighbour;
    },
    admit: (neighbour, now) => {
      if (neighbour.connections >= limits.maxConnectionsPerAddress) return false;
      const arrival = { messages: 1, bytes: 0 };
      const arrivals = pour(neighbour.arrivals, arrival, { limits: arriving, now });
      if (judgeFlow(arrivals, arriving) !== 'within') return false;
      // Who was refused has not come: however many knock, some are let in as time goes on.
      neighbour.arrivals = arrivals;
      neighbour.connections++;
      return true;
    },
    sweep: (now) => {
      for (const [key, neighbour] of byKey) {
        if (neighbour.connections === 0 && isEmpty(neighbour, now)) byKey.delete(key);
      }
    },
  };
};
