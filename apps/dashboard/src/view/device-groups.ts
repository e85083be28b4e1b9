import type { ClientId, Device } from '@tributary/protocol';
import { compareNames, type Devices } from './client-name.ts';
import { formatNumber } from './format.ts';

/** Devices that have something in common. */
export interface DeviceGroup {
  readonly label: string;
  readonly count: number;
}

const backends = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WebAssembly',
  cpu: 'Plain CPU',
} as const;

/** The devices by what they train with, the most frequent first. */
export const groupByBackend = (devices: Devices): DeviceGroup[] =>
  countUp(
    Object.values(devices).map(({ backend }) => (backend ? backends[backend] : 'Not chosen yet')),
  );

/** The devices by the system that they run on; older clients do not tell it. */
export const groupByPlatform = (devices: Devices): DeviceGroup[] =>
  countUp(Object.values(devices).map(platformOf));

/** What a device runs on, or the kind of client that it is. */
export const platformOf = ({ platform, kind }: Device): string =>
  platform ?? (kind === 'browser' ? 'Browser' : 'Node');

/** The edges of the groups by speed: each about three times the one before. */
const EDGES = [10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000, 100_000];

/**
 * The devices by examples per second, the slowest first, without groups that nobody is in at either end.
 * @param speeds of those that have told
 */
export const groupBySpeed = (speeds: ReadonlyMap<ClientId, number>): DeviceGroup[] => {
  const counts = EDGES.map(() => 0).concat(0);
  for (const speed of speeds.values()) {
    const group = EDGES.findIndex((edge) => speed < edge);
    counts[group < 0 ? EDGES.length : group] = (counts[group < 0 ? EDGES.length : group] ?? 0) + 1;
  }
  const groups = counts.map((count, index) => ({ label: speedLabel(index), count }));
  const first = groups.findIndex(({ count }) => count > 0);
  return first < 0 ? [] : groups.slice(first, groups.findLastIndex(({ count }) => count > 0) + 1);
};

const speedLabel = (index: number): string => {
  const [low, high] = [EDGES[index - 1], EDGES[index]];
  if (low === undefined) return `under ${formatNumber(EDGES[0] as number)}`;
  return high === undefined
    ? `${formatNumber(low)} and more`
    : `${formatNumber(low)} to ${formatNumber(high)}`;
};

const countUp = (labels: readonly string[]): DeviceGroup[] => {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts]
    .map(([label, count]) => ({ label, count }))
    .sort((a, b) => b.count - a.count || compareNames(a.label, b.label));
};
