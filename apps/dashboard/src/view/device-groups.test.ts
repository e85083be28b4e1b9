import type { Device } from '@tributary/protocol';
import { expect, it } from 'vitest';
import { groupByBackend, groupByPlatform, groupBySpeed } from './device-groups.ts';

const device = (changes: Partial<Device>): Device => ({
  ...{ kind: 'browser', name: 'a', backend: 'wasm', backendReason: '' },
  ...changes,
});
const devices = {
  a: device({ platform: 'Chrome on Android' }),
  b: device({ backend: 'webgpu', platform: 'Chrome on Android' }),
  c: device({ kind: 'node' }),
  d: device({ backend: null }),
};

it('counts devices by what they train with and what they run on', () => {
  expect(groupByBackend(devices)).toEqual([
    { label: 'WebAssembly', count: 2 },
    { label: 'Not chosen yet', count: 1 },
    { label: 'WebGPU', count: 1 },
  ]);
  expect(groupByPlatform(devices)).toEqual([
    { label: 'Chrome on Android', count: 2 },
    { label: 'Browser', count: 1 },
    { label: 'Node', count: 1 },
  ]);
});

it('puts speeds in groups, with the empty ones between them', () => {
  const speeds = new Map([
    ['a', 12],
    ['b', 500],
    ['c', 299],
    ['d', 1e9],
  ]);
  expect(groupBySpeed(speeds).slice(0, 4)).toEqual([
    { label: '10 to 30', count: 1 },
    { label: '30 to 100', count: 0 },
    { label: '100 to 300', count: 1 },
    { label: '300 to 1,000', count: 1 },
  ]);
  expect(groupBySpeed(speeds).at(-1)).toEqual({ label: '100,000 and more', count: 1 });
  expect(groupBySpeed(new Map())).toEqual([]);
});
