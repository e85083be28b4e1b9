import { describe, expect, it } from 'vitest';
import type { ClientMethodSpec } from '../client-work.ts';
import { personalModel } from './personal-model.ts';

const manifest = [
  { name: 'body/kernel', shape: [2] },
  { name: 'head/kernel', shape: [1] },
];
const global = Float32Array.of(1, 2, 3);
const ditto: ClientMethodSpec = { name: 'ditto', lambda: 1, personalEpochs: 1 };
const localLayers: ClientMethodSpec = { name: 'local-layers', layers: ['last'], headEpochs: 0 };

describe('the model that a client predicts with', () => {
  it("is the global one with the device's own layers", () => {
    const memory = Float32Array.of(9);
    expect(personalModel(localLayers, { global, memory, manifest })).toEqual(
      Float32Array.of(1, 2, 9),
    );
    expect(global).toEqual(Float32Array.of(1, 2, 3));
    const tooLong = Float32Array.of(9, 9);
    expect(() => personalModel(localLayers, { global, memory: tooLong, manifest })).toThrow(
      RangeError,
    );
  });

  it("is Ditto's personal one", () => {
    const memory = Float32Array.of(7, 8, 9);
    expect(personalModel(ditto, { global, memory, manifest })).toEqual(memory);
  });

  it('is the global one as long as the client has not learnt', () => {
    for (const method of [ditto, localLayers]) {
      expect(personalModel(method, { global, memory: null, manifest })).toEqual(global);
    }
  });

  it("is everybody's where the memory is for learning alone", () => {
    for (const method of [
      { name: 'sgd' },
      { name: 'dyn', alpha: 1 },
      { name: 'scaffold' },
    ] as const) {
      expect(personalModel(method, { global, memory: global, manifest })).toBeNull();
    }
  });
});
