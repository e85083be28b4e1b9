import type { Device } from '@tributary/protocol';
import { expect, it } from 'vitest';
import { devicesAsTrained } from './devices-as-trained.ts';

const device = (backend: Device['backend']): Device => ({
  ...{ name: 'ward', kind: 'node', backend, backendReason: '' },
});

it('knows what a device trained with that had not chosen when it joined', () => {
  const devices = { a: device(null), b: device('webgpu'), c: device(null), d: device(null) };
  const tallies = new Map(
    Object.entries({ a: 'wasm', b: 'cpu', c: '', d: 'abacus' }).map(([clientId, backend]) => [
      clientId,
      { backend },
    ]),
  );
  const known = devicesAsTrained(devices, tallies);
  expect(known.a?.backend).toBe('wasm');
  expect(known.b).toBe(devices.b);
  expect(known.c).toBe(devices.c);
  expect(known.d?.backend).toBeNull();
});
