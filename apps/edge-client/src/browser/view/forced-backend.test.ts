import { describe, expect, it } from 'vitest';
import { forcedBackend } from './forced-backend.ts';

describe('forcedBackend', () => {
  it('takes only the backends that there are', () => {
    expect(forcedBackend('?backend=webgpu')).toBe('webgpu');
    expect(forcedBackend('?backend=WebGPU')).toBeNull();
    expect(forcedBackend('?backend=toString')).toBeNull();
    expect(forcedBackend('')).toBeNull();
  });
});
