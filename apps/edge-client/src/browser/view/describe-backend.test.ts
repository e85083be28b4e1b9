import type { BackendTrial } from '@tributary/trainer';
import { expect, it } from 'vitest';
import { describeFallback } from './describe-backend.ts';

const choice = (backend: 'webgpu' | 'wasm', ...tried: BackendTrial[]) =>
  describeFallback({ backend, stepMs: 1, reason: 'x', tried });

it('says what took the place of WebGPU, and why', () => {
  const missing = {
    backend: 'webgpu',
    ok: false,
    reason: 'is not offered by this browser',
  } as const;
  expect(choice('wasm', missing)).toMatch(
    /^This device trains with WebAssembly instead of WebGPU, as WebGPU is not offered by this browser\. /,
  );
  expect(choice('wasm', { ...missing, ok: true })).toMatch(/as WebGPU is slower here\./);
});

it('is silent where WebGPU computes, or another was asked for', () => {
  expect(choice('webgpu', { backend: 'webgpu', ok: true, reason: 'x' })).toBeNull();
  expect(choice('wasm', { backend: 'wasm', ok: true, reason: 'x' })).toBeNull();
});
