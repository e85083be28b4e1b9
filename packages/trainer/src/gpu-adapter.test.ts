import { describe, expect, it } from 'vitest';
import { describeAdapter, describeAdapterInfo } from './gpu-adapter.ts';

const info = (vendor: string, architecture: string, description = '') => ({
  vendor,
  architecture,
  description,
  device: '',
});

describe('GPU adapters', () => {
  it.each([
    [info('google', 'swiftshader'), 'google swiftshader'],
    [info('mesa', '', 'llvmpipe (LLVM 15)'), 'llvmpipe (LLVM 15)'],
    [{ ...info('acme', 'one'), isFallbackAdapter: true }, 'acme one'],
  ])('%o is software', (given, name) => {
    expect(describeAdapterInfo(given)).toEqual({ name, software: true });
  });

  it('tells hardware, and names it even if it says nothing of itself', () => {
    expect(describeAdapterInfo(info('nvidia', 'ampere'))).toEqual({
      name: 'nvidia ampere',
      software: false,
    });
    expect(describeAdapterInfo(info('', '')).name).toBe('an unnamed adapter');
  });

  it('says why there is none', async () => {
    await expect(describeAdapter(undefined)).rejects.toThrow('needs https or localhost');
  });
});
